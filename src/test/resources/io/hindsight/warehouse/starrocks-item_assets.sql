CREATE TABLE IF NOT EXISTS `item_assets_rows` (
  `source_id` int NOT NULL,
  `owner_id` int, `asset_info` varchar(1020), `registered_at` datetime,
  commit_ts datetime NOT NULL,
  change_seq largeint NOT NULL,
  is_deleted boolean NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`source_id`)
DISTRIBUTED BY HASH (`source_id`) BUCKETS 8
ORDER BY (`source_id`)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `item_assets_stage` (
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

CREATE OR REPLACE VIEW `item_assets` AS
SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, commit_ts, change_seq FROM `item_assets_rows` WHERE NOT is_deleted;

INSERT INTO `item_assets_stage` (batch_id, staged_at, change_seq, `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts)
SELECT :#batch, now(), get_json_string(hindsight_row, '$.change_seq'), get_json_string(hindsight_row, '$.v0'), get_json_string(hindsight_row, '$.v1'), get_json_string(hindsight_row, '$.v2'), get_json_string(hindsight_row, '$.v3'),
  get_json_string(hindsight_row, '$.op_type'), get_json_string(hindsight_row, '$.commit_ts')
FROM (
  SELECT CAST(coalesce(parse_json(:#rows), parse_json('[{}]')) AS array<json>) AS hindsight_rows
) AS sent
CROSS JOIN unnest(hindsight_rows) AS staged (hindsight_row);

INSERT INTO `item_assets_rows` (`source_id`, `owner_id`, `asset_info`, `registered_at`, commit_ts, change_seq, is_deleted)
WITH hindsight_ranked AS (
  SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY `source_id` ORDER BY change_seq DESC) AS hindsight_from_last
  FROM `item_assets_stage`
  WHERE batch_id = :#batch
), hindsight_staged AS (
  SELECT *, row_number() OVER (ORDER BY `source_id`) AS hindsight_place FROM hindsight_ranked WHERE hindsight_from_last = 1
), hindsight_emptied AS (
  SELECT coalesce(max(change_seq), 0) AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = 'item_assets'
), hindsight_latest AS (
  SELECT hindsight_staged.`source_id`, hindsight_staged.`owner_id`, hindsight_staged.`asset_info`, hindsight_staged.`registered_at`,
    CASE WHEN hindsight_emptied.change_seq > hindsight_staged.change_seq THEN hindsight_emptied.commit_ts ELSE hindsight_staged.commit_ts END AS commit_ts,
    CASE WHEN hindsight_emptied.change_seq > hindsight_staged.change_seq THEN hindsight_emptied.change_seq ELSE hindsight_staged.change_seq END AS change_seq,
    hindsight_staged.op_type IN ('d', 't') OR hindsight_emptied.change_seq > hindsight_staged.change_seq AS is_deleted
  FROM hindsight_staged
  CROSS JOIN hindsight_emptied
), hindsight_kept AS (
  SELECT kept.`source_id`, kept.change_seq
FROM `item_assets_rows` AS kept
JOIN [BROADCAST] (
  SELECT `source_id` FROM hindsight_staged WHERE hindsight_place > 0 AND hindsight_place <= 2147483647
) AS asked USING (`source_id`)
)
SELECT hindsight_latest.`source_id`, hindsight_latest.`owner_id`, hindsight_latest.`asset_info`, hindsight_latest.`registered_at`, hindsight_latest.commit_ts, hindsight_latest.change_seq, hindsight_latest.is_deleted
FROM hindsight_latest
LEFT JOIN hindsight_kept USING (`source_id`)
WHERE hindsight_kept.change_seq IS NULL OR hindsight_latest.change_seq > hindsight_kept.change_seq;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('item_assets', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `item_assets_stage` (batch_id, staged_at, change_seq, `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts)
SELECT :#batch, now(), CAST(:#seq AS largeint), `source_id`, NULL, NULL, NULL, 't', replace(replace(:#at, 'T', ' '), 'Z', '')
FROM `item_assets_rows`
WHERE change_seq < CAST(:#seq AS largeint) AND NOT is_deleted;
