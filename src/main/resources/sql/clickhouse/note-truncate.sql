INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
SELECT ${target_name}, :#seq, parseDateTime64BestEffort(:#at, 6, 'UTC')
