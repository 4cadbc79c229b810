SELECT (SELECT count() FROM customers_current) AS customers, count() AS orders, sum(total) AS revenue,
  (SELECT count() FROM customers) + (SELECT count() FROM products) + (SELECT count() FROM orders) AS versions
FROM orders_now
