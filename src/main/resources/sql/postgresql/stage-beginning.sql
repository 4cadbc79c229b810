-- a key is touched where something of it was read before the latest place, and starts later than the earliest moment;
-- from there on: a truncate before all of a key is none of it
INSERT INTO ${stage} (batch_id, ${columns}, op_type, commit_ts, change_seq)
SELECT :#batch, ${marker_columns}, 't', CAST(:#at AS timestamptz), min(change_seq)
FROM ${target}
WHERE op_type = 'r'
  AND change_seq <= (SELECT max(change_seq) FROM hindsight_beginnings WHERE table_name = ${target_name})
  AND effective_start_ts > (SELECT min(commit_ts) FROM hindsight_beginnings WHERE table_name = ${target_name})
GROUP BY ${keys}
