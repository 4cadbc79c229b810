SELECT name, key, op, said, formatDateTime(at, '%H:%i:%S') AS time
FROM (
  SELECT 'customers' AS name, toString(id) AS key, op_type AS op, email AS said, effective_start_ts AS at, change_seq FROM customers
  UNION ALL
  SELECT 'products', toString(id), op_type, concat(name, ', ', toString(price), ', stock ', toString(stock)), effective_start_ts, change_seq FROM products
  UNION ALL
  SELECT 'orders', toString(id), op_type, concat(status, ', ', toString(total)), effective_start_ts, change_seq FROM orders
)
WHERE op <> 'r'
ORDER BY at DESC, change_seq DESC
LIMIT 200
