INSERT INTO ${stage} (batch_id, staged_at, change_seq, ${columns}, op_type, commit_ts)
SELECT :#batch, now(), CAST(:#seq AS largeint), ${marker_columns}, 't', replace(replace(:#at, 'T', ' '), 'Z', '')
FROM ${rows}
WHERE change_seq < CAST(:#seq AS largeint) AND NOT is_deleted
