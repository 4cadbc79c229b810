-- columns that came later stand last: a view may get more columns only at its end
CREATE OR REPLACE VIEW ${target} AS
SELECT ${original_columns}, commit_ts, change_seq${later_columns} FROM ${rows} WHERE NOT is_deleted;
