CREATE OR REPLACE VIEW ${target} AS
SELECT ${original_columns}, commit_ts, change_seq${later_columns} FROM ${rows} WHERE NOT is_deleted;
