-- change_seq is kept as a FixedString, which clients read as bytes
CREATE OR REPLACE VIEW ${target} AS
SELECT ${original_columns}, effective_start_ts, effective_end_ts, is_current, op_type,
  toString(change_seq) AS change_seq${later_columns}
FROM ${rows} FINAL;

CREATE OR REPLACE VIEW ${current} AS
SELECT * FROM ${target} WHERE is_current;

-- consecutive versions with equal tracked columns are one, with the values of its last
CREATE OR REPLACE VIEW ${versions} AS
WITH visible AS (
  SELECT *
  FROM ${rows} FINAL
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), marked AS (
  SELECT *,
    lagInFrame(effective_end_ts) OVER by_seq = effective_start_ts
      AND lagInFrame(sipHash128(tuple(${keys_and_tracked}))) OVER by_seq = sipHash128(tuple(${keys_and_tracked}))
      AS hindsight_continues
  FROM visible
  WINDOW by_seq AS (PARTITION BY ${keys} ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), numbered AS (
  SELECT *, countIf(NOT ifNull(hindsight_continues, false)) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY ${keys}, hindsight_run) AS hindsight_run_start_ts,
    row_number() OVER (PARTITION BY ${keys}, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT ${original_columns}, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type,
  toString(runs.change_seq) AS change_seq${later_columns}
FROM runs
WHERE hindsight_from_last = 1;

-- the rows in force at a moment
CREATE OR REPLACE VIEW ${as_of} AS
SELECT * FROM ${target}
WHERE effective_start_ts <= {moment:DateTime64(6, 'UTC')}
  AND (effective_end_ts > {moment:DateTime64(6, 'UTC')} OR effective_end_ts IS NULL);
