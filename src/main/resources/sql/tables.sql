-- those of the names that are no views
SELECT table_name
FROM information_schema.tables
WHERE table_schema = database() AND table_type <> 'VIEW' AND table_name IN (${tables})
