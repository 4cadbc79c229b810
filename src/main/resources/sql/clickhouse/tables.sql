-- those of the names that are no views; the schema of information may be granted to nobody
SELECT name
FROM system.tables
WHERE database = currentDatabase() AND engine NOT LIKE '%View' AND name IN (${tables})
