INSERT INTO ${stage} (batch_id, ${columns}, op_type, commit_ts, change_seq)
SELECT :#batch, ${marker_columns}, 't', CAST(:#at AS timestamptz), :#seq
FROM ${rows}
WHERE change_seq < :#seq AND NOT is_deleted
