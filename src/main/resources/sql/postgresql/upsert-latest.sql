INSERT INTO ${rows} AS kept (${columns}, commit_ts, change_seq, is_deleted)
WITH latest AS (
  SELECT DISTINCT ON (${keys}) ${columns}, op_type, commit_ts, change_seq
  FROM ${stage}
  WHERE batch_id = :#batch
  ORDER BY ${keys}, change_seq DESC
-- computed once, whatever the plan
), emptied AS MATERIALIZED (
  SELECT max(change_seq) AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = ${target_name}
)
SELECT ${columns:latest},
  CASE WHEN emptied.change_seq > latest.change_seq THEN emptied.commit_ts ELSE latest.commit_ts END,
  greatest(latest.change_seq, emptied.change_seq),
  latest.op_type IN ('d', 't') OR coalesce(emptied.change_seq > latest.change_seq, false)
FROM latest CROSS JOIN emptied
ORDER BY ${keys:latest}
ON CONFLICT (${keys}) DO UPDATE SET
  ${excluded},
  commit_ts = excluded.commit_ts,
  change_seq = excluded.change_seq,
  is_deleted = excluded.is_deleted
WHERE excluded.change_seq > kept.change_seq
