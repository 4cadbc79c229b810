SELECT relname, attname,
  replace(regexp_replace(regexp_replace(format_type(atttypid, atttypmod),
    '^timestamp(.*) with time zone$', 'timestamptz\1'),
    '^timestamp(.*) without time zone$', 'timestamp\1'),
    ',', ', '),
  coalesce(attnum = ANY (indkey), false)
FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid
LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
WHERE relname IN (${tables}) AND pg_table_is_visible(pg_class.oid) AND attnum > 0 AND NOT attisdropped
ORDER BY relname, attnum
