-- what a change leaves out is as the row was before: in the batch, or as it is kept
INSERT INTO ${rows} AS kept (${columns}, commit_ts, change_seq, is_deleted)
WITH staged AS MATERIALIZED (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM ${stage} WHERE batch_id = :#batch
), chain AS (
  SELECT * FROM staged
  UNION ALL
  SELECT ${columns:known}${no_mark}, 'k', known.commit_ts, known.change_seq
  FROM ${rows} AS known
  WHERE (${keys:known}) IN (SELECT ${keys} FROM staged)
), said AS (
  SELECT ${said_columns}, op_type, commit_ts, change_seq FROM ${said:chain}
), latest AS (
  SELECT DISTINCT ON (${keys}) ${columns}, op_type, commit_ts, change_seq
  FROM said
  WHERE op_type <> 'k'
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
