CREATE TABLE IF NOT EXISTS `every_type_HISTORY_rows` (
  `id` Int64 NOT NULL, `n0` Nullable(Int8), `n1` Nullable(UInt8), `n2` Nullable(Int16), `n3` Nullable(UInt16), `n4` Nullable(Int32), `n5` Nullable(UInt32), `n6` Nullable(Int32), `n7` Nullable(UInt32), `n8` Nullable(Int64), `n9` Nullable(UInt64), `n10` Nullable(Decimal(10, 0)), `n11` Nullable(Decimal(10, 2)), `n12` Nullable(Decimal(38, 10)), `n13` Nullable(Decimal(65, 30)), `n14` Nullable(Float32), `n15` Nullable(Float64), `n16` Nullable(Bool), `n17` Nullable(UInt64), `n18` Nullable(UInt64), `n19` Nullable(UInt64), `n20` Nullable(UInt16), `n21` Nullable(Date32), `n22` Nullable(Time64(0)), `n23` Nullable(Time64(3)), `n24` Nullable(Time64(6)), `n25` Nullable(DateTime64(0, 'UTC')), `n26` Nullable(DateTime64(3, 'UTC')), `n27` Nullable(DateTime64(6, 'UTC')), `n28` Nullable(DateTime64(0, 'UTC')), `n29` Nullable(DateTime64(3, 'UTC')), `n30` Nullable(DateTime64(6, 'UTC')), `n31` Nullable(String), `n32` Nullable(String), `n33` Nullable(String), `n34` Nullable(String), `n35` Nullable(String), `n36` Nullable(String), `n37` LowCardinality(Nullable(String)), `n38` Nullable(String), `n39` Nullable(String), `n40` Nullable(String), `n41` Nullable(String), `n42` Nullable(String), `n43` Nullable(String), `n44` Nullable(String), `n45` Nullable(String), `n46` Nullable(String), `n47` Nullable(String), `n48` Nullable(String), `n49` Nullable(String), `n50` Nullable(String), `n51` Nullable(String), `v0` Int8, `v1` UInt8, `v2` Int16, `v3` UInt16, `v4` Int32, `v5` UInt32, `v6` Int32, `v7` UInt32, `v8` Int64, `v9` UInt64, `v10` Decimal(10, 0), `v11` Decimal(10, 2), `v12` Decimal(38, 10), `v13` Decimal(65, 30), `v14` Float32, `v15` Float64, `v16` Bool, `v17` UInt64, `v18` UInt64, `v19` UInt64, `v20` UInt16, `v21` Nullable(Date32), `v22` Time64(0), `v23` Time64(3), `v24` Time64(6), `v25` Nullable(DateTime64(0, 'UTC')), `v26` Nullable(DateTime64(3, 'UTC')), `v27` Nullable(DateTime64(6, 'UTC')), `v28` Nullable(DateTime64(0, 'UTC')), `v29` Nullable(DateTime64(3, 'UTC')), `v30` Nullable(DateTime64(6, 'UTC')), `v31` String, `v32` String, `v33` String, `v34` String, `v35` String, `v36` String, `v37` LowCardinality(String), `v38` String, `v39` String, `v40` String, `v41` String, `v42` String, `v43` String, `v44` String, `v45` String, `v46` String, `v47` String, `v48` String, `v49` String, `v50` String, `v51` String,
  effective_start_ts DateTime64(6, 'UTC'),
  effective_end_ts Nullable(DateTime64(6, 'UTC')),
  is_current Bool,
  op_type LowCardinality(String),
  change_seq FixedString(32),
  known_changes UInt64
) ENGINE = ReplacingMergeTree(known_changes)
ORDER BY (`id`, change_seq)
SETTINGS index_granularity = 512, min_compress_block_size = 2048;

CREATE TABLE IF NOT EXISTS `every_type_HISTORY_stage` (
  batch_id String,
  staged_at DateTime DEFAULT now(),
  `id` Int64, `n0` Nullable(Int8), `n1` Nullable(UInt8), `n2` Nullable(Int16), `n3` Nullable(UInt16), `n4` Nullable(Int32), `n5` Nullable(UInt32), `n6` Nullable(Int32), `n7` Nullable(UInt32), `n8` Nullable(Int64), `n9` Nullable(UInt64), `n10` Nullable(Decimal(10, 0)), `n11` Nullable(Decimal(10, 2)), `n12` Nullable(Decimal(38, 10)), `n13` Nullable(Decimal(65, 30)), `n14` Nullable(Float32), `n15` Nullable(Float64), `n16` Nullable(Bool), `n17` Nullable(UInt64), `n18` Nullable(UInt64), `n19` Nullable(UInt64), `n20` Nullable(UInt16), `n21` Nullable(Date32), `n22` Nullable(Time64(0)), `n23` Nullable(Time64(3)), `n24` Nullable(Time64(6)), `n25` Nullable(DateTime64(0, 'UTC')), `n26` Nullable(DateTime64(3, 'UTC')), `n27` Nullable(DateTime64(6, 'UTC')), `n28` Nullable(DateTime64(0, 'UTC')), `n29` Nullable(DateTime64(3, 'UTC')), `n30` Nullable(DateTime64(6, 'UTC')), `n31` Nullable(String), `n32` Nullable(String), `n33` Nullable(String), `n34` Nullable(String), `n35` Nullable(String), `n36` Nullable(String), `n37` LowCardinality(Nullable(String)), `n38` Nullable(String), `n39` Nullable(String), `n40` Nullable(String), `n41` Nullable(String), `n42` Nullable(String), `n43` Nullable(String), `n44` Nullable(String), `n45` Nullable(String), `n46` Nullable(String), `n47` Nullable(String), `n48` Nullable(String), `n49` Nullable(String), `n50` Nullable(String), `n51` Nullable(String), `v0` Int8, `v1` UInt8, `v2` Int16, `v3` UInt16, `v4` Int32, `v5` UInt32, `v6` Int32, `v7` UInt32, `v8` Int64, `v9` UInt64, `v10` Decimal(10, 0), `v11` Decimal(10, 2), `v12` Decimal(38, 10), `v13` Decimal(65, 30), `v14` Float32, `v15` Float64, `v16` Bool, `v17` UInt64, `v18` UInt64, `v19` UInt64, `v20` UInt16, `v21` Nullable(Date32), `v22` Time64(0), `v23` Time64(3), `v24` Time64(6), `v25` Nullable(DateTime64(0, 'UTC')), `v26` Nullable(DateTime64(3, 'UTC')), `v27` Nullable(DateTime64(6, 'UTC')), `v28` Nullable(DateTime64(0, 'UTC')), `v29` Nullable(DateTime64(3, 'UTC')), `v30` Nullable(DateTime64(6, 'UTC')), `v31` String, `v32` String, `v33` String, `v34` String, `v35` String, `v36` String, `v37` LowCardinality(String), `v38` String, `v39` String, `v40` String, `v41` String, `v42` String, `v43` String, `v44` String, `v45` String, `v46` String, `v47` String, `v48` String, `v49` String, `v50` String, `v51` String,
  op_type LowCardinality(String),
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32)
) ENGINE = MergeTree
PARTITION BY batch_id
ORDER BY tuple()
TTL staged_at + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name String,
  change_seq FixedString(32),
  commit_ts DateTime64(6, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, change_seq);

