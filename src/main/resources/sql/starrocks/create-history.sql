CREATE TABLE IF NOT EXISTS ${target} (
  ${key_definitions}
  change_seq largeint NOT NULL,
  ${value_definitions}${mark_first}
  effective_start_ts datetime NOT NULL,
  effective_end_ts datetime,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL${own_definition}
) ENGINE = OLAP
PRIMARY KEY (${keys}, change_seq)
DISTRIBUTED BY HASH (${distributed_by}) BUCKETS ${buckets}
ORDER BY (${order_by})
PROPERTIES ("replication_num" = "${replication}", "enable_persistent_index" = "true");

-- rows of the latest hours in which something was staged; older partitions are dropped by the server
CREATE TABLE IF NOT EXISTS ${stage} (
  batch_id varchar(64) NOT NULL,
  staged_at datetime NOT NULL,
  change_seq largeint NOT NULL,
  ${stage_definitions}${mark_first}
  op_type varchar(1) NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (batch_id, staged_at)
PARTITION BY date_trunc('hour', staged_at)
DISTRIBUTED BY HASH (batch_id) BUCKETS 1
PROPERTIES ("replication_num" = "${replication}", "partition_live_number" = "3");

-- one that is noted twice does no harm, and a table's name may be longer than a primary key
CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name varchar(4096) NOT NULL,
  change_seq largeint NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (table_name, change_seq)
DISTRIBUTED BY HASH (table_name) BUCKETS 1
PROPERTIES ("replication_num" = "${replication}");
