SELECT formatDateTime(toStartOfMinute(ordered_at), '%H:%i') AS time, count() AS orders
FROM orders_now
WHERE ordered_at > now() - INTERVAL 1 HOUR
GROUP BY toStartOfMinute(ordered_at)
ORDER BY toStartOfMinute(ordered_at)
