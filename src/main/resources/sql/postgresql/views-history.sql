-- columns that came later stand last: a view may get more columns only at its end
CREATE OR REPLACE VIEW ${current} AS
SELECT * FROM ${target} WHERE is_current;

-- consecutive versions with equal tracked columns are one, with the values of its last
CREATE OR REPLACE VIEW ${versions} AS
WITH visible AS (
  SELECT *
  FROM ${target}
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER by_seq = effective_start_ts
        AND lag(ROW(${keys_and_tracked})) OVER by_seq IS NOT DISTINCT FROM ROW(${keys_and_tracked})
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM visible
  WINDOW by_seq AS (PARTITION BY ${keys} ORDER BY change_seq)
), numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY ${keys}, hindsight_run) AS hindsight_run_start_ts,
    row_number() OVER (PARTITION BY ${keys}, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT ${original_columns}, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq${later_columns}
FROM runs
WHERE hindsight_from_last = 1;

-- the rows in force at a moment; the body is a text, so that the table can be altered, and one query, so that it is read
-- as if it stood in the query that asks; $1, for a column may be called like the parameter
CREATE OR REPLACE FUNCTION ${as_of}(moment timestamptz) RETURNS SETOF ${target} LANGUAGE sql STABLE AS '
  SELECT * FROM ${target_in_literal}
  WHERE effective_start_ts <= $1 AND (effective_end_ts > $1 OR effective_end_ts IS NULL)';
