-- what a change leaves out is as the row was before: in the batch, or as it is kept
INSERT INTO ${rows} (${columns}, commit_ts, change_seq, is_deleted)
WITH hindsight_batch AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM ${stage} WHERE batch_id = :#batch
), hindsight_chain AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM hindsight_batch
  UNION ALL
  SELECT ${columns:known}${no_mark}, 'k', known.commit_ts, known.change_seq
  FROM ${rows} AS known
  JOIN [BROADCAST] (SELECT DISTINCT ${keys} FROM hindsight_batch) AS touched USING (${keys})
), hindsight_said AS (
  SELECT ${said_columns}, op_type, commit_ts, change_seq FROM ${said:hindsight_chain}
), hindsight_staged AS (
  SELECT ${columns}, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq DESC) AS hindsight_from_last
  FROM hindsight_said
  WHERE op_type <> 'k'
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
  WHERE hindsight_staged.hindsight_from_last = 1
)
SELECT ${columns:hindsight_latest}, hindsight_latest.commit_ts, hindsight_latest.change_seq, hindsight_latest.is_deleted
FROM hindsight_latest
LEFT JOIN ${rows} AS kept USING (${keys})
WHERE kept.change_seq IS NULL OR hindsight_latest.change_seq > kept.change_seq
