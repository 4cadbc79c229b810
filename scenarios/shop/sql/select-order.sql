SELECT order_id, user_id, product_name, quantity, total_price, status,
  date_format(created_at, '%Y-%m-%dT%H:%i:%s.%fZ') AS created_at
FROM orders
WHERE order_id = :#${variable.order}
