-- a view keeps the types of its columns from being changed; it is made anew afterwards
DROP VIEW IF EXISTS ${views};

ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${type}
