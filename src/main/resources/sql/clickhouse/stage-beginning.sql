-- a key is touched where something of it was read before the latest place, and starts later than the earliest moment
INSERT INTO ${stage} (batch_id, ${keys}, op_type, commit_ts, change_seq)
SELECT DISTINCT :#batch, ${keys}, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), repeat('0', 32)
FROM ${rows} FINAL
WHERE op_type = 'r'
  AND change_seq <= (SELECT max(change_seq) FROM hindsight_beginnings WHERE table_name = ${target_name})
  AND effective_start_ts > (SELECT min(commit_ts) FROM hindsight_beginnings WHERE table_name = ${target_name})
