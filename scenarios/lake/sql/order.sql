WITH choice AS (
  SELECT (SELECT id FROM inventory.customers ORDER BY id * 7919 % (:#${variable.number}::int + 1) LIMIT 1) AS customer_id,
    id AS product_id, price, 1 + :#${variable.number}::int % 3 AS pieces
  FROM inventory.products WHERE id = 1 + :#${variable.number}::int % 5
), placed AS (
  INSERT INTO inventory.orders (customer_id, total) SELECT customer_id, pieces * price FROM choice RETURNING id
), item AS (
  INSERT INTO inventory.order_items SELECT id, 1, product_id, pieces FROM placed, choice
)
UPDATE inventory.products SET stock = stock - pieces FROM choice WHERE products.id = product_id
