-- repeated snapshot reads are no versions; after a delete or a truncate a key may be away for a while
WITH hindsight_versions AS (
  SELECT ${keys}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
  FROM ${kept}
  WHERE NOT (op_type = 'r' AND coalesce(effective_end_ts = effective_start_ts, false))
), hindsight_pairs AS (
  SELECT *,
    lag(effective_end_ts) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_before_end,
    lag(op_type) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_before_op,
    lag(change_seq) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_before_seq,
    sum(CASE WHEN is_current THEN 1 ELSE 0 END) OVER (PARTITION BY ${keys}) AS hindsight_open
  FROM hindsight_versions
), hindsight_judged AS (
  SELECT ${keys},
    CASE
      WHEN effective_end_ts < effective_start_ts THEN 'a version ends before it starts'
      WHEN is_current <> (effective_end_ts IS NULL) THEN 'is_current and effective_end_ts disagree'
      WHEN hindsight_open > 1 THEN 'more than one version is open'
      WHEN hindsight_before_seq IS NOT NULL AND hindsight_before_end IS NULL THEN 'a version is open and others follow'
      WHEN hindsight_before_end > effective_start_ts THEN 'versions overlap'
      WHEN hindsight_before_end < effective_start_ts AND hindsight_before_op <> 'd' AND emptied.change_seq IS NULL
        THEN 'there is a gap between versions'
    END AS hindsight_broken
  FROM hindsight_pairs
  LEFT JOIN (SELECT change_seq FROM hindsight_truncates WHERE table_name = ${target_name}) AS emptied
    ON emptied.change_seq > hindsight_pairs.hindsight_before_seq AND emptied.change_seq < hindsight_pairs.change_seq
)
SELECT DISTINCT ${key_texts}, hindsight_broken FROM hindsight_judged WHERE hindsight_broken IS NOT NULL LIMIT ${most}
