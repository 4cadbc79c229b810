CREATE OR REPLACE VIEW ${target} AS
SELECT ${original_columns}, commit_ts, change_seq${later_columns} FROM ${rows} FINAL WHERE NOT is_deleted;
