CREATE TABLE IF NOT EXISTS `item_asset_history` (
  `source_id` int NOT NULL,
  change_seq largeint NOT NULL,
  `owner_id` int, `asset_info` varchar(1020), `registered_at` datetime,
  effective_start_ts datetime NOT NULL,
  effective_end_ts datetime,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`source_id`, change_seq)
DISTRIBUTED BY HASH (`source_id`) BUCKETS 8
ORDER BY (`source_id`, change_seq)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `item_asset_history_stage` (
  batch_id varchar(64) NOT NULL,
  staged_at datetime NOT NULL,
  change_seq largeint NOT NULL,
  `source_id` int, `owner_id` int, `asset_info` varchar(1020), `registered_at` datetime,
  op_type varchar(1) NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (batch_id, staged_at)
PARTITION BY date_trunc('hour', staged_at)
DISTRIBUTED BY HASH (batch_id) BUCKETS 1
PROPERTIES ("replication_num" = "2", "partition_live_number" = "3");

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name varchar(4096) NOT NULL,
  change_seq largeint NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (table_name, change_seq)
DISTRIBUTED BY HASH (table_name) BUCKETS 1
PROPERTIES ("replication_num" = "2");

CREATE OR REPLACE VIEW `item_asset_history_current` AS
SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM `item_asset_history`
WHERE is_current;

CREATE OR REPLACE VIEW `item_asset_history_versions` AS
WITH hindsight_marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER (PARTITION BY `source_id` ORDER BY change_seq) = effective_start_ts
        AND lag(`owner_id`) OVER (PARTITION BY `source_id` ORDER BY change_seq) <=> `owner_id` AND lag(`asset_info`) OVER (PARTITION BY `source_id` ORDER BY change_seq) <=> `asset_info` AND lag(`registered_at`) OVER (PARTITION BY `source_id` ORDER BY change_seq) <=> `registered_at`
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM `item_asset_history`
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), hindsight_numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY `source_id` ORDER BY change_seq) AS hindsight_run
  FROM hindsight_marked
), hindsight_runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY `source_id`, hindsight_run) AS hindsight_start,
    row_number() OVER (PARTITION BY `source_id`, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM hindsight_numbered
)
SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, hindsight_start AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM hindsight_runs
WHERE hindsight_from_last = 1;

