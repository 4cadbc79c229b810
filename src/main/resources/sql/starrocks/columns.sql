SELECT table_name, column_name,
  CASE
    WHEN lower(column_type) = 'tinyint(1)' THEN 'boolean'
    WHEN lower(column_type) LIKE 'bigint% unsigned' THEN 'largeint'
    WHEN lower(data_type) IN ('tinyint', 'smallint', 'int', 'bigint', 'varbinary') THEN lower(data_type)
    ELSE replace(replace(lower(column_type), ' ', ''), ',', ', ')
  END,
  column_key = 'PRI'
FROM information_schema.columns
WHERE table_schema = database() AND table_name IN (${tables})
ORDER BY table_name, ordinal_position
