SELECT product_name, orders, pieces, revenue
FROM product_totals
ORDER BY revenue DESC
LIMIT 10
