INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
SELECT ${target_name}, :#seq, toDateTime64(:#at, 6, 'UTC')
