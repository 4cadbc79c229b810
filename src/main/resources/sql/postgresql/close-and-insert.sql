-- One writer at a time: what is read below is what is true when it is written, whoever comes late.
-- Keys are looked up in the primary key, whatever the tables were like when PostgreSQL last analysed them.
DO $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(${target_name}, 0)),
    set_config('enable_seqscan', 'off', true),
    set_config('enable_bitmapscan', 'off', true);
END $$;

INSERT INTO ${target} AS history
  (${columns}${marks}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq${own_column})
WITH staged AS MATERIALIZED (
  SELECT DISTINCT ON (${keys}, change_seq) ${columns}${marks}, op_type, commit_ts, change_seq
  FROM ${stage}
  WHERE batch_id = :#batch
  ORDER BY ${keys}, change_seq
), touched AS MATERIALIZED (
  SELECT ${keys}, min(change_seq) AS hindsight_first_seq FROM staged GROUP BY ${keys}
-- a key's history is recomputed from the last version before the batch on; a repeated snapshot read is none
), anchored AS MATERIALIZED (
  SELECT ${keys:touched}, coalesce(anchor.change_seq, least(touched.hindsight_first_seq, (
      SELECT min(known.change_seq) FROM ${target} AS known WHERE (${keys:known}) = (${keys:touched})
    ))) AS hindsight_anchor_seq
  FROM touched
  LEFT JOIN LATERAL (
    SELECT known.change_seq
    FROM ${target} AS known
    WHERE (${keys:known}) = (${keys:touched})
      AND known.change_seq <= touched.hindsight_first_seq
      AND NOT (known.op_type = 'r' AND known.effective_end_ts IS NOT DISTINCT FROM known.effective_start_ts)${and_no_read}
    ORDER BY known.change_seq DESC
    LIMIT 1
  ) AS anchor ON true
), known AS (
  SELECT near.*
  FROM anchored
  CROSS JOIN LATERAL (
    SELECT known.*${known_start}
    FROM ${target} AS known
    WHERE (${keys:known}) = (${keys:anchored}) AND known.change_seq >= anchored.hindsight_anchor_seq
    OFFSET 0
  ) AS near
-- a staged change that is known already counts as it is known; a join would be a nested loop when the stage is taken for empty
), chain AS (
  SELECT DISTINCT ON (${keys}, change_seq) ${columns}${marks}, hindsight_starts, op_type, change_seq
  FROM (
    SELECT ${columns}${marks}, ${near_start} AS hindsight_starts, op_type, change_seq, 1 AS hindsight_choice FROM known
    UNION ALL
    SELECT ${columns}${marks}, commit_ts, op_type, change_seq, 2 FROM staged WHERE op_type <> 't'
    UNION ALL
    SELECT ${marker_columns:anchored}${no_mark}, later.commit_ts, 't', later.change_seq, 3
    FROM anchored
    CROSS JOIN LATERAL (
      SELECT truncates.commit_ts, truncates.change_seq
      FROM hindsight_truncates AS truncates
      WHERE truncates.table_name = ${target_name} AND truncates.change_seq > anchored.hindsight_anchor_seq
      OFFSET 0
    ) AS later
  ) AS candidates
  ORDER BY ${keys}, change_seq, hindsight_choice
-- what a change leaves out is as the version before it has it: each value is the one that was said last
-- where a log has seconds only, changes of a key stand apart by ${apart} microsecond: none of them has no length
), turns AS (
  SELECT ${said_columns}${marks}, hindsight_starts, op_type, change_seq${moved},
    row_number() OVER (PARTITION BY ${keys} ORDER BY change_seq) * interval '${apart} microsecond' AS hindsight_apart
  FROM ${said:chain}
-- a clock can go back, an interval can't; and a snapshot read that repeats the version before it changes nothing
), ordered AS (
  SELECT ${columns}${marks}, op_type, change_seq,
    max(${starts} - hindsight_apart) OVER (PARTITION BY ${keys} ORDER BY change_seq) + hindsight_apart AS hindsight_starts,${own_start_kept}
    op_type = 'r'
      AND lag(op_type, 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lag(ROW(${columns})) OVER by_seq IS NOT DISTINCT FROM ROW(${columns}) AS hindsight_repeats
  FROM turns
  WINDOW by_seq AS (PARTITION BY ${keys} ORDER BY change_seq)
), closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats THEN hindsight_starts
      ELSE min(hindsight_starts) FILTER (WHERE NOT hindsight_repeats) OVER (
        PARTITION BY ${keys} ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_ends
  FROM ordered
)
SELECT ${columns}${marks}, hindsight_starts, hindsight_ends, hindsight_ends IS NULL, op_type, change_seq${own_if_other:hindsight_starts}
FROM closed
WHERE op_type <> 't'
ON CONFLICT (${keys}, change_seq) DO UPDATE SET
  effective_start_ts = excluded.effective_start_ts,
  effective_end_ts = excluded.effective_end_ts,
  is_current = excluded.is_current${own_again}${said_again}
WHERE (history.effective_start_ts, history.effective_end_ts, history.is_current)
  IS DISTINCT FROM (excluded.effective_start_ts, excluded.effective_end_ts, excluded.is_current)${or_differ:history}
