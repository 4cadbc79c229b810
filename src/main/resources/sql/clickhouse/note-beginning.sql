INSERT INTO hindsight_beginnings (table_name, change_seq, commit_ts)
SELECT ${target_name}, :#seq, parseDateTime64BestEffort(:#at, 6, 'UTC')
