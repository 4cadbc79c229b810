-- a key is touched where something of it was read before the place and starts later than the moment
INSERT INTO ${stage} (batch_id, staged_at, change_seq, ${columns}, op_type, commit_ts)
SELECT :#batch, now(), 0, ${marker_columns}, 't', replace(replace(:#at, 'T', ' '), 'Z', '')
FROM (
  SELECT ${keys}
  FROM ${target}
  WHERE op_type = 'r' AND change_seq <= CAST(:#seq AS largeint)
    AND effective_start_ts > CAST(replace(replace(:#at, 'T', ' '), 'Z', '') AS datetime)
  GROUP BY ${keys}
) AS touched
