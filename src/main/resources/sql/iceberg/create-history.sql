-- as Trino would say it; the program makes it through Iceberg's library. Open rows have no month
CREATE TABLE IF NOT EXISTS ${target} (
  ${definitions},
  effective_start_ts timestamptz NOT NULL,
  effective_end_ts timestamptz,
  is_current boolean NOT NULL,
  op_type string NOT NULL,
  change_seq string NOT NULL${mark_definition}
) WITH (partitioning = ARRAY['month(effective_end_ts)']);
