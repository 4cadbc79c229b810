-- as Trino would say it; the program makes it through Iceberg's library. Deleted keys are in a partition of theirs
CREATE TABLE IF NOT EXISTS ${rows} (
  ${definitions},
  commit_ts timestamptz NOT NULL,
  change_seq string NOT NULL,
  is_deleted boolean NOT NULL
) WITH (partitioning = ARRAY['is_deleted']);
