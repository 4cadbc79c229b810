CREATE TABLE IF NOT EXISTS ${target} (
  ${definitions},
  effective_start_ts timestamptz NOT NULL,
  effective_end_ts timestamptz,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  PRIMARY KEY (${keys}, change_seq)
-- room in each page for a version's end, which is written when the next one comes
) WITH (fillfactor = 85);

CREATE UNLOGGED TABLE IF NOT EXISTS ${stage} (
  batch_id text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  ${staged_definitions},
  op_type varchar(1) NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL
);

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq)
);

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
SELECT ${columns}, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;
