INSERT INTO ${rows} (${columns}, commit_ts, change_seq, is_deleted)
WITH hindsight_ranked AS (
  SELECT ${columns}, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq DESC) AS hindsight_from_last
  FROM ${stage}
  WHERE batch_id = :#batch
), hindsight_staged AS (
  SELECT *, row_number() OVER (ORDER BY ${keys}) AS hindsight_place FROM hindsight_ranked WHERE hindsight_from_last = 1
), hindsight_emptied AS (
  SELECT coalesce(max(change_seq), 0) AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = ${target_name}
), hindsight_latest AS (
  SELECT ${columns:hindsight_staged},
    CASE WHEN hindsight_emptied.change_seq > hindsight_staged.change_seq THEN hindsight_emptied.commit_ts ELSE hindsight_staged.commit_ts END AS commit_ts,
    CASE WHEN hindsight_emptied.change_seq > hindsight_staged.change_seq THEN hindsight_emptied.change_seq ELSE hindsight_staged.change_seq END AS change_seq,
    hindsight_staged.op_type IN ('d', 't') OR hindsight_emptied.change_seq > hindsight_staged.change_seq AS is_deleted
  FROM hindsight_staged
  CROSS JOIN hindsight_emptied
), hindsight_kept AS (
  ${known}
)
SELECT ${columns:hindsight_latest}, hindsight_latest.commit_ts, hindsight_latest.change_seq, hindsight_latest.is_deleted
FROM hindsight_latest
LEFT JOIN hindsight_kept USING (${keys})
WHERE hindsight_kept.change_seq IS NULL OR hindsight_latest.change_seq > hindsight_kept.change_seq
