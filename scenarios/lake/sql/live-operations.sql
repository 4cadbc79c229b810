SELECT regexp_replace(topic, '^.*\.', '') AS name, sum(changes) FILTER (WHERE op = 'r') AS read,
  sum(changes) FILTER (WHERE op = 'c') AS created, sum(changes) FILTER (WHERE op = 'u') AS updated,
  sum(changes) FILTER (WHERE op = 'd') AS deleted
FROM stream.operations
GROUP BY topic
ORDER BY name
