-- a key is touched by a truncate when it has a version before it, and that is open or was closed by something later,
-- a change of its own or another truncate
INSERT INTO ${stage} (batch_id, staged_at, change_seq, ${columns}, op_type, commit_ts)
SELECT :#batch, now(), CAST(:#seq AS largeint), ${marker_columns}, 't', replace(replace(:#at, 'T', ' '), 'Z', '')
FROM (
  SELECT ${keys}
  FROM ${target}
  CROSS JOIN (
    SELECT count(*) AS hindsight_later FROM hindsight_truncates WHERE table_name = ${target_name} AND change_seq > CAST(:#seq AS largeint)
  ) AS later
  GROUP BY ${keys}
  HAVING min(change_seq) < CAST(:#seq AS largeint)
    AND (max(change_seq) > CAST(:#seq AS largeint) OR max(CASE WHEN is_current THEN 1 ELSE 0 END) = 1 OR max(hindsight_later) > 0)
) AS touched
