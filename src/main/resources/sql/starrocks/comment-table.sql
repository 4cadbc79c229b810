ALTER TABLE ${table} COMMENT = ${text}
