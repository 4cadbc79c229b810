-- what a change leaves out is as the row was before: in the batch, or as it is kept
INSERT INTO ${rows} (${columns}, commit_ts, change_seq, is_deleted)
WITH batch AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM ${stage} WHERE batch_id = :#batch
), chain AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM batch
  UNION ALL
  SELECT ${columns:known}${no_mark}, 'k', known.commit_ts, known.change_seq
  FROM ${rows} AS known
  JOIN (SELECT DISTINCT ${keys} FROM batch) AS touched USING (${keys})
), said AS (
  SELECT ${said_columns}, op_type, commit_ts, change_seq FROM ${said:chain}
), staged AS (
  SELECT ${columns}, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq DESC) AS hindsight_from_last
  FROM said
  WHERE op_type <> 'k'
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
