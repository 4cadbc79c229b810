ALTER TABLE ${table} MODIFY COLUMN ${column} ${type}
