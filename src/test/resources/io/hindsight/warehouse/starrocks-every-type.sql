CREATE TABLE IF NOT EXISTS `every_type_HISTORY` (
  `id` bigint NOT NULL,
  change_seq varchar(32) NOT NULL,
  `n0` tinyint, `n1` smallint, `n2` smallint, `n3` int, `n4` int, `n5` int, `n6` int, `n7` bigint, `n8` bigint, `n9` largeint, `n10` decimal(10, 0), `n11` decimal(10, 2), `n12` decimal(38, 10), `n13` decimal(65, 30), `n14` float, `n15` double, `n16` boolean, `n17` bigint, `n18` bigint, `n19` largeint, `n20` smallint, `n21` date, `n22` varchar(17), `n23` varchar(17), `n24` varchar(17), `n25` datetime, `n26` datetime, `n27` datetime, `n28` datetime, `n29` datetime, `n30` datetime, `n31` varchar(4), `n32` varchar(1020), `n33` varchar(1020), `n34` varchar(262140), `n35` varchar(1048576), `n36` varchar(1048576), `n37` varchar(20), `n38` varchar(44), `n39` varbinary, `n40` varbinary, `n41` varbinary, `n42` varbinary, `n43` varbinary, `n44` varbinary, `n45` varchar(1048576), `n46` varbinary, `n47` varbinary, `n48` varbinary, `n49` varbinary, `n50` varbinary, `n51` varbinary, `v0` tinyint, `v1` smallint, `v2` smallint, `v3` int, `v4` int, `v5` int, `v6` int, `v7` bigint, `v8` bigint, `v9` largeint, `v10` decimal(10, 0), `v11` decimal(10, 2), `v12` decimal(38, 10), `v13` decimal(65, 30), `v14` float, `v15` double, `v16` boolean, `v17` bigint, `v18` bigint, `v19` largeint, `v20` smallint, `v21` date, `v22` varchar(17), `v23` varchar(17), `v24` varchar(17), `v25` datetime, `v26` datetime, `v27` datetime, `v28` datetime, `v29` datetime, `v30` datetime, `v31` varchar(4), `v32` varchar(1020), `v33` varchar(1020), `v34` varchar(262140), `v35` varchar(1048576), `v36` varchar(1048576), `v37` varchar(20), `v38` varchar(44), `v39` varbinary, `v40` varbinary, `v41` varbinary, `v42` varbinary, `v43` varbinary, `v44` varbinary, `v45` varchar(1048576), `v46` varbinary, `v47` varbinary, `v48` varbinary, `v49` varbinary, `v50` varbinary, `v51` varbinary,
  effective_start_ts datetime NOT NULL,
  effective_end_ts datetime,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`id`, change_seq)
