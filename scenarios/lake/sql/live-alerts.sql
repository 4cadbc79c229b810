SELECT kind, said, to_char(at AT TIME ZONE 'UTC', 'HH24:MI:SS') AS at
FROM stream.alerts
ORDER BY alerts.at DESC, place
LIMIT 100
