INSERT INTO ${stage} (batch_id, ${keys}, op_type, commit_ts, change_seq)
SELECT :#batch, ${keys}, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), :#seq
FROM ${rows} FINAL
WHERE change_seq < :#seq AND NOT is_deleted
