-- change_seq is kept as a FixedString, which clients read as bytes
CREATE OR REPLACE VIEW ${target} AS
SELECT ${original_columns}, commit_ts, toString(change_seq) AS change_seq${later_columns} FROM ${rows} FINAL WHERE NOT is_deleted;
