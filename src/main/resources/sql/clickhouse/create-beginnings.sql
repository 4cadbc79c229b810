-- from which moment on all that happened to a table's rows is known, and up to which place that was said
CREATE TABLE IF NOT EXISTS hindsight_beginnings (
  table_name String,
  change_seq FixedString(32),
  commit_ts DateTime64(6, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, change_seq, commit_ts);
