COMMENT ON COLUMN ${table}.${column} IS ${text}