CREATE OR REPLACE VIEW `every_type_HISTORY` AS
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, effective_start_ts, effective_end_ts, is_current, op_type,
  toString(change_seq) AS change_seq
FROM `every_type_HISTORY_rows` FINAL;

CREATE OR REPLACE VIEW `every_type_HISTORY_current` AS
SELECT * FROM `every_type_HISTORY` WHERE is_current;

CREATE OR REPLACE VIEW `every_type_HISTORY_versions` AS
WITH visible AS (
  SELECT *
  FROM `every_type_HISTORY_rows` FINAL
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), marked AS (
  SELECT *,
    lagInFrame(effective_end_ts) OVER by_seq = effective_start_ts
      AND lagInFrame(sipHash128(tuple(`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`))) OVER by_seq = sipHash128(tuple(`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`))
      AS hindsight_continues
  FROM visible
  WINDOW by_seq AS (PARTITION BY `id` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), numbered AS (
  SELECT *, countIf(NOT ifNull(hindsight_continues, false)) OVER (PARTITION BY `id` ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY `id`, hindsight_run) AS hindsight_run_start_ts,
    row_number() OVER (PARTITION BY `id`, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type,
  toString(runs.change_seq) AS change_seq
FROM runs
WHERE hindsight_from_last = 1;

CREATE OR REPLACE VIEW `every_type_HISTORY_as_of` AS
SELECT * FROM `every_type_HISTORY`
WHERE effective_start_ts <= {moment:DateTime64(6, 'UTC')}
  AND (effective_end_ts > {moment:DateTime64(6, 'UTC')} OR effective_end_ts IS NULL);

INSERT INTO `every_type_HISTORY_stage` (batch_id, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts, change_seq)
SELECT :#batch, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, base64Decode(`n39`) AS `n39`, base64Decode(`n40`) AS `n40`, base64Decode(`n41`) AS `n41`, base64Decode(`n42`) AS `n42`, base64Decode(`n43`) AS `n43`, base64Decode(`n44`) AS `n44`, `n45`, base64Decode(`n46`) AS `n46`, base64Decode(`n47`) AS `n47`, base64Decode(`n48`) AS `n48`, base64Decode(`n49`) AS `n49`, base64Decode(`n50`) AS `n50`, base64Decode(`n51`) AS `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, base64Decode(`v39`) AS `v39`, base64Decode(`v40`) AS `v40`, base64Decode(`v41`) AS `v41`, base64Decode(`v42`) AS `v42`, base64Decode(`v43`) AS `v43`, base64Decode(`v44`) AS `v44`, `v45`, base64Decode(`v46`) AS `v46`, base64Decode(`v47`) AS `v47`, base64Decode(`v48`) AS `v48`, base64Decode(`v49`) AS `v49`, base64Decode(`v50`) AS `v50`, base64Decode(`v51`) AS `v51`, op_type, commit_ts, change_seq
FROM format(JSONEachRow, '`id` Int64, `n0` Nullable(Int8), `n1` Nullable(UInt8), `n2` Nullable(Int16), `n3` Nullable(UInt16), `n4` Nullable(Int32), `n5` Nullable(UInt32), `n6` Nullable(Int32), `n7` Nullable(UInt32), `n8` Nullable(Int64), `n9` Nullable(UInt64), `n10` Nullable(Decimal(10, 0)), `n11` Nullable(Decimal(10, 2)), `n12` Nullable(Decimal(38, 10)), `n13` Nullable(Decimal(65, 30)), `n14` Nullable(Float32), `n15` Nullable(Float64), `n16` Nullable(Bool), `n17` Nullable(UInt64), `n18` Nullable(UInt64), `n19` Nullable(UInt64), `n20` Nullable(UInt16), `n21` Nullable(Date32), `n22` Nullable(Time64(0)), `n23` Nullable(Time64(3)), `n24` Nullable(Time64(6)), `n25` Nullable(DateTime64(0, \x27UTC\x27)), `n26` Nullable(DateTime64(3, \x27UTC\x27)), `n27` Nullable(DateTime64(6, \x27UTC\x27)), `n28` Nullable(DateTime64(0, \x27UTC\x27)), `n29` Nullable(DateTime64(3, \x27UTC\x27)), `n30` Nullable(DateTime64(6, \x27UTC\x27)), `n31` Nullable(String), `n32` Nullable(String), `n33` Nullable(String), `n34` Nullable(String), `n35` Nullable(String), `n36` Nullable(String), `n37` LowCardinality(Nullable(String)), `n38` Nullable(String), `n39` Nullable(String), `n40` Nullable(String), `n41` Nullable(String), `n42` Nullable(String), `n43` Nullable(String), `n44` Nullable(String), `n45` Nullable(String), `n46` Nullable(String), `n47` Nullable(String), `n48` Nullable(String), `n49` Nullable(String), `n50` Nullable(String), `n51` Nullable(String), `v0` Int8, `v1` UInt8, `v2` Int16, `v3` UInt16, `v4` Int32, `v5` UInt32, `v6` Int32, `v7` UInt32, `v8` Int64, `v9` UInt64, `v10` Decimal(10, 0), `v11` Decimal(10, 2), `v12` Decimal(38, 10), `v13` Decimal(65, 30), `v14` Float32, `v15` Float64, `v16` Bool, `v17` UInt64, `v18` UInt64, `v19` UInt64, `v20` UInt16, `v21` Nullable(Date32), `v22` Time64(0), `v23` Time64(3), `v24` Time64(6), `v25` Nullable(DateTime64(0, \x27UTC\x27)), `v26` Nullable(DateTime64(3, \x27UTC\x27)), `v27` Nullable(DateTime64(6, \x27UTC\x27)), `v28` Nullable(DateTime64(0, \x27UTC\x27)), `v29` Nullable(DateTime64(3, \x27UTC\x27)), `v30` Nullable(DateTime64(6, \x27UTC\x27)), `v31` String, `v32` String, `v33` String, `v34` String, `v35` String, `v36` String, `v37` LowCardinality(String), `v38` String, `v39` String, `v40` String, `v41` String, `v42` String, `v43` String, `v44` String, `v45` String, `v46` String, `v47` String, `v48` String, `v49` String, `v50` String, `v51` String, op_type String, commit_ts DateTime64(6), change_seq String', :#rows);

INSERT INTO `every_type_HISTORY_rows`
  (`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq, known_changes)
WITH hindsight_touched AS (
  SELECT DISTINCT `id` FROM `every_type_HISTORY_stage` WHERE batch_id = :#batch
), chain AS (
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, effective_start_ts AS hindsight_starts, op_type, change_seq,
    effective_start_ts AS hindsight_known_start, effective_end_ts AS hindsight_known_end, known_changes AS hindsight_knowledge
  FROM `every_type_HISTORY_rows`
  PREWHERE (`id`) IN hindsight_touched
  UNION ALL
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, commit_ts, op_type, change_seq, commit_ts, NULL, 0
  FROM `every_type_HISTORY_stage`
  WHERE batch_id = :#batch AND op_type <> 't'
  UNION ALL
  SELECT hindsight_touched.`id`, defaultValueOfTypeName('Nullable(Int8)') AS `n0`, defaultValueOfTypeName('Nullable(UInt8)') AS `n1`, defaultValueOfTypeName('Nullable(Int16)') AS `n2`, defaultValueOfTypeName('Nullable(UInt16)') AS `n3`, defaultValueOfTypeName('Nullable(Int32)') AS `n4`, defaultValueOfTypeName('Nullable(UInt32)') AS `n5`, defaultValueOfTypeName('Nullable(Int32)') AS `n6`, defaultValueOfTypeName('Nullable(UInt32)') AS `n7`, defaultValueOfTypeName('Nullable(Int64)') AS `n8`, defaultValueOfTypeName('Nullable(UInt64)') AS `n9`, defaultValueOfTypeName('Nullable(Decimal(10, 0))') AS `n10`, defaultValueOfTypeName('Nullable(Decimal(10, 2))') AS `n11`, defaultValueOfTypeName('Nullable(Decimal(38, 10))') AS `n12`, defaultValueOfTypeName('Nullable(Decimal(65, 30))') AS `n13`, defaultValueOfTypeName('Nullable(Float32)') AS `n14`, defaultValueOfTypeName('Nullable(Float64)') AS `n15`, defaultValueOfTypeName('Nullable(Bool)') AS `n16`, defaultValueOfTypeName('Nullable(UInt64)') AS `n17`, defaultValueOfTypeName('Nullable(UInt64)') AS `n18`, defaultValueOfTypeName('Nullable(UInt64)') AS `n19`, defaultValueOfTypeName('Nullable(UInt16)') AS `n20`, defaultValueOfTypeName('Nullable(Date32)') AS `n21`, defaultValueOfTypeName('Nullable(Time64(0))') AS `n22`, defaultValueOfTypeName('Nullable(Time64(3))') AS `n23`, defaultValueOfTypeName('Nullable(Time64(6))') AS `n24`, defaultValueOfTypeName('Nullable(DateTime64(0, \x27UTC\x27))') AS `n25`, defaultValueOfTypeName('Nullable(DateTime64(3, \x27UTC\x27))') AS `n26`, defaultValueOfTypeName('Nullable(DateTime64(6, \x27UTC\x27))') AS `n27`, defaultValueOfTypeName('Nullable(DateTime64(0, \x27UTC\x27))') AS `n28`, defaultValueOfTypeName('Nullable(DateTime64(3, \x27UTC\x27))') AS `n29`, defaultValueOfTypeName('Nullable(DateTime64(6, \x27UTC\x27))') AS `n30`, defaultValueOfTypeName('Nullable(String)') AS `n31`, defaultValueOfTypeName('Nullable(String)') AS `n32`, defaultValueOfTypeName('Nullable(String)') AS `n33`, defaultValueOfTypeName('Nullable(String)') AS `n34`, defaultValueOfTypeName('Nullable(String)') AS `n35`, defaultValueOfTypeName('Nullable(String)') AS `n36`, defaultValueOfTypeName('LowCardinality(Nullable(String))') AS `n37`, defaultValueOfTypeName('Nullable(String)') AS `n38`, defaultValueOfTypeName('Nullable(String)') AS `n39`, defaultValueOfTypeName('Nullable(String)') AS `n40`, defaultValueOfTypeName('Nullable(String)') AS `n41`, defaultValueOfTypeName('Nullable(String)') AS `n42`, defaultValueOfTypeName('Nullable(String)') AS `n43`, defaultValueOfTypeName('Nullable(String)') AS `n44`, defaultValueOfTypeName('Nullable(String)') AS `n45`, defaultValueOfTypeName('Nullable(String)') AS `n46`, defaultValueOfTypeName('Nullable(String)') AS `n47`, defaultValueOfTypeName('Nullable(String)') AS `n48`, defaultValueOfTypeName('Nullable(String)') AS `n49`, defaultValueOfTypeName('Nullable(String)') AS `n50`, defaultValueOfTypeName('Nullable(String)') AS `n51`, defaultValueOfTypeName('Int8') AS `v0`, defaultValueOfTypeName('UInt8') AS `v1`, defaultValueOfTypeName('Int16') AS `v2`, defaultValueOfTypeName('UInt16') AS `v3`, defaultValueOfTypeName('Int32') AS `v4`, defaultValueOfTypeName('UInt32') AS `v5`, defaultValueOfTypeName('Int32') AS `v6`, defaultValueOfTypeName('UInt32') AS `v7`, defaultValueOfTypeName('Int64') AS `v8`, defaultValueOfTypeName('UInt64') AS `v9`, defaultValueOfTypeName('Decimal(10, 0)') AS `v10`, defaultValueOfTypeName('Decimal(10, 2)') AS `v11`, defaultValueOfTypeName('Decimal(38, 10)') AS `v12`, defaultValueOfTypeName('Decimal(65, 30)') AS `v13`, defaultValueOfTypeName('Float32') AS `v14`, defaultValueOfTypeName('Float64') AS `v15`, defaultValueOfTypeName('Bool') AS `v16`, defaultValueOfTypeName('UInt64') AS `v17`, defaultValueOfTypeName('UInt64') AS `v18`, defaultValueOfTypeName('UInt64') AS `v19`, defaultValueOfTypeName('UInt16') AS `v20`, defaultValueOfTypeName('Nullable(Date32)') AS `v21`, defaultValueOfTypeName('Time64(0)') AS `v22`, defaultValueOfTypeName('Time64(3)') AS `v23`, defaultValueOfTypeName('Time64(6)') AS `v24`, defaultValueOfTypeName('Nullable(DateTime64(0, \x27UTC\x27))') AS `v25`, defaultValueOfTypeName('Nullable(DateTime64(3, \x27UTC\x27))') AS `v26`, defaultValueOfTypeName('Nullable(DateTime64(6, \x27UTC\x27))') AS `v27`, defaultValueOfTypeName('Nullable(DateTime64(0, \x27UTC\x27))') AS `v28`, defaultValueOfTypeName('Nullable(DateTime64(3, \x27UTC\x27))') AS `v29`, defaultValueOfTypeName('Nullable(DateTime64(6, \x27UTC\x27))') AS `v30`, defaultValueOfTypeName('String') AS `v31`, defaultValueOfTypeName('String') AS `v32`, defaultValueOfTypeName('String') AS `v33`, defaultValueOfTypeName('String') AS `v34`, defaultValueOfTypeName('String') AS `v35`, defaultValueOfTypeName('String') AS `v36`, defaultValueOfTypeName('LowCardinality(String)') AS `v37`, defaultValueOfTypeName('String') AS `v38`, defaultValueOfTypeName('String') AS `v39`, defaultValueOfTypeName('String') AS `v40`, defaultValueOfTypeName('String') AS `v41`, defaultValueOfTypeName('String') AS `v42`, defaultValueOfTypeName('String') AS `v43`, defaultValueOfTypeName('String') AS `v44`, defaultValueOfTypeName('String') AS `v45`, defaultValueOfTypeName('String') AS `v46`, defaultValueOfTypeName('String') AS `v47`, defaultValueOfTypeName('String') AS `v48`, defaultValueOfTypeName('String') AS `v49`, defaultValueOfTypeName('String') AS `v50`, defaultValueOfTypeName('String') AS `v51`, truncates.commit_ts, 't', truncates.change_seq, truncates.commit_ts, NULL, 0
  FROM hindsight_touched
  CROSS JOIN (SELECT * FROM hindsight_truncates FINAL WHERE table_name = 'every_type_HISTORY') AS truncates
), single AS (
  SELECT *, minIf(change_seq, op_type <> 't') OVER (PARTITION BY `id`) AS hindsight_first_seq
  FROM (
    SELECT * FROM chain
    ORDER BY `id`, change_seq, hindsight_knowledge DESC
    LIMIT 1 BY `id`, change_seq
  )
), turns AS (
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_knowledge, hindsight_first_seq,
    0 * row_number() OVER (PARTITION BY `id` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS hindsight_apart
  FROM single
), ordered AS (
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_knowledge,
    addMicroseconds(maxIf(subtractMicroseconds(hindsight_starts, hindsight_apart), change_seq >= hindsight_first_seq) OVER by_seq, hindsight_apart) AS hindsight_started,
    op_type = 'r'
      AND lagInFrame(toString(op_type), 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lagInFrame(sipHash128(tuple(`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`))) OVER by_seq = sipHash128(tuple(`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`)) AS hindsight_repeats,
    count() OVER (PARTITION BY `id`) AS known_changes
  FROM turns
  WINDOW by_seq AS (PARTITION BY `id` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), closed AS (
  SELECT *,
    countIf(NOT hindsight_repeats) OVER later AS hindsight_later_changes,
    minIf(hindsight_started, NOT hindsight_repeats) OVER later AS hindsight_next_start,
    multiIf(op_type = 'd' OR hindsight_repeats, hindsight_started, hindsight_later_changes > 0, hindsight_next_start, NULL) AS hindsight_ended
  FROM ordered
  WINDOW later AS (PARTITION BY `id` ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, hindsight_started, hindsight_ended, hindsight_ended IS NULL, op_type, change_seq, known_changes
FROM closed
WHERE op_type <> 't'
  AND (hindsight_knowledge = 0 OR hindsight_known_start <> hindsight_started OR ifNull(hindsight_known_end <> hindsight_ended, (hindsight_known_end IS NULL) <> (hindsight_ended IS NULL)));

ALTER TABLE `every_type_HISTORY_stage` DROP PARTITION :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
SELECT 'every_type_HISTORY', :#seq, parseDateTime64BestEffort(:#at, 6, 'UTC');

INSERT INTO `every_type_HISTORY_stage` (batch_id, `id`, op_type, commit_ts, change_seq)
SELECT :#batch, `id`, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), :#seq
FROM `every_type_HISTORY_rows` FINAL
GROUP BY `id`
HAVING min(change_seq) < :#seq
  AND (max(change_seq) > :#seq OR max(is_current)
    OR (SELECT count() > 0 FROM hindsight_truncates WHERE table_name = 'every_type_HISTORY' AND change_seq > :#seq));

CREATE TABLE IF NOT EXISTS `every_key_HISTORY_rows` (
  `k0` Int8 NOT NULL, `k1` UInt8 NOT NULL, `k2` Int16 NOT NULL, `k3` UInt16 NOT NULL, `k4` Int32 NOT NULL, `k5` UInt32 NOT NULL, `k6` Int32 NOT NULL, `k7` UInt32 NOT NULL, `k8` Int64 NOT NULL, `k9` UInt64 NOT NULL, `k10` Decimal(10, 0) NOT NULL, `k11` Decimal(10, 2) NOT NULL, `k12` Decimal(38, 10) NOT NULL, `k13` Decimal(65, 30) NOT NULL, `k14` Bool NOT NULL, `k15` UInt64 NOT NULL, `k16` UInt64 NOT NULL, `k17` UInt64 NOT NULL, `k18` UInt16 NOT NULL, `k19` Date32 NOT NULL, `k20` Time64(0) NOT NULL, `k21` Time64(3) NOT NULL, `k22` Time64(6) NOT NULL, `k23` DateTime64(0, 'UTC') NOT NULL, `k24` DateTime64(3, 'UTC') NOT NULL, `k25` DateTime64(6, 'UTC') NOT NULL, `k26` DateTime64(0, 'UTC') NOT NULL, `k27` DateTime64(3, 'UTC') NOT NULL, `k28` DateTime64(6, 'UTC') NOT NULL, `k29` String NOT NULL, `k30` String NOT NULL, `k31` String NOT NULL, `k32` String NOT NULL, `k33` String NOT NULL, `k34` String NOT NULL, `k35` LowCardinality(String) NOT NULL, `k36` String NOT NULL, `k37` String NOT NULL, `k38` String NOT NULL, `k39` String NOT NULL, `k40` String NOT NULL, `k41` String NOT NULL, `k42` String NOT NULL, `k43` String NOT NULL, `k44` String NOT NULL, `k45` String NOT NULL, `k46` String NOT NULL, `k47` String NOT NULL, `k48` String NOT NULL,
  effective_start_ts DateTime64(6, 'UTC'),
  effective_end_ts Nullable(DateTime64(6, 'UTC')),
  is_current Bool,
  op_type LowCardinality(String),
  change_seq FixedString(32),
  known_changes UInt64
) ENGINE = ReplacingMergeTree(known_changes)
ORDER BY (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq)
SETTINGS index_granularity = 512, min_compress_block_size = 2048;

CREATE TABLE IF NOT EXISTS `every_key_HISTORY_stage` (
  batch_id String,
  staged_at DateTime DEFAULT now(),
  `k0` Int8, `k1` UInt8, `k2` Int16, `k3` UInt16, `k4` Int32, `k5` UInt32, `k6` Int32, `k7` UInt32, `k8` Int64, `k9` UInt64, `k10` Decimal(10, 0), `k11` Decimal(10, 2), `k12` Decimal(38, 10), `k13` Decimal(65, 30), `k14` Bool, `k15` UInt64, `k16` UInt64, `k17` UInt64, `k18` UInt16, `k19` Date32, `k20` Time64(0), `k21` Time64(3), `k22` Time64(6), `k23` DateTime64(0, 'UTC'), `k24` DateTime64(3, 'UTC'), `k25` DateTime64(6, 'UTC'), `k26` DateTime64(0, 'UTC'), `k27` DateTime64(3, 'UTC'), `k28` DateTime64(6, 'UTC'), `k29` String, `k30` String, `k31` String, `k32` String, `k33` String, `k34` String, `k35` LowCardinality(String), `k36` String, `k37` String, `k38` String, `k39` String, `k40` String, `k41` String, `k42` String, `k43` String, `k44` String, `k45` String, `k46` String, `k47` String, `k48` String,
  op_type LowCardinality(String),
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32)
) ENGINE = MergeTree
PARTITION BY batch_id
ORDER BY tuple()
TTL staged_at + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name String,
  change_seq FixedString(32),
  commit_ts DateTime64(6, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, change_seq);

CREATE OR REPLACE VIEW `every_key_HISTORY` AS
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, effective_start_ts, effective_end_ts, is_current, op_type,
  toString(change_seq) AS change_seq
FROM `every_key_HISTORY_rows` FINAL;

CREATE OR REPLACE VIEW `every_key_HISTORY_current` AS
SELECT * FROM `every_key_HISTORY` WHERE is_current;

CREATE OR REPLACE VIEW `every_key_HISTORY_versions` AS
WITH visible AS (
  SELECT *
  FROM `every_key_HISTORY_rows` FINAL
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), marked AS (
  SELECT *,
    lagInFrame(effective_end_ts) OVER by_seq = effective_start_ts
      AND lagInFrame(sipHash128(tuple(`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`))) OVER by_seq = sipHash128(tuple(`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`))
      AS hindsight_continues
  FROM visible
  WINDOW by_seq AS (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), numbered AS (
  SELECT *, countIf(NOT ifNull(hindsight_continues, false)) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_run) AS hindsight_run_start_ts,
    row_number() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type,
  toString(runs.change_seq) AS change_seq
FROM runs
WHERE hindsight_from_last = 1;

CREATE OR REPLACE VIEW `every_key_HISTORY_as_of` AS
SELECT * FROM `every_key_HISTORY`
WHERE effective_start_ts <= {moment:DateTime64(6, 'UTC')}
  AND (effective_end_ts > {moment:DateTime64(6, 'UTC')} OR effective_end_ts IS NULL);

INSERT INTO `every_key_HISTORY_stage` (batch_id, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts, change_seq)
SELECT :#batch, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, base64Decode(`k37`) AS `k37`, base64Decode(`k38`) AS `k38`, base64Decode(`k39`) AS `k39`, base64Decode(`k40`) AS `k40`, base64Decode(`k41`) AS `k41`, base64Decode(`k42`) AS `k42`, base64Decode(`k43`) AS `k43`, base64Decode(`k44`) AS `k44`, base64Decode(`k45`) AS `k45`, base64Decode(`k46`) AS `k46`, base64Decode(`k47`) AS `k47`, base64Decode(`k48`) AS `k48`, op_type, commit_ts, change_seq
FROM format(JSONEachRow, '`k0` Int8, `k1` UInt8, `k2` Int16, `k3` UInt16, `k4` Int32, `k5` UInt32, `k6` Int32, `k7` UInt32, `k8` Int64, `k9` UInt64, `k10` Decimal(10, 0), `k11` Decimal(10, 2), `k12` Decimal(38, 10), `k13` Decimal(65, 30), `k14` Bool, `k15` UInt64, `k16` UInt64, `k17` UInt64, `k18` UInt16, `k19` Date32, `k20` Time64(0), `k21` Time64(3), `k22` Time64(6), `k23` DateTime64(0, \x27UTC\x27), `k24` DateTime64(3, \x27UTC\x27), `k25` DateTime64(6, \x27UTC\x27), `k26` DateTime64(0, \x27UTC\x27), `k27` DateTime64(3, \x27UTC\x27), `k28` DateTime64(6, \x27UTC\x27), `k29` String, `k30` String, `k31` String, `k32` String, `k33` String, `k34` String, `k35` LowCardinality(String), `k36` String, `k37` String, `k38` String, `k39` String, `k40` String, `k41` String, `k42` String, `k43` String, `k44` String, `k45` String, `k46` String, `k47` String, `k48` String, op_type String, commit_ts DateTime64(6), change_seq String', :#rows);

INSERT INTO `every_key_HISTORY_rows`
  (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq, known_changes)
WITH hindsight_touched AS (
  SELECT DISTINCT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` FROM `every_key_HISTORY_stage` WHERE batch_id = :#batch
), chain AS (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, effective_start_ts AS hindsight_starts, op_type, change_seq,
    effective_start_ts AS hindsight_known_start, effective_end_ts AS hindsight_known_end, known_changes AS hindsight_knowledge
  FROM `every_key_HISTORY_rows`
  PREWHERE (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`) IN hindsight_touched
  UNION ALL
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, commit_ts, op_type, change_seq, commit_ts, NULL, 0
  FROM `every_key_HISTORY_stage`
  WHERE batch_id = :#batch AND op_type <> 't'
  UNION ALL
  SELECT hindsight_touched.`k0`, hindsight_touched.`k1`, hindsight_touched.`k2`, hindsight_touched.`k3`, hindsight_touched.`k4`, hindsight_touched.`k5`, hindsight_touched.`k6`, hindsight_touched.`k7`, hindsight_touched.`k8`, hindsight_touched.`k9`, hindsight_touched.`k10`, hindsight_touched.`k11`, hindsight_touched.`k12`, hindsight_touched.`k13`, hindsight_touched.`k14`, hindsight_touched.`k15`, hindsight_touched.`k16`, hindsight_touched.`k17`, hindsight_touched.`k18`, hindsight_touched.`k19`, hindsight_touched.`k20`, hindsight_touched.`k21`, hindsight_touched.`k22`, hindsight_touched.`k23`, hindsight_touched.`k24`, hindsight_touched.`k25`, hindsight_touched.`k26`, hindsight_touched.`k27`, hindsight_touched.`k28`, hindsight_touched.`k29`, hindsight_touched.`k30`, hindsight_touched.`k31`, hindsight_touched.`k32`, hindsight_touched.`k33`, hindsight_touched.`k34`, hindsight_touched.`k35`, hindsight_touched.`k36`, hindsight_touched.`k37`, hindsight_touched.`k38`, hindsight_touched.`k39`, hindsight_touched.`k40`, hindsight_touched.`k41`, hindsight_touched.`k42`, hindsight_touched.`k43`, hindsight_touched.`k44`, hindsight_touched.`k45`, hindsight_touched.`k46`, hindsight_touched.`k47`, hindsight_touched.`k48`, truncates.commit_ts, 't', truncates.change_seq, truncates.commit_ts, NULL, 0
  FROM hindsight_touched
  CROSS JOIN (SELECT * FROM hindsight_truncates FINAL WHERE table_name = 'every_key_HISTORY') AS truncates
), single AS (
  SELECT *, minIf(change_seq, op_type <> 't') OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`) AS hindsight_first_seq
  FROM (
    SELECT * FROM chain
    ORDER BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq, hindsight_knowledge DESC
    LIMIT 1 BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq
  )
), turns AS (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_knowledge, hindsight_first_seq,
    0 * row_number() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS hindsight_apart
  FROM single
), ordered AS (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_knowledge,
    addMicroseconds(maxIf(subtractMicroseconds(hindsight_starts, hindsight_apart), change_seq >= hindsight_first_seq) OVER by_seq, hindsight_apart) AS hindsight_started,
    op_type = 'r'
      AND lagInFrame(toString(op_type), 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lagInFrame(sipHash128(tuple(`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`))) OVER by_seq = sipHash128(tuple(`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`)) AS hindsight_repeats,
    count() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`) AS known_changes
  FROM turns
  WINDOW by_seq AS (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), closed AS (
  SELECT *,
    countIf(NOT hindsight_repeats) OVER later AS hindsight_later_changes,
    minIf(hindsight_started, NOT hindsight_repeats) OVER later AS hindsight_next_start,
    multiIf(op_type = 'd' OR hindsight_repeats, hindsight_started, hindsight_later_changes > 0, hindsight_next_start, NULL) AS hindsight_ended
  FROM ordered
  WINDOW later AS (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_started, hindsight_ended, hindsight_ended IS NULL, op_type, change_seq, known_changes
FROM closed
WHERE op_type <> 't'
  AND (hindsight_knowledge = 0 OR hindsight_known_start <> hindsight_started OR ifNull(hindsight_known_end <> hindsight_ended, (hindsight_known_end IS NULL) <> (hindsight_ended IS NULL)));

ALTER TABLE `every_key_HISTORY_stage` DROP PARTITION :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
SELECT 'every_key_HISTORY', :#seq, parseDateTime64BestEffort(:#at, 6, 'UTC');

INSERT INTO `every_key_HISTORY_stage` (batch_id, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts, change_seq)
SELECT :#batch, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), :#seq
FROM `every_key_HISTORY_rows` FINAL
GROUP BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`
HAVING min(change_seq) < :#seq
  AND (max(change_seq) > :#seq OR max(is_current)
    OR (SELECT count() > 0 FROM hindsight_truncates WHERE table_name = 'every_key_HISTORY' AND change_seq > :#seq));

CREATE TABLE IF NOT EXISTS `every_type_CURRENT_rows` (
  `id` Int64 NOT NULL, `n0` Nullable(Int8), `n1` Nullable(UInt8), `n2` Nullable(Int16), `n3` Nullable(UInt16), `n4` Nullable(Int32), `n5` Nullable(UInt32), `n6` Nullable(Int32), `n7` Nullable(UInt32), `n8` Nullable(Int64), `n9` Nullable(UInt64), `n10` Nullable(Decimal(10, 0)), `n11` Nullable(Decimal(10, 2)), `n12` Nullable(Decimal(38, 10)), `n13` Nullable(Decimal(65, 30)), `n14` Nullable(Float32), `n15` Nullable(Float64), `n16` Nullable(Bool), `n17` Nullable(UInt64), `n18` Nullable(UInt64), `n19` Nullable(UInt64), `n20` Nullable(UInt16), `n21` Nullable(Date32), `n22` Nullable(Time64(0)), `n23` Nullable(Time64(3)), `n24` Nullable(Time64(6)), `n25` Nullable(DateTime64(0, 'UTC')), `n26` Nullable(DateTime64(3, 'UTC')), `n27` Nullable(DateTime64(6, 'UTC')), `n28` Nullable(DateTime64(0, 'UTC')), `n29` Nullable(DateTime64(3, 'UTC')), `n30` Nullable(DateTime64(6, 'UTC')), `n31` Nullable(String), `n32` Nullable(String), `n33` Nullable(String), `n34` Nullable(String), `n35` Nullable(String), `n36` Nullable(String), `n37` LowCardinality(Nullable(String)), `n38` Nullable(String), `n39` Nullable(String), `n40` Nullable(String), `n41` Nullable(String), `n42` Nullable(String), `n43` Nullable(String), `n44` Nullable(String), `n45` Nullable(String), `n46` Nullable(String), `n47` Nullable(String), `n48` Nullable(String), `n49` Nullable(String), `n50` Nullable(String), `n51` Nullable(String), `v0` Int8, `v1` UInt8, `v2` Int16, `v3` UInt16, `v4` Int32, `v5` UInt32, `v6` Int32, `v7` UInt32, `v8` Int64, `v9` UInt64, `v10` Decimal(10, 0), `v11` Decimal(10, 2), `v12` Decimal(38, 10), `v13` Decimal(65, 30), `v14` Float32, `v15` Float64, `v16` Bool, `v17` UInt64, `v18` UInt64, `v19` UInt64, `v20` UInt16, `v21` Nullable(Date32), `v22` Time64(0), `v23` Time64(3), `v24` Time64(6), `v25` Nullable(DateTime64(0, 'UTC')), `v26` Nullable(DateTime64(3, 'UTC')), `v27` Nullable(DateTime64(6, 'UTC')), `v28` Nullable(DateTime64(0, 'UTC')), `v29` Nullable(DateTime64(3, 'UTC')), `v30` Nullable(DateTime64(6, 'UTC')), `v31` String, `v32` String, `v33` String, `v34` String, `v35` String, `v36` String, `v37` LowCardinality(String), `v38` String, `v39` String, `v40` String, `v41` String, `v42` String, `v43` String, `v44` String, `v45` String, `v46` String, `v47` String, `v48` String, `v49` String, `v50` String, `v51` String,
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32),
  is_deleted UInt8,
  version UInt128 MATERIALIZED reinterpretAsUInt128(reverse(unhex(change_seq)))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (`id`);

CREATE TABLE IF NOT EXISTS `every_type_CURRENT_stage` (
  batch_id String,
  staged_at DateTime DEFAULT now(),
  `id` Int64, `n0` Nullable(Int8), `n1` Nullable(UInt8), `n2` Nullable(Int16), `n3` Nullable(UInt16), `n4` Nullable(Int32), `n5` Nullable(UInt32), `n6` Nullable(Int32), `n7` Nullable(UInt32), `n8` Nullable(Int64), `n9` Nullable(UInt64), `n10` Nullable(Decimal(10, 0)), `n11` Nullable(Decimal(10, 2)), `n12` Nullable(Decimal(38, 10)), `n13` Nullable(Decimal(65, 30)), `n14` Nullable(Float32), `n15` Nullable(Float64), `n16` Nullable(Bool), `n17` Nullable(UInt64), `n18` Nullable(UInt64), `n19` Nullable(UInt64), `n20` Nullable(UInt16), `n21` Nullable(Date32), `n22` Nullable(Time64(0)), `n23` Nullable(Time64(3)), `n24` Nullable(Time64(6)), `n25` Nullable(DateTime64(0, 'UTC')), `n26` Nullable(DateTime64(3, 'UTC')), `n27` Nullable(DateTime64(6, 'UTC')), `n28` Nullable(DateTime64(0, 'UTC')), `n29` Nullable(DateTime64(3, 'UTC')), `n30` Nullable(DateTime64(6, 'UTC')), `n31` Nullable(String), `n32` Nullable(String), `n33` Nullable(String), `n34` Nullable(String), `n35` Nullable(String), `n36` Nullable(String), `n37` LowCardinality(Nullable(String)), `n38` Nullable(String), `n39` Nullable(String), `n40` Nullable(String), `n41` Nullable(String), `n42` Nullable(String), `n43` Nullable(String), `n44` Nullable(String), `n45` Nullable(String), `n46` Nullable(String), `n47` Nullable(String), `n48` Nullable(String), `n49` Nullable(String), `n50` Nullable(String), `n51` Nullable(String), `v0` Int8, `v1` UInt8, `v2` Int16, `v3` UInt16, `v4` Int32, `v5` UInt32, `v6` Int32, `v7` UInt32, `v8` Int64, `v9` UInt64, `v10` Decimal(10, 0), `v11` Decimal(10, 2), `v12` Decimal(38, 10), `v13` Decimal(65, 30), `v14` Float32, `v15` Float64, `v16` Bool, `v17` UInt64, `v18` UInt64, `v19` UInt64, `v20` UInt16, `v21` Nullable(Date32), `v22` Time64(0), `v23` Time64(3), `v24` Time64(6), `v25` Nullable(DateTime64(0, 'UTC')), `v26` Nullable(DateTime64(3, 'UTC')), `v27` Nullable(DateTime64(6, 'UTC')), `v28` Nullable(DateTime64(0, 'UTC')), `v29` Nullable(DateTime64(3, 'UTC')), `v30` Nullable(DateTime64(6, 'UTC')), `v31` String, `v32` String, `v33` String, `v34` String, `v35` String, `v36` String, `v37` LowCardinality(String), `v38` String, `v39` String, `v40` String, `v41` String, `v42` String, `v43` String, `v44` String, `v45` String, `v46` String, `v47` String, `v48` String, `v49` String, `v50` String, `v51` String,
  op_type LowCardinality(String),
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32)
) ENGINE = MergeTree
PARTITION BY batch_id
ORDER BY tuple()
TTL staged_at + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name String,
  change_seq FixedString(32),
  commit_ts DateTime64(6, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, change_seq);

CREATE OR REPLACE VIEW `every_type_CURRENT` AS
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, commit_ts, toString(change_seq) AS change_seq FROM `every_type_CURRENT_rows` FINAL WHERE NOT is_deleted;

INSERT INTO `every_type_CURRENT_stage` (batch_id, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts, change_seq)
SELECT :#batch, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, base64Decode(`n39`) AS `n39`, base64Decode(`n40`) AS `n40`, base64Decode(`n41`) AS `n41`, base64Decode(`n42`) AS `n42`, base64Decode(`n43`) AS `n43`, base64Decode(`n44`) AS `n44`, `n45`, base64Decode(`n46`) AS `n46`, base64Decode(`n47`) AS `n47`, base64Decode(`n48`) AS `n48`, base64Decode(`n49`) AS `n49`, base64Decode(`n50`) AS `n50`, base64Decode(`n51`) AS `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, base64Decode(`v39`) AS `v39`, base64Decode(`v40`) AS `v40`, base64Decode(`v41`) AS `v41`, base64Decode(`v42`) AS `v42`, base64Decode(`v43`) AS `v43`, base64Decode(`v44`) AS `v44`, `v45`, base64Decode(`v46`) AS `v46`, base64Decode(`v47`) AS `v47`, base64Decode(`v48`) AS `v48`, base64Decode(`v49`) AS `v49`, base64Decode(`v50`) AS `v50`, base64Decode(`v51`) AS `v51`, op_type, commit_ts, change_seq
FROM format(JSONEachRow, '`id` Int64, `n0` Nullable(Int8), `n1` Nullable(UInt8), `n2` Nullable(Int16), `n3` Nullable(UInt16), `n4` Nullable(Int32), `n5` Nullable(UInt32), `n6` Nullable(Int32), `n7` Nullable(UInt32), `n8` Nullable(Int64), `n9` Nullable(UInt64), `n10` Nullable(Decimal(10, 0)), `n11` Nullable(Decimal(10, 2)), `n12` Nullable(Decimal(38, 10)), `n13` Nullable(Decimal(65, 30)), `n14` Nullable(Float32), `n15` Nullable(Float64), `n16` Nullable(Bool), `n17` Nullable(UInt64), `n18` Nullable(UInt64), `n19` Nullable(UInt64), `n20` Nullable(UInt16), `n21` Nullable(Date32), `n22` Nullable(Time64(0)), `n23` Nullable(Time64(3)), `n24` Nullable(Time64(6)), `n25` Nullable(DateTime64(0, \x27UTC\x27)), `n26` Nullable(DateTime64(3, \x27UTC\x27)), `n27` Nullable(DateTime64(6, \x27UTC\x27)), `n28` Nullable(DateTime64(0, \x27UTC\x27)), `n29` Nullable(DateTime64(3, \x27UTC\x27)), `n30` Nullable(DateTime64(6, \x27UTC\x27)), `n31` Nullable(String), `n32` Nullable(String), `n33` Nullable(String), `n34` Nullable(String), `n35` Nullable(String), `n36` Nullable(String), `n37` LowCardinality(Nullable(String)), `n38` Nullable(String), `n39` Nullable(String), `n40` Nullable(String), `n41` Nullable(String), `n42` Nullable(String), `n43` Nullable(String), `n44` Nullable(String), `n45` Nullable(String), `n46` Nullable(String), `n47` Nullable(String), `n48` Nullable(String), `n49` Nullable(String), `n50` Nullable(String), `n51` Nullable(String), `v0` Int8, `v1` UInt8, `v2` Int16, `v3` UInt16, `v4` Int32, `v5` UInt32, `v6` Int32, `v7` UInt32, `v8` Int64, `v9` UInt64, `v10` Decimal(10, 0), `v11` Decimal(10, 2), `v12` Decimal(38, 10), `v13` Decimal(65, 30), `v14` Float32, `v15` Float64, `v16` Bool, `v17` UInt64, `v18` UInt64, `v19` UInt64, `v20` UInt16, `v21` Nullable(Date32), `v22` Time64(0), `v23` Time64(3), `v24` Time64(6), `v25` Nullable(DateTime64(0, \x27UTC\x27)), `v26` Nullable(DateTime64(3, \x27UTC\x27)), `v27` Nullable(DateTime64(6, \x27UTC\x27)), `v28` Nullable(DateTime64(0, \x27UTC\x27)), `v29` Nullable(DateTime64(3, \x27UTC\x27)), `v30` Nullable(DateTime64(6, \x27UTC\x27)), `v31` String, `v32` String, `v33` String, `v34` String, `v35` String, `v36` String, `v37` LowCardinality(String), `v38` String, `v39` String, `v40` String, `v41` String, `v42` String, `v43` String, `v44` String, `v45` String, `v46` String, `v47` String, `v48` String, `v49` String, `v50` String, `v51` String, op_type String, commit_ts DateTime64(6), change_seq String', :#rows);

INSERT INTO `every_type_CURRENT_rows` (`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, commit_ts, change_seq, is_deleted)
WITH (
  SELECT max((change_seq, commit_ts)) FROM hindsight_truncates WHERE table_name = 'every_type_CURRENT'
) AS emptied
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`,
  if(emptied.1 > change_seq, emptied.2, commit_ts),
  greatest(change_seq, emptied.1),
  op_type IN ('d', 't') OR emptied.1 > change_seq
FROM `every_type_CURRENT_stage`
WHERE batch_id = :#batch
ORDER BY `id`, change_seq DESC
LIMIT 1 BY `id`;

ALTER TABLE `every_type_CURRENT_stage` DROP PARTITION :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
SELECT 'every_type_CURRENT', :#seq, parseDateTime64BestEffort(:#at, 6, 'UTC');

INSERT INTO `every_type_CURRENT_stage` (batch_id, `id`, op_type, commit_ts, change_seq)
SELECT :#batch, `id`, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), :#seq
FROM `every_type_CURRENT_rows` FINAL
WHERE change_seq < :#seq AND NOT is_deleted;

CREATE TABLE IF NOT EXISTS `every_key_CURRENT_rows` (
  `k0` Int8 NOT NULL, `k1` UInt8 NOT NULL, `k2` Int16 NOT NULL, `k3` UInt16 NOT NULL, `k4` Int32 NOT NULL, `k5` UInt32 NOT NULL, `k6` Int32 NOT NULL, `k7` UInt32 NOT NULL, `k8` Int64 NOT NULL, `k9` UInt64 NOT NULL, `k10` Decimal(10, 0) NOT NULL, `k11` Decimal(10, 2) NOT NULL, `k12` Decimal(38, 10) NOT NULL, `k13` Decimal(65, 30) NOT NULL, `k14` Bool NOT NULL, `k15` UInt64 NOT NULL, `k16` UInt64 NOT NULL, `k17` UInt64 NOT NULL, `k18` UInt16 NOT NULL, `k19` Date32 NOT NULL, `k20` Time64(0) NOT NULL, `k21` Time64(3) NOT NULL, `k22` Time64(6) NOT NULL, `k23` DateTime64(0, 'UTC') NOT NULL, `k24` DateTime64(3, 'UTC') NOT NULL, `k25` DateTime64(6, 'UTC') NOT NULL, `k26` DateTime64(0, 'UTC') NOT NULL, `k27` DateTime64(3, 'UTC') NOT NULL, `k28` DateTime64(6, 'UTC') NOT NULL, `k29` String NOT NULL, `k30` String NOT NULL, `k31` String NOT NULL, `k32` String NOT NULL, `k33` String NOT NULL, `k34` String NOT NULL, `k35` LowCardinality(String) NOT NULL, `k36` String NOT NULL, `k37` String NOT NULL, `k38` String NOT NULL, `k39` String NOT NULL, `k40` String NOT NULL, `k41` String NOT NULL, `k42` String NOT NULL, `k43` String NOT NULL, `k44` String NOT NULL, `k45` String NOT NULL, `k46` String NOT NULL, `k47` String NOT NULL, `k48` String NOT NULL,
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32),
  is_deleted UInt8,
  version UInt128 MATERIALIZED reinterpretAsUInt128(reverse(unhex(change_seq)))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`);

CREATE TABLE IF NOT EXISTS `every_key_CURRENT_stage` (
  batch_id String,
  staged_at DateTime DEFAULT now(),
  `k0` Int8, `k1` UInt8, `k2` Int16, `k3` UInt16, `k4` Int32, `k5` UInt32, `k6` Int32, `k7` UInt32, `k8` Int64, `k9` UInt64, `k10` Decimal(10, 0), `k11` Decimal(10, 2), `k12` Decimal(38, 10), `k13` Decimal(65, 30), `k14` Bool, `k15` UInt64, `k16` UInt64, `k17` UInt64, `k18` UInt16, `k19` Date32, `k20` Time64(0), `k21` Time64(3), `k22` Time64(6), `k23` DateTime64(0, 'UTC'), `k24` DateTime64(3, 'UTC'), `k25` DateTime64(6, 'UTC'), `k26` DateTime64(0, 'UTC'), `k27` DateTime64(3, 'UTC'), `k28` DateTime64(6, 'UTC'), `k29` String, `k30` String, `k31` String, `k32` String, `k33` String, `k34` String, `k35` LowCardinality(String), `k36` String, `k37` String, `k38` String, `k39` String, `k40` String, `k41` String, `k42` String, `k43` String, `k44` String, `k45` String, `k46` String, `k47` String, `k48` String,
  op_type LowCardinality(String),
  commit_ts DateTime64(6, 'UTC'),
  change_seq FixedString(32)
) ENGINE = MergeTree
PARTITION BY batch_id
ORDER BY tuple()
TTL staged_at + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name String,
  change_seq FixedString(32),
  commit_ts DateTime64(6, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, change_seq);

CREATE OR REPLACE VIEW `every_key_CURRENT` AS
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, commit_ts, toString(change_seq) AS change_seq FROM `every_key_CURRENT_rows` FINAL WHERE NOT is_deleted;

INSERT INTO `every_key_CURRENT_stage` (batch_id, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts, change_seq)
SELECT :#batch, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, base64Decode(`k37`) AS `k37`, base64Decode(`k38`) AS `k38`, base64Decode(`k39`) AS `k39`, base64Decode(`k40`) AS `k40`, base64Decode(`k41`) AS `k41`, base64Decode(`k42`) AS `k42`, base64Decode(`k43`) AS `k43`, base64Decode(`k44`) AS `k44`, base64Decode(`k45`) AS `k45`, base64Decode(`k46`) AS `k46`, base64Decode(`k47`) AS `k47`, base64Decode(`k48`) AS `k48`, op_type, commit_ts, change_seq
FROM format(JSONEachRow, '`k0` Int8, `k1` UInt8, `k2` Int16, `k3` UInt16, `k4` Int32, `k5` UInt32, `k6` Int32, `k7` UInt32, `k8` Int64, `k9` UInt64, `k10` Decimal(10, 0), `k11` Decimal(10, 2), `k12` Decimal(38, 10), `k13` Decimal(65, 30), `k14` Bool, `k15` UInt64, `k16` UInt64, `k17` UInt64, `k18` UInt16, `k19` Date32, `k20` Time64(0), `k21` Time64(3), `k22` Time64(6), `k23` DateTime64(0, \x27UTC\x27), `k24` DateTime64(3, \x27UTC\x27), `k25` DateTime64(6, \x27UTC\x27), `k26` DateTime64(0, \x27UTC\x27), `k27` DateTime64(3, \x27UTC\x27), `k28` DateTime64(6, \x27UTC\x27), `k29` String, `k30` String, `k31` String, `k32` String, `k33` String, `k34` String, `k35` LowCardinality(String), `k36` String, `k37` String, `k38` String, `k39` String, `k40` String, `k41` String, `k42` String, `k43` String, `k44` String, `k45` String, `k46` String, `k47` String, `k48` String, op_type String, commit_ts DateTime64(6), change_seq String', :#rows);

INSERT INTO `every_key_CURRENT_rows` (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, commit_ts, change_seq, is_deleted)
WITH (
  SELECT max((change_seq, commit_ts)) FROM hindsight_truncates WHERE table_name = 'every_key_CURRENT'
) AS emptied
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`,
  if(emptied.1 > change_seq, emptied.2, commit_ts),
  greatest(change_seq, emptied.1),
  op_type IN ('d', 't') OR emptied.1 > change_seq
FROM `every_key_CURRENT_stage`
WHERE batch_id = :#batch
ORDER BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq DESC
LIMIT 1 BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`;

ALTER TABLE `every_key_CURRENT_stage` DROP PARTITION :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
SELECT 'every_key_CURRENT', :#seq, parseDateTime64BestEffort(:#at, 6, 'UTC');

INSERT INTO `every_key_CURRENT_stage` (batch_id, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts, change_seq)
SELECT :#batch, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, 't', parseDateTime64BestEffort(:#at, 6, 'UTC'), :#seq
FROM `every_key_CURRENT_rows` FINAL
WHERE change_seq < :#seq AND NOT is_deleted;