INSERT INTO `item_asset_history_stage` (batch_id, staged_at, change_seq, `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts)
SELECT :#batch, now(), get_json_string(hindsight_row, '$.change_seq'), get_json_string(hindsight_row, '$.v0'), get_json_string(hindsight_row, '$.v1'), get_json_string(hindsight_row, '$.v2'), get_json_string(hindsight_row, '$.v3'),
  get_json_string(hindsight_row, '$.op_type'), get_json_string(hindsight_row, '$.commit_ts')
FROM (
  SELECT CAST(coalesce(parse_json(:#rows), parse_json('[{}]')) AS array<json>) AS hindsight_rows
) AS sent
CROSS JOIN unnest(hindsight_rows) AS staged (hindsight_row);

INSERT INTO `item_asset_history`
  (`source_id`, `owner_id`, `asset_info`, `registered_at`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
WITH hindsight_staged AS (
  SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts, change_seq FROM `item_asset_history_stage` WHERE batch_id = :#batch
), hindsight_touched AS (
  SELECT `source_id`, min(change_seq) AS hindsight_first_seq, row_number() OVER (ORDER BY `source_id`) AS hindsight_place
  FROM hindsight_staged
  GROUP BY `source_id`
), hindsight_recent AS (
  SELECT history.`source_id`, history.`owner_id`, history.`asset_info`, history.`registered_at`, history.effective_start_ts, history.effective_end_ts, history.op_type, history.change_seq
FROM `item_asset_history` AS history
JOIN [BROADCAST] (
  SELECT `source_id` FROM hindsight_touched WHERE hindsight_place > 0 AND hindsight_place <= 2147483647
) AS asked USING (`source_id`)
WHERE history.effective_end_ts IS NULL OR history.effective_end_ts >= CAST(:#since AS datetime)
  OR history.change_seq >= CAST(:#first AS largeint)
), hindsight_far AS (
  SELECT hindsight_touched.`source_id`, 1 AS hindsight_is_far
  FROM hindsight_touched
  CROSS JOIN (
    SELECT count(*) AS hindsight_emptied
    FROM hindsight_truncates
    WHERE table_name = 'item_asset_history'
      AND (commit_ts >= CAST(:#since AS datetime) OR change_seq > CAST(:#first AS largeint))
  ) AS truncates
  LEFT JOIN hindsight_recent USING (`source_id`)
  GROUP BY hindsight_touched.`source_id`
  HAVING max(hindsight_emptied) > 0
    OR max(
      CASE
        WHEN hindsight_recent.change_seq > hindsight_first_seq
          AND hindsight_recent.effective_start_ts < CAST(:#since AS datetime)
        THEN 1 ELSE 0
      END) = 1
), hindsight_chain AS (
  SELECT hindsight_recent.`source_id`, hindsight_recent.`owner_id`, hindsight_recent.`asset_info`, hindsight_recent.`registered_at`, hindsight_recent.op_type, hindsight_recent.change_seq,
    hindsight_recent.effective_start_ts AS hindsight_starts,
    hindsight_recent.effective_start_ts AS hindsight_known_start, hindsight_recent.effective_end_ts AS hindsight_known_end,
    1 AS hindsight_known
  FROM hindsight_recent
  LEFT JOIN hindsight_far USING (`source_id`)
  WHERE hindsight_is_far IS NULL
  UNION ALL
  SELECT history.`source_id`, history.`owner_id`, history.`asset_info`, history.`registered_at`, history.op_type, history.change_seq, history.effective_start_ts,
    history.effective_start_ts, history.effective_end_ts, 1
  FROM `item_asset_history` AS history
  JOIN [BROADCAST] hindsight_far USING (`source_id`)
  UNION ALL
  SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, change_seq, commit_ts, NULL, NULL, 0
  FROM hindsight_staged
  WHERE op_type <> 't'
  UNION ALL
  SELECT hindsight_touched.`source_id`, NULL, NULL, NULL, 't', truncates.change_seq, truncates.commit_ts, NULL, NULL, 0
  FROM hindsight_touched
  CROSS JOIN (SELECT change_seq, commit_ts FROM hindsight_truncates WHERE table_name = 'item_asset_history') AS truncates
), hindsight_numbered AS (
  SELECT *,
    row_number() OVER (PARTITION BY `source_id`, change_seq ORDER BY hindsight_known DESC) AS hindsight_writing,
    min(CASE WHEN op_type <> 't' THEN change_seq END) OVER (PARTITION BY `source_id`) AS hindsight_first_seq
  FROM hindsight_chain
), hindsight_single AS (
  SELECT * FROM hindsight_numbered WHERE hindsight_writing = 1 AND change_seq >= hindsight_first_seq
), hindsight_turns AS (
  SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_known,
    0 * row_number() OVER (PARTITION BY `source_id` ORDER BY change_seq) AS hindsight_apart
  FROM hindsight_single
), hindsight_ordered AS (
  SELECT *,
    max(hindsight_starts - INTERVAL hindsight_apart MICROSECOND) OVER (
      PARTITION BY `source_id` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      + INTERVAL hindsight_apart MICROSECOND AS hindsight_start,
    CASE
      WHEN op_type = 'r'
        AND coalesce(lag(op_type) OVER (PARTITION BY `source_id` ORDER BY change_seq), 't') NOT IN ('d', 't')
        AND lag(`owner_id`) OVER (PARTITION BY `source_id` ORDER BY change_seq) <=> `owner_id` AND lag(`asset_info`) OVER (PARTITION BY `source_id` ORDER BY change_seq) <=> `asset_info` AND lag(`registered_at`) OVER (PARTITION BY `source_id` ORDER BY change_seq) <=> `registered_at`
      THEN 1 ELSE 0
    END AS hindsight_repeats
  FROM hindsight_turns
), hindsight_closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats = 1 THEN hindsight_start
      ELSE min(CASE WHEN hindsight_repeats = 0 THEN hindsight_start END) OVER (
        PARTITION BY `source_id` ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_end
  FROM hindsight_ordered
)
SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, hindsight_start, hindsight_end, hindsight_end IS NULL, op_type, change_seq
FROM hindsight_closed
WHERE op_type <> 't'
  AND (hindsight_known = 0
    OR NOT (hindsight_start <=> hindsight_known_start)
    OR NOT (hindsight_end <=> hindsight_known_end));

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('item_asset_history', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `item_asset_history_stage` (batch_id, staged_at, change_seq, `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts)
SELECT :#batch, now(), CAST(:#seq AS largeint), `source_id`, NULL, NULL, NULL, 't', replace(replace(:#at, 'T', ' '), 'Z', '')
FROM (
  SELECT `source_id`
  FROM `item_asset_history`
  CROSS JOIN (
    SELECT count(*) AS hindsight_later FROM hindsight_truncates WHERE table_name = 'item_asset_history' AND change_seq > CAST(:#seq AS largeint)
  ) AS later
  GROUP BY `source_id`
  HAVING min(change_seq) < CAST(:#seq AS largeint)
    AND (max(change_seq) > CAST(:#seq AS largeint) OR max(CASE WHEN is_current THEN 1 ELSE 0 END) = 1 OR max(hindsight_later) > 0)
) AS touched;
