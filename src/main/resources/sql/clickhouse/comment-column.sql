ALTER TABLE ${table} COMMENT COLUMN ${column} ${text}
