INSERT INTO hindsight_beginnings (table_name, change_seq, commit_ts)
VALUES (${target_name}, :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''))
