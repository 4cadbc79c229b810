-- a delete is a row that says so, not an __op: StarRocks deletes unconditionally, and an older message that comes late
-- must find what it is older than
CREATE ROUTINE LOAD ${job} ON ${rows}
COLUMNS (
  ${read},
  ${kept}
),
WHERE is_deleted IS NOT NULL
PROPERTIES (
  "format" = "json",
  "jsonpaths" = ${jsonpaths},
  "merge_condition" = "change_seq",
  "strict_mode" = "true",
  "max_filter_ratio" = "0",
  "max_batch_interval" = "${seconds}",
  "timezone" = "UTC"
)
FROM KAFKA (
  "kafka_broker_list" = ${brokers},
  "kafka_topic" = ${topic},
  "property.group.id" = ${group},
  "property.kafka_default_offsets" = "OFFSET_BEGINNING"${kafka_properties}
)
