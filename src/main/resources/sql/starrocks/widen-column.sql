-- done by the server in its own time
ALTER TABLE ${table} MODIFY COLUMN ${column} ${type}
