INSERT INTO hindsight_beginnings (table_name, change_seq, commit_ts)
VALUES (${target_name}, :#seq, CAST(:#at AS timestamptz))
ON CONFLICT DO NOTHING
