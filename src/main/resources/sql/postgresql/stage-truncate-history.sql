-- a key is touched by a truncate when it has a version before it, and that is open or was closed by something later,
-- a change of its own or another truncate
INSERT INTO ${stage} (batch_id, ${columns}, op_type, commit_ts, change_seq)
SELECT :#batch, ${marker_columns}, 't', CAST(:#at AS timestamptz), :#seq
FROM ${target}
GROUP BY ${keys}
HAVING min(change_seq) < :#seq
  AND (max(change_seq) > :#seq OR bool_or(is_current)
    OR EXISTS (SELECT FROM hindsight_truncates WHERE table_name = ${target_name} AND change_seq > :#seq))
