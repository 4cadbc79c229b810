SELECT id, name, price, stock, versions
FROM products_current
JOIN (SELECT id, count() AS versions FROM products GROUP BY id) AS counted USING (id)
ORDER BY id
