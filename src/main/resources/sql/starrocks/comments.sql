-- of tables alone: a view has the comments that it was made with
SELECT table_name, 'TABLE', '', table_comment
FROM information_schema.tables
WHERE table_schema = database() AND table_type = 'BASE TABLE' AND table_name IN (${tables})
UNION ALL
SELECT c.table_name, 'TABLE', c.column_name, c.column_comment
FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = database() AND t.table_type = 'BASE TABLE' AND c.table_name IN (${tables})
