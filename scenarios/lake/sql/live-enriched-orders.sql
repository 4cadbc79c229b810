SELECT order_id, customer, region, total, placed
FROM stream.enriched_orders
ORDER BY order_id DESC
LIMIT 100