DISTRIBUTED BY HASH (`id`) BUCKETS 8
ORDER BY (`id`, change_seq)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `every_type_HISTORY_stage` (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  `id` bigint, `n0` tinyint, `n1` smallint, `n2` smallint, `n3` int, `n4` int, `n5` int, `n6` int, `n7` bigint, `n8` bigint, `n9` largeint, `n10` decimal(10, 0), `n11` decimal(10, 2), `n12` decimal(38, 10), `n13` decimal(65, 30), `n14` float, `n15` double, `n16` boolean, `n17` bigint, `n18` bigint, `n19` largeint, `n20` smallint, `n21` date, `n22` varchar(17), `n23` varchar(17), `n24` varchar(17), `n25` datetime, `n26` datetime, `n27` datetime, `n28` datetime, `n29` datetime, `n30` datetime, `n31` varchar(4), `n32` varchar(1020), `n33` varchar(1020), `n34` varchar(262140), `n35` varchar(1048576), `n36` varchar(1048576), `n37` varchar(20), `n38` varchar(44), `n39` varbinary, `n40` varbinary, `n41` varbinary, `n42` varbinary, `n43` varbinary, `n44` varbinary, `n45` varchar(1048576), `n46` varbinary, `n47` varbinary, `n48` varbinary, `n49` varbinary, `n50` varbinary, `n51` varbinary, `v0` tinyint, `v1` smallint, `v2` smallint, `v3` int, `v4` int, `v5` int, `v6` int, `v7` bigint, `v8` bigint, `v9` largeint, `v10` decimal(10, 0), `v11` decimal(10, 2), `v12` decimal(38, 10), `v13` decimal(65, 30), `v14` float, `v15` double, `v16` boolean, `v17` bigint, `v18` bigint, `v19` largeint, `v20` smallint, `v21` date, `v22` varchar(17), `v23` varchar(17), `v24` varchar(17), `v25` datetime, `v26` datetime, `v27` datetime, `v28` datetime, `v29` datetime, `v30` datetime, `v31` varchar(4), `v32` varchar(1020), `v33` varchar(1020), `v34` varchar(262140), `v35` varchar(1048576), `v36` varchar(1048576), `v37` varchar(20), `v38` varchar(44), `v39` varbinary, `v40` varbinary, `v41` varbinary, `v42` varbinary, `v43` varbinary, `v44` varbinary, `v45` varchar(1048576), `v46` varbinary, `v47` varbinary, `v48` varbinary, `v49` varbinary, `v50` varbinary, `v51` varbinary,
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

CREATE OR REPLACE VIEW `every_type_HISTORY_current` AS
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM `every_type_HISTORY`
WHERE is_current;

CREATE OR REPLACE VIEW `every_type_HISTORY_versions` AS
WITH marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER (PARTITION BY `id` ORDER BY change_seq) = effective_start_ts
        AND lag(`n0`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n0` AND lag(`n1`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n1` AND lag(`n2`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n2` AND lag(`n3`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n3` AND lag(`n4`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n4` AND lag(`n5`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n5` AND lag(`n6`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n6` AND lag(`n7`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n7` AND lag(`n8`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n8` AND lag(`n9`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n9` AND lag(`n10`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n10` AND lag(`n11`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n11` AND lag(`n12`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n12` AND lag(`n13`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n13` AND lag(`n14`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n14` AND lag(`n15`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n15` AND lag(`n16`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n16` AND lag(`n17`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n17` AND lag(`n18`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n18` AND lag(`n19`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n19` AND lag(`n20`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n20` AND lag(`n21`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n21` AND lag(`n22`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n22` AND lag(`n23`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n23` AND lag(`n24`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n24` AND lag(`n25`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n25` AND lag(`n26`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n26` AND lag(`n27`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n27` AND lag(`n28`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n28` AND lag(`n29`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n29` AND lag(`n30`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n30` AND lag(`n31`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n31` AND lag(`n32`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n32` AND lag(`n33`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n33` AND lag(`n34`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n34` AND lag(`n35`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n35` AND lag(`n36`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n36` AND lag(`n37`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n37` AND lag(`n38`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n38` AND lag(from_binary(`n39`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n39`, 'encode64') AND lag(from_binary(`n40`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n40`, 'encode64') AND lag(from_binary(`n41`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n41`, 'encode64') AND lag(from_binary(`n42`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n42`, 'encode64') AND lag(from_binary(`n43`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n43`, 'encode64') AND lag(from_binary(`n44`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n44`, 'encode64') AND lag(`n45`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n45` AND lag(from_binary(`n46`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n46`, 'encode64') AND lag(from_binary(`n47`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n47`, 'encode64') AND lag(from_binary(`n48`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n48`, 'encode64') AND lag(from_binary(`n49`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n49`, 'encode64') AND lag(from_binary(`n50`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n50`, 'encode64') AND lag(from_binary(`n51`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n51`, 'encode64') AND lag(`v0`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v0` AND lag(`v1`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v1` AND lag(`v2`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v2` AND lag(`v3`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v3` AND lag(`v4`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v4` AND lag(`v5`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v5` AND lag(`v6`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v6` AND lag(`v7`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v7` AND lag(`v8`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v8` AND lag(`v9`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v9` AND lag(`v10`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v10` AND lag(`v11`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v11` AND lag(`v12`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v12` AND lag(`v13`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v13` AND lag(`v14`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v14` AND lag(`v15`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v15` AND lag(`v16`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v16` AND lag(`v17`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v17` AND lag(`v18`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v18` AND lag(`v19`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v19` AND lag(`v20`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v20` AND lag(`v21`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v21` AND lag(`v22`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v22` AND lag(`v23`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v23` AND lag(`v24`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v24` AND lag(`v25`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v25` AND lag(`v26`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v26` AND lag(`v27`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v27` AND lag(`v28`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v28` AND lag(`v29`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v29` AND lag(`v30`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v30` AND lag(`v31`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v31` AND lag(`v32`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v32` AND lag(`v33`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v33` AND lag(`v34`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v34` AND lag(`v35`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v35` AND lag(`v36`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v36` AND lag(`v37`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v37` AND lag(`v38`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v38` AND lag(from_binary(`v39`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v39`, 'encode64') AND lag(from_binary(`v40`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v40`, 'encode64') AND lag(from_binary(`v41`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v41`, 'encode64') AND lag(from_binary(`v42`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v42`, 'encode64') AND lag(from_binary(`v43`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v43`, 'encode64') AND lag(from_binary(`v44`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v44`, 'encode64') AND lag(`v45`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v45` AND lag(from_binary(`v46`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v46`, 'encode64') AND lag(from_binary(`v47`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v47`, 'encode64') AND lag(from_binary(`v48`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v48`, 'encode64') AND lag(from_binary(`v49`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v49`, 'encode64') AND lag(from_binary(`v50`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v50`, 'encode64') AND lag(from_binary(`v51`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v51`, 'encode64')
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM `every_type_HISTORY`
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY `id` ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY `id`, hindsight_run) AS hindsight_start,
    row_number() OVER (PARTITION BY `id`, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, hindsight_start AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;

INSERT INTO `every_type_HISTORY_stage` (batch_id, change_seq, row_no, staged_at, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts)
VALUES (:#batch, :#change_seq, :#row_no, now(), :#v0, :#v1, :#v2, :#v3, :#v4, :#v5, :#v6, :#v7, :#v8, :#v9, :#v10, :#v11, :#v12, :#v13, :#v14, :#v15, :#v16, :#v17, :#v18, :#v19, :#v20, :#v21, :#v22, :#v23, :#v24, :#v25, :#v26, :#v27, :#v28, :#v29, :#v30, :#v31, :#v32, :#v33, :#v34, :#v35, :#v36, :#v37, :#v38, :#v39, to_binary(:#v40, 'encode64'), to_binary(:#v41, 'encode64'), to_binary(:#v42, 'encode64'), to_binary(:#v43, 'encode64'), to_binary(:#v44, 'encode64'), to_binary(:#v45, 'encode64'), :#v46, to_binary(:#v47, 'encode64'), to_binary(:#v48, 'encode64'), to_binary(:#v49, 'encode64'), to_binary(:#v50, 'encode64'), to_binary(:#v51, 'encode64'), to_binary(:#v52, 'encode64'), :#v53, :#v54, :#v55, :#v56, :#v57, :#v58, :#v59, :#v60, :#v61, :#v62, :#v63, :#v64, :#v65, :#v66, :#v67, :#v68, :#v69, :#v70, :#v71, :#v72, :#v73, :#v74, :#v75, :#v76, :#v77, :#v78, :#v79, :#v80, :#v81, :#v82, :#v83, :#v84, :#v85, :#v86, :#v87, :#v88, :#v89, :#v90, :#v91, to_binary(:#v92, 'encode64'), to_binary(:#v93, 'encode64'), to_binary(:#v94, 'encode64'), to_binary(:#v95, 'encode64'), to_binary(:#v96, 'encode64'), to_binary(:#v97, 'encode64'), :#v98, to_binary(:#v99, 'encode64'), to_binary(:#v100, 'encode64'), to_binary(:#v101, 'encode64'), to_binary(:#v102, 'encode64'), to_binary(:#v103, 'encode64'), to_binary(:#v104, 'encode64'), :#op_type, :#commit_ts);

INSERT INTO `every_type_HISTORY`
  (`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
WITH staged AS (
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts, change_seq FROM `every_type_HISTORY_stage` WHERE batch_id = :#batch
), touched AS (
  SELECT DISTINCT `id` FROM staged
), chain AS (
  SELECT history.`id`, history.`n0`, history.`n1`, history.`n2`, history.`n3`, history.`n4`, history.`n5`, history.`n6`, history.`n7`, history.`n8`, history.`n9`, history.`n10`, history.`n11`, history.`n12`, history.`n13`, history.`n14`, history.`n15`, history.`n16`, history.`n17`, history.`n18`, history.`n19`, history.`n20`, history.`n21`, history.`n22`, history.`n23`, history.`n24`, history.`n25`, history.`n26`, history.`n27`, history.`n28`, history.`n29`, history.`n30`, history.`n31`, history.`n32`, history.`n33`, history.`n34`, history.`n35`, history.`n36`, history.`n37`, history.`n38`, history.`n39`, history.`n40`, history.`n41`, history.`n42`, history.`n43`, history.`n44`, history.`n45`, history.`n46`, history.`n47`, history.`n48`, history.`n49`, history.`n50`, history.`n51`, history.`v0`, history.`v1`, history.`v2`, history.`v3`, history.`v4`, history.`v5`, history.`v6`, history.`v7`, history.`v8`, history.`v9`, history.`v10`, history.`v11`, history.`v12`, history.`v13`, history.`v14`, history.`v15`, history.`v16`, history.`v17`, history.`v18`, history.`v19`, history.`v20`, history.`v21`, history.`v22`, history.`v23`, history.`v24`, history.`v25`, history.`v26`, history.`v27`, history.`v28`, history.`v29`, history.`v30`, history.`v31`, history.`v32`, history.`v33`, history.`v34`, history.`v35`, history.`v36`, history.`v37`, history.`v38`, history.`v39`, history.`v40`, history.`v41`, history.`v42`, history.`v43`, history.`v44`, history.`v45`, history.`v46`, history.`v47`, history.`v48`, history.`v49`, history.`v50`, history.`v51`, history.op_type, history.change_seq, history.effective_start_ts AS hindsight_starts,
    history.effective_start_ts AS hindsight_known_start, history.effective_end_ts AS hindsight_known_end,
    1 AS hindsight_known
  FROM `every_type_HISTORY` AS history
  JOIN touched USING (`id`)
  UNION ALL
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, change_seq, commit_ts, NULL, NULL, 0
  FROM staged
  WHERE op_type <> 't'
  UNION ALL
  SELECT touched.`id`, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 't', truncates.change_seq, truncates.commit_ts, NULL, NULL, 0
  FROM touched
  CROSS JOIN (SELECT change_seq, commit_ts FROM hindsight_truncates WHERE table_name = 'every_type_HISTORY') AS truncates
), counted AS (
  SELECT *,
    row_number() OVER (PARTITION BY `id`, change_seq ORDER BY hindsight_known DESC) AS hindsight_writing,
    min(CASE WHEN op_type <> 't' THEN change_seq END) OVER (PARTITION BY `id`) AS hindsight_first_seq
  FROM chain
), single AS (
  SELECT * FROM counted WHERE hindsight_writing = 1 AND change_seq >= hindsight_first_seq
), turns AS (
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_known,
    0 * row_number() OVER (PARTITION BY `id` ORDER BY change_seq) AS hindsight_apart
  FROM single
), ordered AS (
  SELECT *,
    max(hindsight_starts - INTERVAL hindsight_apart MICROSECOND) OVER (
      PARTITION BY `id` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      + INTERVAL hindsight_apart MICROSECOND AS hindsight_start,
    CASE
      WHEN op_type = 'r'
        AND coalesce(lag(op_type) OVER (PARTITION BY `id` ORDER BY change_seq), 't') NOT IN ('d', 't')
        AND lag(`n0`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n0` AND lag(`n1`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n1` AND lag(`n2`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n2` AND lag(`n3`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n3` AND lag(`n4`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n4` AND lag(`n5`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n5` AND lag(`n6`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n6` AND lag(`n7`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n7` AND lag(`n8`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n8` AND lag(`n9`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n9` AND lag(`n10`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n10` AND lag(`n11`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n11` AND lag(`n12`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n12` AND lag(`n13`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n13` AND lag(`n14`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n14` AND lag(`n15`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n15` AND lag(`n16`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n16` AND lag(`n17`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n17` AND lag(`n18`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n18` AND lag(`n19`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n19` AND lag(`n20`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n20` AND lag(`n21`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n21` AND lag(`n22`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n22` AND lag(`n23`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n23` AND lag(`n24`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n24` AND lag(`n25`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n25` AND lag(`n26`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n26` AND lag(`n27`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n27` AND lag(`n28`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n28` AND lag(`n29`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n29` AND lag(`n30`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n30` AND lag(`n31`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n31` AND lag(`n32`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n32` AND lag(`n33`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n33` AND lag(`n34`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n34` AND lag(`n35`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n35` AND lag(`n36`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n36` AND lag(`n37`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n37` AND lag(`n38`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n38` AND lag(from_binary(`n39`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n39`, 'encode64') AND lag(from_binary(`n40`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n40`, 'encode64') AND lag(from_binary(`n41`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n41`, 'encode64') AND lag(from_binary(`n42`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n42`, 'encode64') AND lag(from_binary(`n43`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n43`, 'encode64') AND lag(from_binary(`n44`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n44`, 'encode64') AND lag(`n45`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `n45` AND lag(from_binary(`n46`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n46`, 'encode64') AND lag(from_binary(`n47`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n47`, 'encode64') AND lag(from_binary(`n48`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n48`, 'encode64') AND lag(from_binary(`n49`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n49`, 'encode64') AND lag(from_binary(`n50`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n50`, 'encode64') AND lag(from_binary(`n51`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`n51`, 'encode64') AND lag(`v0`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v0` AND lag(`v1`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v1` AND lag(`v2`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v2` AND lag(`v3`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v3` AND lag(`v4`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v4` AND lag(`v5`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v5` AND lag(`v6`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v6` AND lag(`v7`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v7` AND lag(`v8`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v8` AND lag(`v9`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v9` AND lag(`v10`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v10` AND lag(`v11`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v11` AND lag(`v12`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v12` AND lag(`v13`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v13` AND lag(`v14`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v14` AND lag(`v15`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v15` AND lag(`v16`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v16` AND lag(`v17`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v17` AND lag(`v18`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v18` AND lag(`v19`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v19` AND lag(`v20`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v20` AND lag(`v21`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v21` AND lag(`v22`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v22` AND lag(`v23`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v23` AND lag(`v24`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v24` AND lag(`v25`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v25` AND lag(`v26`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v26` AND lag(`v27`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v27` AND lag(`v28`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v28` AND lag(`v29`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v29` AND lag(`v30`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v30` AND lag(`v31`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v31` AND lag(`v32`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v32` AND lag(`v33`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v33` AND lag(`v34`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v34` AND lag(`v35`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v35` AND lag(`v36`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v36` AND lag(`v37`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v37` AND lag(`v38`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v38` AND lag(from_binary(`v39`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v39`, 'encode64') AND lag(from_binary(`v40`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v40`, 'encode64') AND lag(from_binary(`v41`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v41`, 'encode64') AND lag(from_binary(`v42`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v42`, 'encode64') AND lag(from_binary(`v43`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v43`, 'encode64') AND lag(from_binary(`v44`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v44`, 'encode64') AND lag(`v45`) OVER (PARTITION BY `id` ORDER BY change_seq) <=> `v45` AND lag(from_binary(`v46`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v46`, 'encode64') AND lag(from_binary(`v47`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v47`, 'encode64') AND lag(from_binary(`v48`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v48`, 'encode64') AND lag(from_binary(`v49`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v49`, 'encode64') AND lag(from_binary(`v50`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v50`, 'encode64') AND lag(from_binary(`v51`, 'encode64')) OVER (PARTITION BY `id` ORDER BY change_seq) <=> from_binary(`v51`, 'encode64')
      THEN 1 ELSE 0
    END AS hindsight_repeats
  FROM turns
), closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats = 1 THEN hindsight_start
      ELSE min(CASE WHEN hindsight_repeats = 0 THEN hindsight_start END) OVER (
        PARTITION BY `id` ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_end
  FROM ordered
)
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, hindsight_start, hindsight_end, hindsight_end IS NULL, op_type, change_seq
FROM closed
WHERE op_type <> 't'
  AND (hindsight_known = 0
    OR NOT (hindsight_start <=> hindsight_known_start)
    OR NOT (hindsight_end <=> hindsight_known_end));

DELETE FROM `every_type_HISTORY_stage` WHERE batch_id = :#batch OR staged_at < date_sub(now(), INTERVAL 1 DAY);

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_type_HISTORY', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `every_type_HISTORY_stage` (batch_id, change_seq, row_no, staged_at, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts)
SELECT :#batch, :#seq, row_number() OVER (ORDER BY `id`), now(), `id`, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 't',
  replace(replace(:#at, 'T', ' '), 'Z', '')
FROM (
  SELECT `id`
  FROM `every_type_HISTORY`
  CROSS JOIN (
    SELECT count(*) AS hindsight_later FROM hindsight_truncates WHERE table_name = 'every_type_HISTORY' AND change_seq > :#seq
  ) AS later
  GROUP BY `id`
  HAVING min(change_seq) < :#seq
    AND (max(change_seq) > :#seq OR max(CASE WHEN is_current THEN 1 ELSE 0 END) = 1 OR max(hindsight_later) > 0)
) AS touched;

CREATE TABLE IF NOT EXISTS `every_key_HISTORY` (
  `k0` tinyint NOT NULL, `k1` smallint NOT NULL, `k2` smallint NOT NULL, `k3` int NOT NULL, `k4` int NOT NULL, `k5` int NOT NULL, `k6` int NOT NULL, `k7` bigint NOT NULL, `k8` bigint NOT NULL, `k9` largeint NOT NULL, `k10` decimal(10, 0) NOT NULL, `k11` decimal(10, 2) NOT NULL, `k12` decimal(38, 10) NOT NULL, `k13` decimal(65, 30) NOT NULL, `k14` boolean NOT NULL, `k15` bigint NOT NULL, `k16` bigint NOT NULL, `k17` largeint NOT NULL, `k18` smallint NOT NULL, `k19` date NOT NULL, `k20` varchar(17) NOT NULL, `k21` varchar(17) NOT NULL, `k22` varchar(17) NOT NULL, `k23` datetime NOT NULL, `k24` datetime NOT NULL, `k25` datetime NOT NULL, `k26` datetime NOT NULL, `k27` datetime NOT NULL, `k28` datetime NOT NULL, `k29` varchar(4) NOT NULL, `k30` varchar(1020) NOT NULL, `k31` varchar(1020) NOT NULL, `k32` varchar(262140) NOT NULL, `k33` varchar(1048576) NOT NULL, `k34` varchar(1048576) NOT NULL, `k35` varchar(20) NOT NULL, `k36` varchar(44) NOT NULL, `k37` varbinary NOT NULL, `k38` varbinary NOT NULL, `k39` varbinary NOT NULL, `k40` varbinary NOT NULL, `k41` varbinary NOT NULL, `k42` varbinary NOT NULL, `k43` varbinary NOT NULL, `k44` varbinary NOT NULL, `k45` varbinary NOT NULL, `k46` varbinary NOT NULL, `k47` varbinary NOT NULL, `k48` varbinary NOT NULL,
  change_seq varchar(32) NOT NULL,
  
  effective_start_ts datetime NOT NULL,
  effective_end_ts datetime,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq)
DISTRIBUTED BY HASH (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`) BUCKETS 8
ORDER BY (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `every_key_HISTORY_stage` (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  `k0` tinyint, `k1` smallint, `k2` smallint, `k3` int, `k4` int, `k5` int, `k6` int, `k7` bigint, `k8` bigint, `k9` largeint, `k10` decimal(10, 0), `k11` decimal(10, 2), `k12` decimal(38, 10), `k13` decimal(65, 30), `k14` boolean, `k15` bigint, `k16` bigint, `k17` largeint, `k18` smallint, `k19` date, `k20` varchar(17), `k21` varchar(17), `k22` varchar(17), `k23` datetime, `k24` datetime, `k25` datetime, `k26` datetime, `k27` datetime, `k28` datetime, `k29` varchar(4), `k30` varchar(1020), `k31` varchar(1020), `k32` varchar(262140), `k33` varchar(1048576), `k34` varchar(1048576), `k35` varchar(20), `k36` varchar(44), `k37` varbinary, `k38` varbinary, `k39` varbinary, `k40` varbinary, `k41` varbinary, `k42` varbinary, `k43` varbinary, `k44` varbinary, `k45` varbinary, `k46` varbinary, `k47` varbinary, `k48` varbinary,
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

CREATE OR REPLACE VIEW `every_key_HISTORY_current` AS
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM `every_key_HISTORY`
WHERE is_current;

CREATE OR REPLACE VIEW `every_key_HISTORY_versions` AS
WITH marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq) = effective_start_ts
        AND 1 = 1
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM `every_key_HISTORY`
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_run) AS hindsight_start,
    row_number() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_start AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;

INSERT INTO `every_key_HISTORY_stage` (batch_id, change_seq, row_no, staged_at, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts)
VALUES (:#batch, :#change_seq, :#row_no, now(), :#v0, :#v1, :#v2, :#v3, :#v4, :#v5, :#v6, :#v7, :#v8, :#v9, :#v10, :#v11, :#v12, :#v13, :#v14, :#v15, :#v16, :#v17, :#v18, :#v19, :#v20, :#v21, :#v22, :#v23, :#v24, :#v25, :#v26, :#v27, :#v28, :#v29, :#v30, :#v31, :#v32, :#v33, :#v34, :#v35, :#v36, to_binary(:#v37, 'encode64'), to_binary(:#v38, 'encode64'), to_binary(:#v39, 'encode64'), to_binary(:#v40, 'encode64'), to_binary(:#v41, 'encode64'), to_binary(:#v42, 'encode64'), to_binary(:#v43, 'encode64'), to_binary(:#v44, 'encode64'), to_binary(:#v45, 'encode64'), to_binary(:#v46, 'encode64'), to_binary(:#v47, 'encode64'), to_binary(:#v48, 'encode64'), :#op_type, :#commit_ts);

INSERT INTO `every_key_HISTORY`
  (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
WITH staged AS (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts, change_seq FROM `every_key_HISTORY_stage` WHERE batch_id = :#batch
), touched AS (
  SELECT DISTINCT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` FROM staged
), chain AS (
  SELECT history.`k0`, history.`k1`, history.`k2`, history.`k3`, history.`k4`, history.`k5`, history.`k6`, history.`k7`, history.`k8`, history.`k9`, history.`k10`, history.`k11`, history.`k12`, history.`k13`, history.`k14`, history.`k15`, history.`k16`, history.`k17`, history.`k18`, history.`k19`, history.`k20`, history.`k21`, history.`k22`, history.`k23`, history.`k24`, history.`k25`, history.`k26`, history.`k27`, history.`k28`, history.`k29`, history.`k30`, history.`k31`, history.`k32`, history.`k33`, history.`k34`, history.`k35`, history.`k36`, history.`k37`, history.`k38`, history.`k39`, history.`k40`, history.`k41`, history.`k42`, history.`k43`, history.`k44`, history.`k45`, history.`k46`, history.`k47`, history.`k48`, history.op_type, history.change_seq, history.effective_start_ts AS hindsight_starts,
    history.effective_start_ts AS hindsight_known_start, history.effective_end_ts AS hindsight_known_end,
    1 AS hindsight_known
  FROM `every_key_HISTORY` AS history
  JOIN touched USING (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`)
  UNION ALL
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, change_seq, commit_ts, NULL, NULL, 0
  FROM staged
  WHERE op_type <> 't'
  UNION ALL
  SELECT touched.`k0`, touched.`k1`, touched.`k2`, touched.`k3`, touched.`k4`, touched.`k5`, touched.`k6`, touched.`k7`, touched.`k8`, touched.`k9`, touched.`k10`, touched.`k11`, touched.`k12`, touched.`k13`, touched.`k14`, touched.`k15`, touched.`k16`, touched.`k17`, touched.`k18`, touched.`k19`, touched.`k20`, touched.`k21`, touched.`k22`, touched.`k23`, touched.`k24`, touched.`k25`, touched.`k26`, touched.`k27`, touched.`k28`, touched.`k29`, touched.`k30`, touched.`k31`, touched.`k32`, touched.`k33`, touched.`k34`, touched.`k35`, touched.`k36`, touched.`k37`, touched.`k38`, touched.`k39`, touched.`k40`, touched.`k41`, touched.`k42`, touched.`k43`, touched.`k44`, touched.`k45`, touched.`k46`, touched.`k47`, touched.`k48`, 't', truncates.change_seq, truncates.commit_ts, NULL, NULL, 0
  FROM touched
  CROSS JOIN (SELECT change_seq, commit_ts FROM hindsight_truncates WHERE table_name = 'every_key_HISTORY') AS truncates
), counted AS (
  SELECT *,
    row_number() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, change_seq ORDER BY hindsight_known DESC) AS hindsight_writing,
    min(CASE WHEN op_type <> 't' THEN change_seq END) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`) AS hindsight_first_seq
  FROM chain
), single AS (
  SELECT * FROM counted WHERE hindsight_writing = 1 AND change_seq >= hindsight_first_seq
), turns AS (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_starts, op_type, change_seq, hindsight_known_start, hindsight_known_end, hindsight_known,
    0 * row_number() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq) AS hindsight_apart
  FROM single
), ordered AS (
  SELECT *,
    max(hindsight_starts - INTERVAL hindsight_apart MICROSECOND) OVER (
      PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      + INTERVAL hindsight_apart MICROSECOND AS hindsight_start,
    CASE
      WHEN op_type = 'r'
        AND coalesce(lag(op_type) OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq), 't') NOT IN ('d', 't')
        AND 1 = 1
      THEN 1 ELSE 0
    END AS hindsight_repeats
  FROM turns
), closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats = 1 THEN hindsight_start
      ELSE min(CASE WHEN hindsight_repeats = 0 THEN hindsight_start END) OVER (
        PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_end
  FROM ordered
)
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, hindsight_start, hindsight_end, hindsight_end IS NULL, op_type, change_seq
FROM closed
WHERE op_type <> 't'
  AND (hindsight_known = 0
    OR NOT (hindsight_start <=> hindsight_known_start)
    OR NOT (hindsight_end <=> hindsight_known_end));

DELETE FROM `every_key_HISTORY_stage` WHERE batch_id = :#batch OR staged_at < date_sub(now(), INTERVAL 1 DAY);

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_key_HISTORY', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `every_key_HISTORY_stage` (batch_id, change_seq, row_no, staged_at, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts)
SELECT :#batch, :#seq, row_number() OVER (ORDER BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`), now(), `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, 't',
  replace(replace(:#at, 'T', ' '), 'Z', '')
FROM (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`
  FROM `every_key_HISTORY`
  CROSS JOIN (
    SELECT count(*) AS hindsight_later FROM hindsight_truncates WHERE table_name = 'every_key_HISTORY' AND change_seq > :#seq
  ) AS later
  GROUP BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`
  HAVING min(change_seq) < :#seq
    AND (max(change_seq) > :#seq OR max(CASE WHEN is_current THEN 1 ELSE 0 END) = 1 OR max(hindsight_later) > 0)
) AS touched;

CREATE TABLE IF NOT EXISTS `every_type_CURRENT_rows` (
  `id` bigint NOT NULL,
  `n0` tinyint, `n1` smallint, `n2` smallint, `n3` int, `n4` int, `n5` int, `n6` int, `n7` bigint, `n8` bigint, `n9` largeint, `n10` decimal(10, 0), `n11` decimal(10, 2), `n12` decimal(38, 10), `n13` decimal(65, 30), `n14` float, `n15` double, `n16` boolean, `n17` bigint, `n18` bigint, `n19` largeint, `n20` smallint, `n21` date, `n22` varchar(17), `n23` varchar(17), `n24` varchar(17), `n25` datetime, `n26` datetime, `n27` datetime, `n28` datetime, `n29` datetime, `n30` datetime, `n31` varchar(4), `n32` varchar(1020), `n33` varchar(1020), `n34` varchar(262140), `n35` varchar(1048576), `n36` varchar(1048576), `n37` varchar(20), `n38` varchar(44), `n39` varbinary, `n40` varbinary, `n41` varbinary, `n42` varbinary, `n43` varbinary, `n44` varbinary, `n45` varchar(1048576), `n46` varbinary, `n47` varbinary, `n48` varbinary, `n49` varbinary, `n50` varbinary, `n51` varbinary, `v0` tinyint, `v1` smallint, `v2` smallint, `v3` int, `v4` int, `v5` int, `v6` int, `v7` bigint, `v8` bigint, `v9` largeint, `v10` decimal(10, 0), `v11` decimal(10, 2), `v12` decimal(38, 10), `v13` decimal(65, 30), `v14` float, `v15` double, `v16` boolean, `v17` bigint, `v18` bigint, `v19` largeint, `v20` smallint, `v21` date, `v22` varchar(17), `v23` varchar(17), `v24` varchar(17), `v25` datetime, `v26` datetime, `v27` datetime, `v28` datetime, `v29` datetime, `v30` datetime, `v31` varchar(4), `v32` varchar(1020), `v33` varchar(1020), `v34` varchar(262140), `v35` varchar(1048576), `v36` varchar(1048576), `v37` varchar(20), `v38` varchar(44), `v39` varbinary, `v40` varbinary, `v41` varbinary, `v42` varbinary, `v43` varbinary, `v44` varbinary, `v45` varchar(1048576), `v46` varbinary, `v47` varbinary, `v48` varbinary, `v49` varbinary, `v50` varbinary, `v51` varbinary,
  commit_ts datetime NOT NULL,
  change_seq varchar(32) NOT NULL,
  is_deleted boolean NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`id`)
DISTRIBUTED BY HASH (`id`) BUCKETS 8
ORDER BY (`id`)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `every_type_CURRENT_stage` (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  `id` bigint, `n0` tinyint, `n1` smallint, `n2` smallint, `n3` int, `n4` int, `n5` int, `n6` int, `n7` bigint, `n8` bigint, `n9` largeint, `n10` decimal(10, 0), `n11` decimal(10, 2), `n12` decimal(38, 10), `n13` decimal(65, 30), `n14` float, `n15` double, `n16` boolean, `n17` bigint, `n18` bigint, `n19` largeint, `n20` smallint, `n21` date, `n22` varchar(17), `n23` varchar(17), `n24` varchar(17), `n25` datetime, `n26` datetime, `n27` datetime, `n28` datetime, `n29` datetime, `n30` datetime, `n31` varchar(4), `n32` varchar(1020), `n33` varchar(1020), `n34` varchar(262140), `n35` varchar(1048576), `n36` varchar(1048576), `n37` varchar(20), `n38` varchar(44), `n39` varbinary, `n40` varbinary, `n41` varbinary, `n42` varbinary, `n43` varbinary, `n44` varbinary, `n45` varchar(1048576), `n46` varbinary, `n47` varbinary, `n48` varbinary, `n49` varbinary, `n50` varbinary, `n51` varbinary, `v0` tinyint, `v1` smallint, `v2` smallint, `v3` int, `v4` int, `v5` int, `v6` int, `v7` bigint, `v8` bigint, `v9` largeint, `v10` decimal(10, 0), `v11` decimal(10, 2), `v12` decimal(38, 10), `v13` decimal(65, 30), `v14` float, `v15` double, `v16` boolean, `v17` bigint, `v18` bigint, `v19` largeint, `v20` smallint, `v21` date, `v22` varchar(17), `v23` varchar(17), `v24` varchar(17), `v25` datetime, `v26` datetime, `v27` datetime, `v28` datetime, `v29` datetime, `v30` datetime, `v31` varchar(4), `v32` varchar(1020), `v33` varchar(1020), `v34` varchar(262140), `v35` varchar(1048576), `v36` varchar(1048576), `v37` varchar(20), `v38` varchar(44), `v39` varbinary, `v40` varbinary, `v41` varbinary, `v42` varbinary, `v43` varbinary, `v44` varbinary, `v45` varchar(1048576), `v46` varbinary, `v47` varbinary, `v48` varbinary, `v49` varbinary, `v50` varbinary, `v51` varbinary,
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

CREATE OR REPLACE VIEW `every_type_CURRENT` AS
SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, commit_ts, change_seq FROM `every_type_CURRENT_rows` WHERE NOT is_deleted;

INSERT INTO `every_type_CURRENT_stage` (batch_id, change_seq, row_no, staged_at, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts)
VALUES (:#batch, :#change_seq, :#row_no, now(), :#v0, :#v1, :#v2, :#v3, :#v4, :#v5, :#v6, :#v7, :#v8, :#v9, :#v10, :#v11, :#v12, :#v13, :#v14, :#v15, :#v16, :#v17, :#v18, :#v19, :#v20, :#v21, :#v22, :#v23, :#v24, :#v25, :#v26, :#v27, :#v28, :#v29, :#v30, :#v31, :#v32, :#v33, :#v34, :#v35, :#v36, :#v37, :#v38, :#v39, to_binary(:#v40, 'encode64'), to_binary(:#v41, 'encode64'), to_binary(:#v42, 'encode64'), to_binary(:#v43, 'encode64'), to_binary(:#v44, 'encode64'), to_binary(:#v45, 'encode64'), :#v46, to_binary(:#v47, 'encode64'), to_binary(:#v48, 'encode64'), to_binary(:#v49, 'encode64'), to_binary(:#v50, 'encode64'), to_binary(:#v51, 'encode64'), to_binary(:#v52, 'encode64'), :#v53, :#v54, :#v55, :#v56, :#v57, :#v58, :#v59, :#v60, :#v61, :#v62, :#v63, :#v64, :#v65, :#v66, :#v67, :#v68, :#v69, :#v70, :#v71, :#v72, :#v73, :#v74, :#v75, :#v76, :#v77, :#v78, :#v79, :#v80, :#v81, :#v82, :#v83, :#v84, :#v85, :#v86, :#v87, :#v88, :#v89, :#v90, :#v91, to_binary(:#v92, 'encode64'), to_binary(:#v93, 'encode64'), to_binary(:#v94, 'encode64'), to_binary(:#v95, 'encode64'), to_binary(:#v96, 'encode64'), to_binary(:#v97, 'encode64'), :#v98, to_binary(:#v99, 'encode64'), to_binary(:#v100, 'encode64'), to_binary(:#v101, 'encode64'), to_binary(:#v102, 'encode64'), to_binary(:#v103, 'encode64'), to_binary(:#v104, 'encode64'), :#op_type, :#commit_ts);

INSERT INTO `every_type_CURRENT_rows` (`id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, commit_ts, change_seq, is_deleted)
WITH staged AS (
  SELECT `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY `id` ORDER BY change_seq DESC) AS hindsight_from_last
  FROM `every_type_CURRENT_stage`
  WHERE batch_id = :#batch
), emptied AS (
  SELECT coalesce(max(change_seq), '') AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = 'every_type_CURRENT'
), latest AS (
  SELECT staged.`id`, staged.`n0`, staged.`n1`, staged.`n2`, staged.`n3`, staged.`n4`, staged.`n5`, staged.`n6`, staged.`n7`, staged.`n8`, staged.`n9`, staged.`n10`, staged.`n11`, staged.`n12`, staged.`n13`, staged.`n14`, staged.`n15`, staged.`n16`, staged.`n17`, staged.`n18`, staged.`n19`, staged.`n20`, staged.`n21`, staged.`n22`, staged.`n23`, staged.`n24`, staged.`n25`, staged.`n26`, staged.`n27`, staged.`n28`, staged.`n29`, staged.`n30`, staged.`n31`, staged.`n32`, staged.`n33`, staged.`n34`, staged.`n35`, staged.`n36`, staged.`n37`, staged.`n38`, staged.`n39`, staged.`n40`, staged.`n41`, staged.`n42`, staged.`n43`, staged.`n44`, staged.`n45`, staged.`n46`, staged.`n47`, staged.`n48`, staged.`n49`, staged.`n50`, staged.`n51`, staged.`v0`, staged.`v1`, staged.`v2`, staged.`v3`, staged.`v4`, staged.`v5`, staged.`v6`, staged.`v7`, staged.`v8`, staged.`v9`, staged.`v10`, staged.`v11`, staged.`v12`, staged.`v13`, staged.`v14`, staged.`v15`, staged.`v16`, staged.`v17`, staged.`v18`, staged.`v19`, staged.`v20`, staged.`v21`, staged.`v22`, staged.`v23`, staged.`v24`, staged.`v25`, staged.`v26`, staged.`v27`, staged.`v28`, staged.`v29`, staged.`v30`, staged.`v31`, staged.`v32`, staged.`v33`, staged.`v34`, staged.`v35`, staged.`v36`, staged.`v37`, staged.`v38`, staged.`v39`, staged.`v40`, staged.`v41`, staged.`v42`, staged.`v43`, staged.`v44`, staged.`v45`, staged.`v46`, staged.`v47`, staged.`v48`, staged.`v49`, staged.`v50`, staged.`v51`,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.commit_ts ELSE staged.commit_ts END AS commit_ts,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.change_seq ELSE staged.change_seq END AS change_seq,
    staged.op_type IN ('d', 't') OR emptied.change_seq > staged.change_seq AS is_deleted
  FROM staged
  CROSS JOIN emptied
  WHERE staged.hindsight_from_last = 1
)
SELECT latest.`id`, latest.`n0`, latest.`n1`, latest.`n2`, latest.`n3`, latest.`n4`, latest.`n5`, latest.`n6`, latest.`n7`, latest.`n8`, latest.`n9`, latest.`n10`, latest.`n11`, latest.`n12`, latest.`n13`, latest.`n14`, latest.`n15`, latest.`n16`, latest.`n17`, latest.`n18`, latest.`n19`, latest.`n20`, latest.`n21`, latest.`n22`, latest.`n23`, latest.`n24`, latest.`n25`, latest.`n26`, latest.`n27`, latest.`n28`, latest.`n29`, latest.`n30`, latest.`n31`, latest.`n32`, latest.`n33`, latest.`n34`, latest.`n35`, latest.`n36`, latest.`n37`, latest.`n38`, latest.`n39`, latest.`n40`, latest.`n41`, latest.`n42`, latest.`n43`, latest.`n44`, latest.`n45`, latest.`n46`, latest.`n47`, latest.`n48`, latest.`n49`, latest.`n50`, latest.`n51`, latest.`v0`, latest.`v1`, latest.`v2`, latest.`v3`, latest.`v4`, latest.`v5`, latest.`v6`, latest.`v7`, latest.`v8`, latest.`v9`, latest.`v10`, latest.`v11`, latest.`v12`, latest.`v13`, latest.`v14`, latest.`v15`, latest.`v16`, latest.`v17`, latest.`v18`, latest.`v19`, latest.`v20`, latest.`v21`, latest.`v22`, latest.`v23`, latest.`v24`, latest.`v25`, latest.`v26`, latest.`v27`, latest.`v28`, latest.`v29`, latest.`v30`, latest.`v31`, latest.`v32`, latest.`v33`, latest.`v34`, latest.`v35`, latest.`v36`, latest.`v37`, latest.`v38`, latest.`v39`, latest.`v40`, latest.`v41`, latest.`v42`, latest.`v43`, latest.`v44`, latest.`v45`, latest.`v46`, latest.`v47`, latest.`v48`, latest.`v49`, latest.`v50`, latest.`v51`, latest.commit_ts, latest.change_seq, latest.is_deleted
FROM latest
LEFT JOIN `every_type_CURRENT_rows` AS kept USING (`id`)
WHERE kept.change_seq IS NULL OR latest.change_seq > kept.change_seq;

DELETE FROM `every_type_CURRENT_stage` WHERE batch_id = :#batch OR staged_at < date_sub(now(), INTERVAL 1 DAY);

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_type_CURRENT', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `every_type_CURRENT_stage` (batch_id, change_seq, row_no, staged_at, `id`, `n0`, `n1`, `n2`, `n3`, `n4`, `n5`, `n6`, `n7`, `n8`, `n9`, `n10`, `n11`, `n12`, `n13`, `n14`, `n15`, `n16`, `n17`, `n18`, `n19`, `n20`, `n21`, `n22`, `n23`, `n24`, `n25`, `n26`, `n27`, `n28`, `n29`, `n30`, `n31`, `n32`, `n33`, `n34`, `n35`, `n36`, `n37`, `n38`, `n39`, `n40`, `n41`, `n42`, `n43`, `n44`, `n45`, `n46`, `n47`, `n48`, `n49`, `n50`, `n51`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `v11`, `v12`, `v13`, `v14`, `v15`, `v16`, `v17`, `v18`, `v19`, `v20`, `v21`, `v22`, `v23`, `v24`, `v25`, `v26`, `v27`, `v28`, `v29`, `v30`, `v31`, `v32`, `v33`, `v34`, `v35`, `v36`, `v37`, `v38`, `v39`, `v40`, `v41`, `v42`, `v43`, `v44`, `v45`, `v46`, `v47`, `v48`, `v49`, `v50`, `v51`, op_type, commit_ts)
SELECT :#batch, :#seq, row_number() OVER (ORDER BY `id`), now(), `id`, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 't',
  replace(replace(:#at, 'T', ' '), 'Z', '')
FROM `every_type_CURRENT_rows`
WHERE change_seq < :#seq AND NOT is_deleted;

CREATE TABLE IF NOT EXISTS `every_key_CURRENT_rows` (
  `k0` tinyint NOT NULL, `k1` smallint NOT NULL, `k2` smallint NOT NULL, `k3` int NOT NULL, `k4` int NOT NULL, `k5` int NOT NULL, `k6` int NOT NULL, `k7` bigint NOT NULL, `k8` bigint NOT NULL, `k9` largeint NOT NULL, `k10` decimal(10, 0) NOT NULL, `k11` decimal(10, 2) NOT NULL, `k12` decimal(38, 10) NOT NULL, `k13` decimal(65, 30) NOT NULL, `k14` boolean NOT NULL, `k15` bigint NOT NULL, `k16` bigint NOT NULL, `k17` largeint NOT NULL, `k18` smallint NOT NULL, `k19` date NOT NULL, `k20` varchar(17) NOT NULL, `k21` varchar(17) NOT NULL, `k22` varchar(17) NOT NULL, `k23` datetime NOT NULL, `k24` datetime NOT NULL, `k25` datetime NOT NULL, `k26` datetime NOT NULL, `k27` datetime NOT NULL, `k28` datetime NOT NULL, `k29` varchar(4) NOT NULL, `k30` varchar(1020) NOT NULL, `k31` varchar(1020) NOT NULL, `k32` varchar(262140) NOT NULL, `k33` varchar(1048576) NOT NULL, `k34` varchar(1048576) NOT NULL, `k35` varchar(20) NOT NULL, `k36` varchar(44) NOT NULL, `k37` varbinary NOT NULL, `k38` varbinary NOT NULL, `k39` varbinary NOT NULL, `k40` varbinary NOT NULL, `k41` varbinary NOT NULL, `k42` varbinary NOT NULL, `k43` varbinary NOT NULL, `k44` varbinary NOT NULL, `k45` varbinary NOT NULL, `k46` varbinary NOT NULL, `k47` varbinary NOT NULL, `k48` varbinary NOT NULL,
  
  commit_ts datetime NOT NULL,
  change_seq varchar(32) NOT NULL,
  is_deleted boolean NOT NULL
) ENGINE = OLAP
PRIMARY KEY (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`)
DISTRIBUTED BY HASH (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`) BUCKETS 8
ORDER BY (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`)
PROPERTIES ("replication_num" = "2", "enable_persistent_index" = "true");

CREATE TABLE IF NOT EXISTS `every_key_CURRENT_stage` (
  batch_id varchar(64) NOT NULL,
  change_seq varchar(32) NOT NULL,
  row_no bigint NOT NULL,
  staged_at datetime NOT NULL,
  `k0` tinyint, `k1` smallint, `k2` smallint, `k3` int, `k4` int, `k5` int, `k6` int, `k7` bigint, `k8` bigint, `k9` largeint, `k10` decimal(10, 0), `k11` decimal(10, 2), `k12` decimal(38, 10), `k13` decimal(65, 30), `k14` boolean, `k15` bigint, `k16` bigint, `k17` largeint, `k18` smallint, `k19` date, `k20` varchar(17), `k21` varchar(17), `k22` varchar(17), `k23` datetime, `k24` datetime, `k25` datetime, `k26` datetime, `k27` datetime, `k28` datetime, `k29` varchar(4), `k30` varchar(1020), `k31` varchar(1020), `k32` varchar(262140), `k33` varchar(1048576), `k34` varchar(1048576), `k35` varchar(20), `k36` varchar(44), `k37` varbinary, `k38` varbinary, `k39` varbinary, `k40` varbinary, `k41` varbinary, `k42` varbinary, `k43` varbinary, `k44` varbinary, `k45` varbinary, `k46` varbinary, `k47` varbinary, `k48` varbinary,
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

CREATE OR REPLACE VIEW `every_key_CURRENT` AS
SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, commit_ts, change_seq FROM `every_key_CURRENT_rows` WHERE NOT is_deleted;

INSERT INTO `every_key_CURRENT_stage` (batch_id, change_seq, row_no, staged_at, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts)
VALUES (:#batch, :#change_seq, :#row_no, now(), :#v0, :#v1, :#v2, :#v3, :#v4, :#v5, :#v6, :#v7, :#v8, :#v9, :#v10, :#v11, :#v12, :#v13, :#v14, :#v15, :#v16, :#v17, :#v18, :#v19, :#v20, :#v21, :#v22, :#v23, :#v24, :#v25, :#v26, :#v27, :#v28, :#v29, :#v30, :#v31, :#v32, :#v33, :#v34, :#v35, :#v36, to_binary(:#v37, 'encode64'), to_binary(:#v38, 'encode64'), to_binary(:#v39, 'encode64'), to_binary(:#v40, 'encode64'), to_binary(:#v41, 'encode64'), to_binary(:#v42, 'encode64'), to_binary(:#v43, 'encode64'), to_binary(:#v44, 'encode64'), to_binary(:#v45, 'encode64'), to_binary(:#v46, 'encode64'), to_binary(:#v47, 'encode64'), to_binary(:#v48, 'encode64'), :#op_type, :#commit_ts);

INSERT INTO `every_key_CURRENT_rows` (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, commit_ts, change_seq, is_deleted)
WITH staged AS (
  SELECT `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts, change_seq,
    row_number() OVER (PARTITION BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48` ORDER BY change_seq DESC) AS hindsight_from_last
  FROM `every_key_CURRENT_stage`
  WHERE batch_id = :#batch
), emptied AS (
  SELECT coalesce(max(change_seq), '') AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = 'every_key_CURRENT'
), latest AS (
  SELECT staged.`k0`, staged.`k1`, staged.`k2`, staged.`k3`, staged.`k4`, staged.`k5`, staged.`k6`, staged.`k7`, staged.`k8`, staged.`k9`, staged.`k10`, staged.`k11`, staged.`k12`, staged.`k13`, staged.`k14`, staged.`k15`, staged.`k16`, staged.`k17`, staged.`k18`, staged.`k19`, staged.`k20`, staged.`k21`, staged.`k22`, staged.`k23`, staged.`k24`, staged.`k25`, staged.`k26`, staged.`k27`, staged.`k28`, staged.`k29`, staged.`k30`, staged.`k31`, staged.`k32`, staged.`k33`, staged.`k34`, staged.`k35`, staged.`k36`, staged.`k37`, staged.`k38`, staged.`k39`, staged.`k40`, staged.`k41`, staged.`k42`, staged.`k43`, staged.`k44`, staged.`k45`, staged.`k46`, staged.`k47`, staged.`k48`,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.commit_ts ELSE staged.commit_ts END AS commit_ts,
    CASE WHEN emptied.change_seq > staged.change_seq THEN emptied.change_seq ELSE staged.change_seq END AS change_seq,
    staged.op_type IN ('d', 't') OR emptied.change_seq > staged.change_seq AS is_deleted
  FROM staged
  CROSS JOIN emptied
  WHERE staged.hindsight_from_last = 1
)
SELECT latest.`k0`, latest.`k1`, latest.`k2`, latest.`k3`, latest.`k4`, latest.`k5`, latest.`k6`, latest.`k7`, latest.`k8`, latest.`k9`, latest.`k10`, latest.`k11`, latest.`k12`, latest.`k13`, latest.`k14`, latest.`k15`, latest.`k16`, latest.`k17`, latest.`k18`, latest.`k19`, latest.`k20`, latest.`k21`, latest.`k22`, latest.`k23`, latest.`k24`, latest.`k25`, latest.`k26`, latest.`k27`, latest.`k28`, latest.`k29`, latest.`k30`, latest.`k31`, latest.`k32`, latest.`k33`, latest.`k34`, latest.`k35`, latest.`k36`, latest.`k37`, latest.`k38`, latest.`k39`, latest.`k40`, latest.`k41`, latest.`k42`, latest.`k43`, latest.`k44`, latest.`k45`, latest.`k46`, latest.`k47`, latest.`k48`, latest.commit_ts, latest.change_seq, latest.is_deleted
FROM latest
LEFT JOIN `every_key_CURRENT_rows` AS kept USING (`k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`)
WHERE kept.change_seq IS NULL OR latest.change_seq > kept.change_seq;

DELETE FROM `every_key_CURRENT_stage` WHERE batch_id = :#batch OR staged_at < date_sub(now(), INTERVAL 1 DAY);

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_key_CURRENT', :#seq, replace(replace(:#at, 'T', ' '), 'Z', ''));

INSERT INTO `every_key_CURRENT_stage` (batch_id, change_seq, row_no, staged_at, `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, op_type, commit_ts)
SELECT :#batch, :#seq, row_number() OVER (ORDER BY `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`), now(), `k0`, `k1`, `k2`, `k3`, `k4`, `k5`, `k6`, `k7`, `k8`, `k9`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17`, `k18`, `k19`, `k20`, `k21`, `k22`, `k23`, `k24`, `k25`, `k26`, `k27`, `k28`, `k29`, `k30`, `k31`, `k32`, `k33`, `k34`, `k35`, `k36`, `k37`, `k38`, `k39`, `k40`, `k41`, `k42`, `k43`, `k44`, `k45`, `k46`, `k47`, `k48`, 't',
  replace(replace(:#at, 'T', ' '), 'Z', '')
FROM `every_key_CURRENT_rows`
WHERE change_seq < :#seq AND NOT is_deleted;
