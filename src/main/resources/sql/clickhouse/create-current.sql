-- deleted rows stay, out of sight of the view, so that a late change can't bring them back
CREATE TABLE IF NOT EXISTS ${rows} (
  ${definitions},
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32),
  is_deleted UInt8,
  version UInt128 MATERIALIZED reinterpretAsUInt128(reverse(unhex(change_seq)))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (${keys});

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
