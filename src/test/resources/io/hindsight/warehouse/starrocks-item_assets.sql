CREATE TABLE IF NOT EXISTS `item_assets_rows` (
  `source_id` int NOT NULL,
  `owner_id` int, `asset_info` varchar(1020), `registered_at` datetime,
  commit_ts datetime NOT NULL,
  change_seq varchar(32) NOT NULL,
  is_deleted boolean NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`source_id`)
DISTRIBUTED BY HASH (`source_id`) BUCKETS 8
ORDER BY (`source_id`)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `item_assets_stage` (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  `source_id` int, `owner_id` int, `asset_info` varchar(1020), `registered_at` datetime,
  op_type varchar(1) NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
PRIMARY KEY (batch_id, change_seq, row_no)
DISTRIBUTED BY HASH (batch_id) BUCKETS 8
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name varchar(4096) NOT NULL,
  change_seq varchar(32) NOT NULL,
  commit_ts datetime NOT NULL
) ENGINE = OLAP
DUPLICATE KEY (table_name, change_seq)
DISTRIBUTED BY HASH (table_name) BUCKETS 1
PROPERTIES ("replication_num" = "2");

CREATE OR REPLACE VIEW `item_assets` AS
SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, commit_ts, change_seq FROM `item_assets_rows` WHERE NOT is_deleted;

INSERT INTO `item_assets_stage` (batch_id, change_seq, row_no, staged_at, `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts)
VALUES (:#batch, :#change_seq, :#row_no, now(), :#v0, :#v1, :#v2, :#v3, :#op_type, :#commit_ts);

INSERT INTO `item_assets_rows` (`source_id`, `owner_id`, `asset_info`, `registered_at`, commit_ts, change_seq, is_deleted)
WITH staged AS (
  SELECT `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY `source_id` ORDER BY change_seq DESC) AS hindsight_from_last
  FROM `item_assets_stage`
  WHERE batch_id = :#batch
), emptied AS (
  SELECT coalesce(max(change_seq), '') AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = 'item_assets'
), latest AS (
  SELECT staged.`source_id`, staged.`owner_id`, staged.`asset_info`, staged.`registered_at`,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.commit_ts ELSE staged.commit_ts END AS commit_ts,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.change_seq ELSE staged.change_seq END AS change_seq,
    staged.op_type IN ('d', 't') OR emptied.change_seq > staged.change_seq AS is_deleted
  FROM staged
  CROSS JOIN emptied
  WHERE staged.hindsight_from_last = 1
)
SELECT latest.`source_id`, latest.`owner_id`, latest.`asset_info`, latest.`registered_at`, latest.commit_ts, latest.change_seq, latest.is_deleted
FROM latest
LEFT JOIN `item_assets_rows` AS kept USING (`source_id`)
WHERE kept.change_seq IS NULL OR latest.change_seq > kept.change_seq;

DELETE FROM `item_assets_stage` WHERE batch_id = :#batch OR staged_at < date_sub(now(), INTERVAL 1 DAY);

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('item_assets', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `item_assets_stage` (batch_id, change_seq, row_no, staged_at, `source_id`, `owner_id`, `asset_info`, `registered_at`, op_type, commit_ts)
SELECT :#batch, :#seq, row_number() OVER (ORDER BY `source_id`), now(), `source_id`, NULL, NULL, NULL, 't',
  replace(replace(:#at, 'T', ' '), 'Z', '')
FROM `item_assets_rows`
WHERE change_seq < :#seq AND NOT is_deleted;
