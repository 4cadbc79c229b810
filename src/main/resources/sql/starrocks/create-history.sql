CREATE TABLE IF NOT EXISTS ${target} (
  ${key_definitions}
  change_seq varchar(32) NOT NULL,
  ${value_definitions}
  effective_start_ts datetime NOT NULL,
  effective_end_ts datetime,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL
) ENGINE = OLAP
PRIMARY KEY (${keys}, change_seq)
DISTRIBUTED BY HASH (${keys}) BUCKETS ${buckets}
ORDER BY (${keys}, change_seq)
PROPERTIES ("replication_num" = "${replication}", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS ${stage} (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  ${stage_definitions}
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

CREATE OR REPLACE VIEW ${current} AS
SELECT ${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM ${target}
WHERE is_current;

-- consecutive versions with equal tracked columns are one, with the values of its last
CREATE OR REPLACE VIEW ${versions} AS
WITH marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER (PARTITION BY ${keys} ORDER BY change_seq) = effective_start_ts
        AND ${tracked_unchanged}
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM ${target}
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY ${keys}, hindsight_run) AS hindsight_start,
    row_number() OVER (PARTITION BY ${keys}, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT ${columns}, hindsight_start AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;
