CREATE ROUTINE LOAD `hindsight_item_assets` ON `item_assets_rows`
COLUMNS (
  hindsight_op, hindsight_database, hindsight_table, hindsight_file, hindsight_position, hindsight_row, hindsight_committed, hindsight_after_0, hindsight_before_0, hindsight_after_1, hindsight_after_2, hindsight_after_3,
  `source_id` = CAST(if(hindsight_op = 'd', hindsight_before_0, hindsight_after_0) AS int),
  `owner_id` = CAST(hindsight_after_1 AS int),
  `asset_info` = hindsight_after_2,
  `registered_at` = CAST(date_add(date_add(date_add('1970-01-01 00:00:00', INTERVAL CAST(hindsight_after_3 AS bigint) DIV 86400000000 DAY), INTERVAL (CAST(hindsight_after_3 AS bigint) % 86400000000) DIV 1000000 SECOND), INTERVAL (CAST(hindsight_after_3 AS bigint) % 1000000) * 1 MICROSECOND) AS datetime),
  commit_ts = CAST(date_add(date_add(date_add('1970-01-01 00:00:00', INTERVAL CAST(hindsight_committed AS bigint) DIV 86400000000 DAY), INTERVAL (CAST(hindsight_committed AS bigint) % 86400000000) DIV 1000000 SECOND), INTERVAL (CAST(hindsight_committed AS bigint) % 1000000) * 1 MICROSECOND) AS datetime),
  change_seq = 10384593717069655257060992658440192 + CAST(regexp_extract(hindsight_file, '([0-9]+)$', 1) AS largeint) * 1208925819614629174706176 + CAST(hindsight_position AS largeint) * 4294967296 + CAST(hindsight_row AS largeint) * 1,
  is_deleted = CASE WHEN hindsight_op IN ('c', 'u', 'd', 'r') AND hindsight_database = 'shop' AND hindsight_table = 'item_assets' THEN hindsight_op = 'd' END
),
WHERE is_deleted IS NOT NULL
PROPERTIES (
  "format" = "json",
  "jsonpaths" = '["$.op","$.source.db","$.source.table","$.source.file","$.source.pos","$.source.row","$.source.ts_us","$.after.id","$.before.id","$.after.owner_id","$.after.asset_info","$.after.registered_at"]',
  "merge_condition" = "change_seq",
  "strict_mode" = "true",
  "max_filter_ratio" = "0",
  "max_batch_interval" = "10",
  "timezone" = "UTC"
)
FROM KAFKA (
  "kafka_broker_list" = 'kafka1:9092,kafka2:9092',
  "kafka_topic" = 'item_asset_changes',
  "property.group.id" = 'hindsight.routine-load-item_assets-starrocks',
  "property.kafka_default_offsets" = "OFFSET_BEGINNING",
  "property.sasl.password" = '***'
);
