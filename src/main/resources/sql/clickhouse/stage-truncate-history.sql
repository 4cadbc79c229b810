-- a key is touched by a truncate when it has a version before it, and that is open or was closed by something later,
-- a change of its own or another truncate
INSERT INTO ${stage} (batch_id, ${keys}, op_type, commit_ts, change_seq)
SELECT :#batch, ${keys}, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), :#seq
FROM ${rows} FINAL
GROUP BY ${keys}
HAVING min(change_seq) < :#seq
  AND (max(change_seq) > :#seq OR max(is_current)
    OR (SELECT count() > 0 FROM hindsight_truncates WHERE table_name = ${target_name} AND change_seq > :#seq))
