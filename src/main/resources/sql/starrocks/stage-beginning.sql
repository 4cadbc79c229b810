-- a key is touched where something of it was read before the latest place, and starts later than the earliest moment
INSERT INTO ${stage} (batch_id, staged_at, change_seq, ${columns}, op_type, commit_ts)
SELECT :#batch, now(), 0, ${marker_columns}, 't', replace(replace(:#at, 'T', ' '), 'Z', '')
FROM (
  SELECT ${keys}
  FROM ${target}
  WHERE op_type = 'r'
    AND change_seq <= (SELECT max(change_seq) FROM hindsight_beginnings WHERE table_name = ${target_name})
    AND effective_start_ts > (SELECT min(commit_ts) FROM hindsight_beginnings WHERE table_name = ${target_name})
  GROUP BY ${keys}
) AS touched
