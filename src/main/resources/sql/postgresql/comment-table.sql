COMMENT ON ${kind} ${table} IS ${text}
