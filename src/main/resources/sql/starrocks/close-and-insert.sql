-- one statement: versions that the batch closes and versions that it brings become visible together or not at all
INSERT INTO ${target}
  (${columns}${marks}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq${own_column})
WITH hindsight_staged AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM ${stage} WHERE batch_id = :#batch
), hindsight_touched AS (
  SELECT ${keys}, min(change_seq) AS hindsight_first_seq${first_read}, row_number() OVER (ORDER BY ${keys}) AS hindsight_place
  FROM hindsight_staged
  GROUP BY ${keys}
-- versions end one after the other, so those that had ended before the batch's first moment are of no account ...
), hindsight_recent AS (
  ${known}
-- ... unless the moments of later changes, or of a truncate, go back: then all versions of such a key are
), hindsight_far AS (
  SELECT ${keys:hindsight_touched}, 1 AS hindsight_is_far
  FROM hindsight_touched
  CROSS JOIN (
    SELECT count(*) AS hindsight_emptied
    FROM hindsight_truncates
    WHERE table_name = ${target_name}
      AND (commit_ts >= CAST(:#since AS datetime) OR change_seq > CAST(:#first AS largeint))
  ) AS truncates${until}
  LEFT JOIN hindsight_recent USING (${keys})
  GROUP BY ${keys:hindsight_touched}
  HAVING max(hindsight_emptied) > 0
    OR max(
      CASE
        WHEN hindsight_recent.change_seq > hindsight_first_seq
          AND hindsight_recent.effective_start_ts < CAST(:#since AS datetime)
        THEN 1 ELSE 0
      END) = 1${or_read}${or_nothing_before}
), hindsight_chain AS (
  SELECT ${columns:hindsight_recent}${marks:hindsight_recent}, hindsight_recent.op_type, hindsight_recent.change_seq,
    hindsight_recent.effective_start_ts AS hindsight_starts,
    hindsight_recent.effective_start_ts AS hindsight_known_start, hindsight_recent.effective_end_ts AS hindsight_known_end,
    1 AS hindsight_known${own_of:hindsight_recent}
  FROM hindsight_recent
  LEFT JOIN hindsight_far USING (${keys})
  WHERE hindsight_is_far IS NULL
  UNION ALL
  SELECT ${columns:history}${marks:history}, history.op_type, history.change_seq, ${own_start:history},
    history.effective_start_ts, history.effective_end_ts, 1${own_of:history}
  FROM ${target} AS history
  JOIN [BROADCAST] hindsight_far USING (${keys})
  UNION ALL
  SELECT ${columns}${marks}, op_type, change_seq, commit_ts, NULL, NULL, 0${own_staged}
  FROM hindsight_staged
  WHERE op_type <> 't'
  UNION ALL
  SELECT ${marker_columns:hindsight_touched}${no_mark}, 't', truncates.change_seq, truncates.commit_ts, NULL, NULL, 0${own_staged:truncates}
  FROM hindsight_touched
  CROSS JOIN (SELECT change_seq, commit_ts FROM hindsight_truncates WHERE table_name = ${target_name}) AS truncates
), hindsight_numbered AS (
  SELECT *,
    row_number() OVER (PARTITION BY ${keys}, change_seq ORDER BY hindsight_known DESC) AS hindsight_writing,
    min(CASE WHEN op_type <> 't' THEN change_seq END) OVER (PARTITION BY ${keys}) AS hindsight_first_seq
  FROM hindsight_chain
-- what a change leaves out is as the version before it has it: each value is the one that was said last
-- where a log has seconds only, changes of a key stand apart by ${apart} microsecond: none of them has no length
), hindsight_single AS (
  SELECT * FROM hindsight_numbered WHERE hindsight_writing = 1 AND change_seq >= hindsight_first_seq
), hindsight_turns AS (
  SELECT ${said_columns}${marks}, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_known${moved}${own_passed},
    ${apart} * row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_apart
  FROM ${said:hindsight_single}
-- a clock can go back, an interval can't; and a snapshot read that repeats the version before it changes nothing
), hindsight_ordered AS (
  SELECT *,
    max(${starts} - INTERVAL hindsight_apart MICROSECOND) OVER (
      PARTITION BY ${keys} ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      + INTERVAL hindsight_apart MICROSECOND AS hindsight_start,
    CASE
      WHEN op_type = 'r'
        AND coalesce(lag(op_type) OVER (PARTITION BY ${keys} ORDER BY change_seq), 't') NOT IN ('d', 't')
        AND ${unchanged}
      THEN 1 ELSE 0
    END AS hindsight_repeats
  FROM hindsight_turns
), hindsight_closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats = 1 THEN hindsight_start
      ELSE min(CASE WHEN hindsight_repeats = 0 THEN hindsight_start END) OVER (
        PARTITION BY ${keys} ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_end
  FROM hindsight_ordered
)
SELECT ${columns}${marks}, hindsight_start, hindsight_end, hindsight_end IS NULL, op_type, change_seq${own_if_other:hindsight_start}
FROM hindsight_closed
WHERE op_type <> 't'
  AND (hindsight_known = 0
    OR NOT (hindsight_start <=> hindsight_known_start)
    OR NOT (hindsight_end <=> hindsight_known_end)${or_marked})
