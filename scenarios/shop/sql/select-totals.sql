SELECT orders, revenue, customers, toString(latest) AS latest
FROM order_totals
