-- of tables alone: a view has the comment that it was made with, and a column's can't be changed without its type
SELECT table_name, 'TABLE', '', table_comment
FROM information_schema.tables
WHERE table_schema = database() AND table_type = 'BASE TABLE' AND table_name IN (${tables})
