SELECT relname, CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, coalesce(attname, ''),
  coalesce(CASE WHEN attnum IS NULL THEN obj_description(pg_class.oid, 'pg_class')
    ELSE col_description(pg_class.oid, attnum) END, '')
FROM pg_class
LEFT JOIN (
  SELECT attrelid, attname, attnum FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT oid, NULL, NULL FROM pg_class
) each ON attrelid = pg_class.oid
WHERE relkind IN ('r', 'v', 'p') AND pg_table_is_visible(pg_class.oid) AND relname IN (${tables})
