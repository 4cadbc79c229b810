SELECT formatDateTime(minute, '%H:%i') AS time, orders, revenue
FROM minute_totals
WHERE minute > now() - INTERVAL 1 HOUR
ORDER BY minute
