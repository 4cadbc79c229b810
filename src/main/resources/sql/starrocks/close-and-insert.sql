-- one statement: versions that the batch closes and versions that it brings become visible together or not at all
INSERT INTO ${target}
  (${columns}${marks}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
WITH staged AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM ${stage} WHERE batch_id = :#batch
), touched AS (
  SELECT DISTINCT ${keys} FROM staged
), chain AS (
  SELECT ${columns:history}${marks:history}, history.op_type, history.change_seq, history.effective_start_ts AS hindsight_starts,
    history.effective_start_ts AS hindsight_known_start, history.effective_end_ts AS hindsight_known_end,
    1 AS hindsight_known
  FROM ${target} AS history
  JOIN touched USING (${keys})
  UNION ALL
  SELECT ${columns}${marks}, op_type, change_seq, commit_ts, NULL, NULL, 0
  FROM staged
  WHERE op_type <> 't'
  UNION ALL
  SELECT ${marker_columns:touched}${no_mark}, 't', truncates.change_seq, truncates.commit_ts, NULL, NULL, 0
  FROM touched
  CROSS JOIN (SELECT change_seq, commit_ts FROM hindsight_truncates WHERE table_name = ${target_name}) AS truncates
), counted AS (
  SELECT *,
    row_number() OVER (PARTITION BY ${keys}, change_seq ORDER BY hindsight_known DESC) AS hindsight_writing,
    min(CASE WHEN op_type <> 't' THEN change_seq END) OVER (PARTITION BY ${keys}) AS hindsight_first_seq
  FROM chain
-- what a change leaves out is as the version before it has it: each value is the one that was said last
-- where a log has seconds only, changes of a key stand apart by ${apart} microsecond: none of them has no length
), single AS (
  SELECT * FROM counted WHERE hindsight_writing = 1 AND change_seq >= hindsight_first_seq
), turns AS (
  SELECT ${said_columns}${marks}, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_known,
    ${apart} * row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_apart
  FROM ${said:single}
-- a clock can go back, an interval can't; and a snapshot read that repeats the version before it changes nothing
), ordered AS (
  SELECT *,
    max(hindsight_starts - INTERVAL hindsight_apart MICROSECOND) OVER (
      PARTITION BY ${keys} ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      + INTERVAL hindsight_apart MICROSECOND AS hindsight_start,
    CASE
      WHEN op_type = 'r'
        AND coalesce(lag(op_type) OVER (PARTITION BY ${keys} ORDER BY change_seq), 't') NOT IN ('d', 't')
        AND ${unchanged}
      THEN 1 ELSE 0
    END AS hindsight_repeats
  FROM turns
), closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats = 1 THEN hindsight_start
      ELSE min(CASE WHEN hindsight_repeats = 0 THEN hindsight_start END) OVER (
        PARTITION BY ${keys} ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_end
  FROM ordered
)
SELECT ${columns}${marks}, hindsight_start, hindsight_end, hindsight_end IS NULL, op_type, change_seq
FROM closed
WHERE op_type <> 't'
  AND (hindsight_known = 0
    OR NOT (hindsight_start <=> hindsight_known_start)
    OR NOT (hindsight_end <=> hindsight_known_end)${or_marked})
