UPDATE inventory.products SET stock = stock + :#pieces WHERE id = :#product
