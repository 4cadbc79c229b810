-- done by the server in its own time
ALTER TABLE ${table} ADD COLUMN ${column} ${type}
