-- from which moment on all that happened to a table's rows is known, and up to which place that was said
CREATE TABLE IF NOT EXISTS hindsight_beginnings (
  table_name varchar(4096) NOT NULL,
  change_seq largeint NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (table_name, change_seq)
DISTRIBUTED BY HASH (table_name) BUCKETS 1
PROPERTIES ("replication_num" = "${replication}");
