ALTER TABLE ${table} MODIFY COLUMN ${column} COMMENT ${text}
