-- of a version that was written more than once, the writing that knew most counts (as FINAL would say, but for these keys)
INSERT INTO ${rows}
  (${columns}${marks}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq, known_changes${own_column})
WITH hindsight_touched AS (
  SELECT DISTINCT ${keys} FROM ${stage} WHERE batch_id = :#batch
), chain AS (
  SELECT ${columns}${marks}, ${own_start} AS hindsight_starts, op_type, change_seq,
    effective_start_ts AS hindsight_known_start, effective_end_ts AS hindsight_known_end, known_changes AS hindsight_knowledge${values_hash}
  FROM ${rows}
  PREWHERE (${keys}) IN hindsight_touched
  UNION ALL
  SELECT ${columns}${marks}, commit_ts, op_type, change_seq, commit_ts, NULL, 0${values_hash}
  FROM ${stage}
  WHERE batch_id = :#batch AND op_type <> 't'
  UNION ALL
  SELECT ${marker_columns:hindsight_touched}${no_mark}, truncates.commit_ts, 't', truncates.change_seq, truncates.commit_ts, NULL, 0${no_hash}
  FROM hindsight_touched
  CROSS JOIN (SELECT * FROM hindsight_truncates FINAL WHERE table_name = ${target_name}) AS truncates
), single AS (
  SELECT *, minIf(change_seq, op_type <> 't') OVER (PARTITION BY ${keys}) AS hindsight_first_seq
  FROM (
    SELECT * FROM chain
    ORDER BY ${keys}, change_seq, hindsight_knowledge DESC
    LIMIT 1 BY ${keys}, change_seq
  )
-- what a change leaves out is as the version before it has it: each value is the one that was said last
-- where a log has seconds only, changes of a key stand apart by ${apart} microsecond: none of them has no length
), turns AS (
  SELECT ${said_columns}${marks}, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_knowledge${known_values}, hindsight_first_seq${moved},
    ${apart} * row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS hindsight_apart
  FROM ${said:single}
-- a clock can go back, an interval can't; and a snapshot read that repeats the version before it changes nothing
), ordered AS (
  SELECT ${columns}${marks}, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_knowledge${known_values},
    addMicroseconds(maxIf(subtractMicroseconds(${starts}, hindsight_apart), change_seq >= hindsight_first_seq) OVER by_seq, hindsight_apart) AS hindsight_started,${own_start_kept}
    op_type = 'r'
      AND lagInFrame(toString(op_type), 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lagInFrame(sipHash128(tuple(${columns}))) OVER by_seq = sipHash128(tuple(${columns})) AS hindsight_repeats,
    count() OVER (PARTITION BY ${keys}) AS known_changes
  FROM turns
  WINDOW by_seq AS (PARTITION BY ${keys} ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), closed AS (
  SELECT *,
    countIf(NOT hindsight_repeats) OVER later AS hindsight_later_changes,
    minIf(hindsight_started, NOT hindsight_repeats) OVER later AS hindsight_next_start,
    multiIf(op_type = 'd' OR hindsight_repeats, hindsight_started, hindsight_later_changes > 0, hindsight_next_start, NULL) AS hindsight_ended
  FROM ordered
  WINDOW later AS (PARTITION BY ${keys} ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT ${columns}${marks}, hindsight_started, hindsight_ended, hindsight_ended IS NULL, op_type, change_seq, known_changes${own_if_other:hindsight_started}
FROM closed
WHERE op_type <> 't'
  AND (hindsight_knowledge = 0 OR hindsight_known_start <> hindsight_started OR ifNull(hindsight_known_end <> hindsight_ended, (hindsight_known_end IS NULL) <> (hindsight_ended IS NULL))${or_said_again})
