INSERT INTO ${rows} (${columns}, commit_ts, change_seq, is_deleted)
WITH staged AS (
  SELECT ${columns}, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq DESC) AS hindsight_from_last
  FROM ${stage}
  WHERE batch_id = :#batch
), emptied AS (
  SELECT coalesce(max(change_seq), '') AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = ${target_name}
), latest AS (
  SELECT ${columns:staged},
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.commit_ts ELSE staged.commit_ts END AS commit_ts,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.change_seq ELSE staged.change_seq END AS change_seq,
    staged.op_type IN ('d', 't') OR emptied.change_seq > staged.change_seq AS is_deleted
  FROM staged
  CROSS JOIN emptied
  WHERE staged.hindsight_from_last = 1
)
SELECT ${columns:latest}, latest.commit_ts, latest.change_seq, latest.is_deleted
FROM latest
LEFT JOIN ${rows} AS kept USING (${keys})
WHERE kept.change_seq IS NULL OR latest.change_seq > kept.change_seq
