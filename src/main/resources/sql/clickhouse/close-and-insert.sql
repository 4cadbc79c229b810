-- of a version that was written more than once, the writing that knew most counts (as FINAL would say, but for these keys)
INSERT INTO ${rows}
  (${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq, known_changes)
WITH touched AS (
  SELECT DISTINCT ${keys} FROM ${stage} WHERE batch_id = :#batch
), chain AS (
  SELECT ${columns}, effective_start_ts AS starts, op_type, change_seq,
    effective_start_ts AS known_start, effective_end_ts AS known_end, known_changes AS knowledge
  FROM ${rows}
  PREWHERE (${keys}) IN touched
  UNION ALL
  SELECT ${columns}, commit_ts, op_type, change_seq, commit_ts, NULL, 0
  FROM ${stage}
  WHERE batch_id = :#batch AND op_type <> 't'
  UNION ALL
  SELECT ${marker_columns:touched}, truncates.commit_ts, 't', truncates.change_seq, truncates.commit_ts, NULL, 0
  FROM touched
  CROSS JOIN (SELECT * FROM hindsight_truncates FINAL WHERE table_name = ${target_name}) AS truncates
), single AS (
  SELECT *, minIf(change_seq, op_type <> 't') OVER (PARTITION BY ${keys}) AS first_seq
  FROM (
    SELECT * FROM chain
    ORDER BY ${keys}, change_seq, knowledge DESC
    LIMIT 1 BY ${keys}, change_seq
  )
-- a clock can go back, an interval can't; and a snapshot read that repeats the version before it changes nothing
), ordered AS (
  SELECT ${columns}, op_type, change_seq, known_start, known_end, knowledge,
    maxIf(starts, change_seq >= first_seq) OVER by_seq AS started,
    op_type = 'r'
      AND lagInFrame(toString(op_type), 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lagInFrame(sipHash128(tuple(${columns}))) OVER by_seq = sipHash128(tuple(${columns})) AS repeats,
    count() OVER (PARTITION BY ${keys}) AS known_changes
  FROM single
  WINDOW by_seq AS (PARTITION BY ${keys} ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), closed AS (
  SELECT *,
    countIf(NOT repeats) OVER later AS later_changes,
    minIf(started, NOT repeats) OVER later AS next_start,
    multiIf(op_type = 'd' OR repeats, started, later_changes > 0, next_start, NULL) AS ended
  FROM ordered
  WINDOW later AS (PARTITION BY ${keys} ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT ${columns}, started, ended, ended IS NULL, op_type, change_seq, known_changes
FROM closed
WHERE op_type <> 't'
  AND (knowledge = 0 OR known_start <> started OR ifNull(known_end <> ended, (known_end IS NULL) <> (ended IS NULL)))
