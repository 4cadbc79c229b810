-- from which moment on all that happened to a table's rows is known, and up to which place that was said
CREATE TABLE IF NOT EXISTS hindsight_beginnings (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq, commit_ts)
);
