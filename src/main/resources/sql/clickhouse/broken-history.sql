-- repeated snapshot reads are no versions; after a delete or a truncate a key may be away for a while
WITH (
  SELECT groupArray(toString(change_seq)) FROM hindsight_truncates WHERE table_name = ${target_name}
) AS emptied, versions AS (
  SELECT ${keys}, effective_start_ts, effective_end_ts, is_current, op_type, toString(change_seq) AS hindsight_seq
  FROM ${kept}
  WHERE NOT (op_type = 'r' AND ifNull(effective_end_ts = effective_start_ts, false))
), pairs AS (
  SELECT *,
    lagInFrame(effective_end_ts) OVER by_seq AS hindsight_before_end,
    lagInFrame(toString(op_type)) OVER by_seq AS hindsight_before_op,
    lagInFrame(hindsight_seq) OVER by_seq AS hindsight_before_seq,
    countIf(is_current) OVER (PARTITION BY ${keys}) AS hindsight_open
  FROM versions
  WINDOW by_seq AS (PARTITION BY ${keys} ORDER BY hindsight_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), judged AS (
  SELECT ${keys},
    multiIf(
      ifNull(effective_end_ts < effective_start_ts, false), 'a version ends before it starts',
      is_current <> isNull(effective_end_ts), 'is_current and effective_end_ts disagree',
      hindsight_open > 1, 'more than one version is open',
      hindsight_before_seq = '', '',
      isNull(hindsight_before_end), 'a version is open and others follow',
      assumeNotNull(hindsight_before_end) > effective_start_ts, 'versions overlap',
      assumeNotNull(hindsight_before_end) < effective_start_ts AND hindsight_before_op <> 'd'
        AND NOT arrayExists(seq -> seq > hindsight_before_seq AND seq < hindsight_seq, emptied),
      'there is a gap between versions',
      '') AS hindsight_broken
  FROM pairs
)
SELECT DISTINCT ${key_texts}, hindsight_broken FROM judged WHERE hindsight_broken <> '' LIMIT ${most}
