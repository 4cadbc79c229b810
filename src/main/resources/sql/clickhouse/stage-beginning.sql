-- a key is touched where something of it was read before the place and starts later than the moment
INSERT INTO ${stage} (batch_id, ${keys}, op_type, commit_ts, change_seq)
SELECT DISTINCT :#batch, ${keys}, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), repeat('0', 32)
FROM ${rows} FINAL
WHERE op_type = 'r' AND change_seq <= :#seq AND effective_start_ts > parseDateTime64BestEffort(:#at, 6, 'UTC')
