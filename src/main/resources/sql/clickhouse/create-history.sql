-- a version is written again when the next one closes it; the writing that knew most of its key wins
CREATE TABLE IF NOT EXISTS ${rows} (
  ${definitions}${mark_definition},
  effective_start_ts DateTime64(6, 'UTC'),
  effective_end_ts Nullable(DateTime64(6, 'UTC')),
  is_current Bool,
  op_type LowCardinality(String),
  change_seq FixedString(32),
  known_changes UInt64${own_definition}
) ENGINE = ReplacingMergeTree(known_changes)
ORDER BY (${keys}, change_seq)
-- a batch looks up keys all over the table: small blocks, so that little is unpacked for each
SETTINGS index_granularity = 512, min_compress_block_size = 2048;

CREATE TABLE IF NOT EXISTS ${stage} (
  batch_id String,
  staged_at DateTime DEFAULT now(),
  ${staged_definitions}${mark_definition},
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
