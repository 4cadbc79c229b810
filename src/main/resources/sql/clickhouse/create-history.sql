-- a version is written again when the next one closes it; the writing that knew most of its key wins
CREATE TABLE IF NOT EXISTS ${rows} (
  ${definitions},
  effective_start_ts DateTime64(6, 'UTC'),
  effective_end_ts Nullable(DateTime64(6, 'UTC')),
  is_current Bool,
  op_type LowCardinality(String),
  change_seq FixedString(32),
  known_changes UInt64
) ENGINE = ReplacingMergeTree(known_changes)
ORDER BY (${keys}, change_seq)
-- a batch looks up keys all over the table: small blocks, so that little is unpacked for each
SETTINGS index_granularity = 512, min_compress_block_size = 2048;

CREATE TABLE IF NOT EXISTS ${stage} (
  batch_id String,
  staged_at DateTime DEFAULT now(),
  ${staged_definitions},
  op_type LowCardinality(String),
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32)
) ENGINE = MergeTree
PARTITION BY batch_id
ORDER BY tuple()
TTL staged_at + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name String,
  change_seq FixedString(32),
  commit_ts DateTime64(6, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, change_seq);

CREATE OR REPLACE VIEW ${target} AS
SELECT ${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM ${rows} FINAL;

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
SELECT ${columns}, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;
