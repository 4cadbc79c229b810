-- deleted rows stay, out of sight of the view, so that a late change can't bring them back
CREATE TABLE IF NOT EXISTS ${rows} (
  ${key_definitions}
  ${value_definitions}
  commit_ts datetime NOT NULL,
  change_seq varchar(32) NOT NULL,
  is_deleted boolean NOT NULL
) ENGINE = OLAP
PRIMARY KEY (${keys})
DISTRIBUTED BY HASH (${keys}) BUCKETS ${buckets}
ORDER BY (${keys})
PROPERTIES ("replication_num" = "${replication}", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS ${stage} (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  ${stage_definitions}${mark_first}
  op_type varchar(1) NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
PRIMARY KEY (batch_id, change_seq, row_no)
DISTRIBUTED BY HASH (batch_id) BUCKETS ${buckets}
PROPERTIES ("replication_num" = "${replication}", "enable_persistent_index" = "true");

-- one that is noted twice does no harm, and a table's name may be longer than a primary key
CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name varchar(4096) NOT NULL,
  change_seq varchar(32) NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (table_name, change_seq)
DISTRIBUTED BY HASH (table_name) BUCKETS 1
PROPERTIES ("replication_num" = "${replication}");
