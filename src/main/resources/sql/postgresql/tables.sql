-- those of the names that are no views
SELECT relname
FROM pg_class
WHERE relkind NOT IN ('v', 'i') AND pg_table_is_visible(oid) AND relname IN (${tables})
