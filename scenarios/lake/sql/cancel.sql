DELETE FROM inventory.orders WHERE id = (SELECT max(id) FROM inventory.orders)
