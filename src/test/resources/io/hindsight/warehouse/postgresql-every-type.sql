CREATE TABLE IF NOT EXISTS "every_type_HISTORY" (
  "id" bigint NOT NULL, "n0" smallint, "n1" smallint, "n2" smallint, "n3" integer, "n4" integer, "n5" integer, "n6" integer, "n7" bigint, "n8" bigint, "n9" numeric(20, 0), "n10" numeric(10, 0), "n11" numeric(10, 2), "n12" numeric(38, 10), "n13" numeric(65, 30), "n14" real, "n15" double precision, "n16" boolean, "n17" bigint, "n18" bigint, "n19" numeric(20, 0), "n20" smallint, "n21" date, "n22" interval(0), "n23" interval(3), "n24" interval(6), "n25" timestamp(0), "n26" timestamp(3), "n27" timestamp(6), "n28" timestamptz(0), "n29" timestamptz(3), "n30" timestamptz(6), "n31" text, "n32" text, "n33" text, "n34" text, "n35" text, "n36" text, "n37" text, "n38" text, "n39" bytea, "n40" bytea, "n41" bytea, "n42" bytea, "n43" bytea, "n44" bytea, "n45" jsonb, "n46" bytea, "n47" bytea, "n48" bytea, "n49" bytea, "n50" bytea, "n51" bytea, "v0" smallint, "v1" smallint, "v2" smallint, "v3" integer, "v4" integer, "v5" integer, "v6" integer, "v7" bigint, "v8" bigint, "v9" numeric(20, 0), "v10" numeric(10, 0), "v11" numeric(10, 2), "v12" numeric(38, 10), "v13" numeric(65, 30), "v14" real, "v15" double precision, "v16" boolean, "v17" bigint, "v18" bigint, "v19" numeric(20, 0), "v20" smallint, "v21" date, "v22" interval(0), "v23" interval(3), "v24" interval(6), "v25" timestamp(0), "v26" timestamp(3), "v27" timestamp(6), "v28" timestamptz(0), "v29" timestamptz(3), "v30" timestamptz(6), "v31" text, "v32" text, "v33" text, "v34" text, "v35" text, "v36" text, "v37" text, "v38" text, "v39" bytea, "v40" bytea, "v41" bytea, "v42" bytea, "v43" bytea, "v44" bytea, "v45" jsonb, "v46" bytea, "v47" bytea, "v48" bytea, "v49" bytea, "v50" bytea, "v51" bytea,
  effective_start_ts timestamptz NOT NULL,
  effective_end_ts timestamptz,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id", change_seq)
) WITH (fillfactor = 85);

CREATE UNLOGGED TABLE IF NOT EXISTS "every_type_HISTORY_stage" (
  batch_id text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  "id" bigint, "n0" smallint, "n1" smallint, "n2" smallint, "n3" integer, "n4" integer, "n5" integer, "n6" integer, "n7" bigint, "n8" bigint, "n9" numeric(20, 0), "n10" numeric(10, 0), "n11" numeric(10, 2), "n12" numeric(38, 10), "n13" numeric(65, 30), "n14" real, "n15" double precision, "n16" boolean, "n17" bigint, "n18" bigint, "n19" numeric(20, 0), "n20" smallint, "n21" date, "n22" interval(0), "n23" interval(3), "n24" interval(6), "n25" timestamp(0), "n26" timestamp(3), "n27" timestamp(6), "n28" timestamptz(0), "n29" timestamptz(3), "n30" timestamptz(6), "n31" text, "n32" text, "n33" text, "n34" text, "n35" text, "n36" text, "n37" text, "n38" text, "n39" bytea, "n40" bytea, "n41" bytea, "n42" bytea, "n43" bytea, "n44" bytea, "n45" jsonb, "n46" bytea, "n47" bytea, "n48" bytea, "n49" bytea, "n50" bytea, "n51" bytea, "v0" smallint, "v1" smallint, "v2" smallint, "v3" integer, "v4" integer, "v5" integer, "v6" integer, "v7" bigint, "v8" bigint, "v9" numeric(20, 0), "v10" numeric(10, 0), "v11" numeric(10, 2), "v12" numeric(38, 10), "v13" numeric(65, 30), "v14" real, "v15" double precision, "v16" boolean, "v17" bigint, "v18" bigint, "v19" numeric(20, 0), "v20" smallint, "v21" date, "v22" interval(0), "v23" interval(3), "v24" interval(6), "v25" timestamp(0), "v26" timestamp(3), "v27" timestamp(6), "v28" timestamptz(0), "v29" timestamptz(3), "v30" timestamptz(6), "v31" text, "v32" text, "v33" text, "v34" text, "v35" text, "v36" text, "v37" text, "v38" text, "v39" bytea, "v40" bytea, "v41" bytea, "v42" bytea, "v43" bytea, "v44" bytea, "v45" jsonb, "v46" bytea, "v47" bytea, "v48" bytea, "v49" bytea, "v50" bytea, "v51" bytea,
  op_type varchar(1) NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL
);

DO $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relname = 'every_type_HISTORY_stage' AND pg_table_is_visible(indrelid)
  ) THEN CREATE INDEX ON "every_type_HISTORY_stage" (batch_id); END IF; END $$;

DELETE FROM "every_type_HISTORY_stage" WHERE staged_at < now() - interval '1 day';

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq)
);

CREATE OR REPLACE VIEW "every_type_HISTORY_current" AS
SELECT * FROM "every_type_HISTORY" WHERE is_current;

CREATE OR REPLACE VIEW "every_type_HISTORY_versions" AS
WITH visible AS (
  SELECT *
  FROM "every_type_HISTORY"
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER by_seq = effective_start_ts
        AND lag(ROW("id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51")) OVER by_seq IS NOT DISTINCT FROM ROW("id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51")
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM visible
  WINDOW by_seq AS (PARTITION BY "id" ORDER BY change_seq)
), numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY "id" ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY "id", hindsight_run) AS hindsight_run_start_ts,
    row_number() OVER (PARTITION BY "id", hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;

CREATE OR REPLACE FUNCTION "every_type_HISTORY_as_of"(moment timestamptz) RETURNS SETOF "every_type_HISTORY" LANGUAGE sql STABLE AS '
  SELECT * FROM "every_type_HISTORY"
  WHERE effective_start_ts <= $1 AND (effective_end_ts > $1 OR effective_end_ts IS NULL)';

INSERT INTO "every_type_HISTORY_stage" (batch_id, "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq)
SELECT :#batch, "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq
FROM json_to_recordset(CAST(:#rows AS json))
  AS staged ("id" bigint, "n0" smallint, "n1" smallint, "n2" smallint, "n3" integer, "n4" integer, "n5" integer, "n6" integer, "n7" bigint, "n8" bigint, "n9" numeric(20, 0), "n10" numeric(10, 0), "n11" numeric(10, 2), "n12" numeric(38, 10), "n13" numeric(65, 30), "n14" real, "n15" double precision, "n16" boolean, "n17" bigint, "n18" bigint, "n19" numeric(20, 0), "n20" smallint, "n21" date, "n22" interval(0), "n23" interval(3), "n24" interval(6), "n25" timestamp(0), "n26" timestamp(3), "n27" timestamp(6), "n28" timestamptz(0), "n29" timestamptz(3), "n30" timestamptz(6), "n31" text, "n32" text, "n33" text, "n34" text, "n35" text, "n36" text, "n37" text, "n38" text, "n39" bytea, "n40" bytea, "n41" bytea, "n42" bytea, "n43" bytea, "n44" bytea, "n45" jsonb, "n46" bytea, "n47" bytea, "n48" bytea, "n49" bytea, "n50" bytea, "n51" bytea, "v0" smallint, "v1" smallint, "v2" smallint, "v3" integer, "v4" integer, "v5" integer, "v6" integer, "v7" bigint, "v8" bigint, "v9" numeric(20, 0), "v10" numeric(10, 0), "v11" numeric(10, 2), "v12" numeric(38, 10), "v13" numeric(65, 30), "v14" real, "v15" double precision, "v16" boolean, "v17" bigint, "v18" bigint, "v19" numeric(20, 0), "v20" smallint, "v21" date, "v22" interval(0), "v23" interval(3), "v24" interval(6), "v25" timestamp(0), "v26" timestamp(3), "v27" timestamp(6), "v28" timestamptz(0), "v29" timestamptz(3), "v30" timestamptz(6), "v31" text, "v32" text, "v33" text, "v34" text, "v35" text, "v36" text, "v37" text, "v38" text, "v39" bytea, "v40" bytea, "v41" bytea, "v42" bytea, "v43" bytea, "v44" bytea, "v45" jsonb, "v46" bytea, "v47" bytea, "v48" bytea, "v49" bytea, "v50" bytea, "v51" bytea, op_type text, commit_ts timestamptz, change_seq text);

DO $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('every_type_HISTORY', 0)),
    set_config('enable_seqscan', 'off', true),
    set_config('enable_bitmapscan', 'off', true);
END $$;
INSERT INTO "every_type_HISTORY" AS history
  ("id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
WITH staged AS MATERIALIZED (
  SELECT DISTINCT ON ("id", change_seq) "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq
  FROM "every_type_HISTORY_stage"
  WHERE batch_id = :#batch
  ORDER BY "id", change_seq
), touched AS MATERIALIZED (
  SELECT "id", min(change_seq) AS hindsight_first_seq FROM staged GROUP BY "id"
), anchored AS MATERIALIZED (
  SELECT touched."id", coalesce(anchor.change_seq, least(touched.hindsight_first_seq, (
      SELECT min(known.change_seq) FROM "every_type_HISTORY" AS known WHERE (known."id") = (touched."id")
    ))) AS hindsight_anchor_seq
  FROM touched
  LEFT JOIN LATERAL (
    SELECT known.change_seq
    FROM "every_type_HISTORY" AS known
    WHERE (known."id") = (touched."id")
      AND known.change_seq <= touched.hindsight_first_seq
      AND NOT (known.op_type = 'r' AND known.effective_end_ts IS NOT DISTINCT FROM known.effective_start_ts)
    ORDER BY known.change_seq DESC
    LIMIT 1
  ) AS anchor ON true
), known AS (
  SELECT near.*
  FROM anchored
  CROSS JOIN LATERAL (
    SELECT known.*
    FROM "every_type_HISTORY" AS known
    WHERE (known."id") = (anchored."id") AND known.change_seq >= anchored.hindsight_anchor_seq
    OFFSET 0
  ) AS near
), chain AS (
  SELECT DISTINCT ON ("id", change_seq) "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", hindsight_starts, op_type, change_seq
  FROM (
    SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", effective_start_ts AS hindsight_starts, op_type, change_seq, 1 AS hindsight_choice FROM known
    UNION ALL
    SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", commit_ts, op_type, change_seq, 2 FROM staged WHERE op_type <> 't'
    UNION ALL
    SELECT anchored."id", CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS numeric(10, 0)), CAST(NULL AS numeric(10, 2)), CAST(NULL AS numeric(38, 10)), CAST(NULL AS numeric(65, 30)), CAST(NULL AS real), CAST(NULL AS double precision), CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS smallint), CAST(NULL AS date), CAST(NULL AS interval(0)), CAST(NULL AS interval(3)), CAST(NULL AS interval(6)), CAST(NULL AS timestamp(0)), CAST(NULL AS timestamp(3)), CAST(NULL AS timestamp(6)), CAST(NULL AS timestamptz(0)), CAST(NULL AS timestamptz(3)), CAST(NULL AS timestamptz(6)), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS jsonb), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS numeric(10, 0)), CAST(NULL AS numeric(10, 2)), CAST(NULL AS numeric(38, 10)), CAST(NULL AS numeric(65, 30)), CAST(NULL AS real), CAST(NULL AS double precision), CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS smallint), CAST(NULL AS date), CAST(NULL AS interval(0)), CAST(NULL AS interval(3)), CAST(NULL AS interval(6)), CAST(NULL AS timestamp(0)), CAST(NULL AS timestamp(3)), CAST(NULL AS timestamp(6)), CAST(NULL AS timestamptz(0)), CAST(NULL AS timestamptz(3)), CAST(NULL AS timestamptz(6)), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS jsonb), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), later.commit_ts, 't', later.change_seq, 3
    FROM anchored
    CROSS JOIN LATERAL (
      SELECT truncates.commit_ts, truncates.change_seq
      FROM hindsight_truncates AS truncates
      WHERE truncates.table_name = 'every_type_HISTORY' AND truncates.change_seq > anchored.hindsight_anchor_seq
      OFFSET 0
    ) AS later
  ) AS candidates
  ORDER BY "id", change_seq, hindsight_choice
), turns AS (
  SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", hindsight_starts, op_type, change_seq,
    row_number() OVER (PARTITION BY "id" ORDER BY change_seq) * interval '0 microsecond' AS hindsight_apart
  FROM chain
), ordered AS (
  SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, change_seq,
    max(hindsight_starts - hindsight_apart) OVER (PARTITION BY "id" ORDER BY change_seq) + hindsight_apart AS hindsight_starts,
    op_type = 'r'
      AND lag(op_type, 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lag(ROW("id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51")) OVER by_seq IS NOT DISTINCT FROM ROW("id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51") AS hindsight_repeats
  FROM turns
  WINDOW by_seq AS (PARTITION BY "id" ORDER BY change_seq)
), closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats THEN hindsight_starts
      ELSE min(hindsight_starts) FILTER (WHERE NOT hindsight_repeats) OVER (
        PARTITION BY "id" ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_ends
  FROM ordered
)
SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", hindsight_starts, hindsight_ends, hindsight_ends IS NULL, op_type, change_seq
FROM closed
WHERE op_type <> 't'
ON CONFLICT ("id", change_seq) DO UPDATE SET
  effective_start_ts = excluded.effective_start_ts,
  effective_end_ts = excluded.effective_end_ts,
  is_current = excluded.is_current
WHERE (history.effective_start_ts, history.effective_end_ts, history.is_current)
  IS DISTINCT FROM (excluded.effective_start_ts, excluded.effective_end_ts, excluded.is_current);

DELETE FROM "every_type_HISTORY_stage" WHERE batch_id = :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_type_HISTORY', :#seq, CAST(:#at AS timestamptz))
ON CONFLICT DO NOTHING;

INSERT INTO "every_type_HISTORY_stage" (batch_id, "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq)
SELECT :#batch, "id", CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS numeric(10, 0)), CAST(NULL AS numeric(10, 2)), CAST(NULL AS numeric(38, 10)), CAST(NULL AS numeric(65, 30)), CAST(NULL AS real), CAST(NULL AS double precision), CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS smallint), CAST(NULL AS date), CAST(NULL AS interval(0)), CAST(NULL AS interval(3)), CAST(NULL AS interval(6)), CAST(NULL AS timestamp(0)), CAST(NULL AS timestamp(3)), CAST(NULL AS timestamp(6)), CAST(NULL AS timestamptz(0)), CAST(NULL AS timestamptz(3)), CAST(NULL AS timestamptz(6)), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS jsonb), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS numeric(10, 0)), CAST(NULL AS numeric(10, 2)), CAST(NULL AS numeric(38, 10)), CAST(NULL AS numeric(65, 30)), CAST(NULL AS real), CAST(NULL AS double precision), CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS smallint), CAST(NULL AS date), CAST(NULL AS interval(0)), CAST(NULL AS interval(3)), CAST(NULL AS interval(6)), CAST(NULL AS timestamp(0)), CAST(NULL AS timestamp(3)), CAST(NULL AS timestamp(6)), CAST(NULL AS timestamptz(0)), CAST(NULL AS timestamptz(3)), CAST(NULL AS timestamptz(6)), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS jsonb), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), 't', CAST(:#at AS timestamptz), :#seq
FROM "every_type_HISTORY"
GROUP BY "id"
HAVING min(change_seq) < :#seq
  AND (max(change_seq) > :#seq OR bool_or(is_current)
    OR EXISTS (SELECT FROM hindsight_truncates WHERE table_name = 'every_type_HISTORY' AND change_seq > :#seq));

CREATE TABLE IF NOT EXISTS "every_key_HISTORY" (
  "k0" smallint NOT NULL, "k1" smallint NOT NULL, "k2" smallint NOT NULL, "k3" integer NOT NULL, "k4" integer NOT NULL, "k5" integer NOT NULL, "k6" integer NOT NULL, "k7" bigint NOT NULL, "k8" bigint NOT NULL, "k9" numeric(20, 0) NOT NULL, "k10" numeric(10, 0) NOT NULL, "k11" numeric(10, 2) NOT NULL, "k12" numeric(38, 10) NOT NULL, "k13" numeric(65, 30) NOT NULL, "k14" boolean NOT NULL, "k15" bigint NOT NULL, "k16" bigint NOT NULL, "k17" numeric(20, 0) NOT NULL, "k18" smallint NOT NULL, "k19" date NOT NULL, "k20" interval(0) NOT NULL, "k21" interval(3) NOT NULL, "k22" interval(6) NOT NULL, "k23" timestamp(0) NOT NULL, "k24" timestamp(3) NOT NULL, "k25" timestamp(6) NOT NULL, "k26" timestamptz(0) NOT NULL, "k27" timestamptz(3) NOT NULL, "k28" timestamptz(6) NOT NULL, "k29" text NOT NULL, "k30" text NOT NULL, "k31" text NOT NULL, "k32" text NOT NULL, "k33" text NOT NULL, "k34" text NOT NULL, "k35" text NOT NULL, "k36" text NOT NULL, "k37" bytea NOT NULL, "k38" bytea NOT NULL, "k39" bytea NOT NULL, "k40" bytea NOT NULL, "k41" bytea NOT NULL, "k42" bytea NOT NULL, "k43" bytea NOT NULL, "k44" bytea NOT NULL, "k45" bytea NOT NULL, "k46" bytea NOT NULL, "k47" bytea NOT NULL, "k48" bytea NOT NULL,
  effective_start_ts timestamptz NOT NULL,
  effective_end_ts timestamptz,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  PRIMARY KEY ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq)
) WITH (fillfactor = 85);

CREATE UNLOGGED TABLE IF NOT EXISTS "every_key_HISTORY_stage" (
  batch_id text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  "k0" smallint, "k1" smallint, "k2" smallint, "k3" integer, "k4" integer, "k5" integer, "k6" integer, "k7" bigint, "k8" bigint, "k9" numeric(20, 0), "k10" numeric(10, 0), "k11" numeric(10, 2), "k12" numeric(38, 10), "k13" numeric(65, 30), "k14" boolean, "k15" bigint, "k16" bigint, "k17" numeric(20, 0), "k18" smallint, "k19" date, "k20" interval(0), "k21" interval(3), "k22" interval(6), "k23" timestamp(0), "k24" timestamp(3), "k25" timestamp(6), "k26" timestamptz(0), "k27" timestamptz(3), "k28" timestamptz(6), "k29" text, "k30" text, "k31" text, "k32" text, "k33" text, "k34" text, "k35" text, "k36" text, "k37" bytea, "k38" bytea, "k39" bytea, "k40" bytea, "k41" bytea, "k42" bytea, "k43" bytea, "k44" bytea, "k45" bytea, "k46" bytea, "k47" bytea, "k48" bytea,
  op_type varchar(1) NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL
);

DO $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relname = 'every_key_HISTORY_stage' AND pg_table_is_visible(indrelid)
  ) THEN CREATE INDEX ON "every_key_HISTORY_stage" (batch_id); END IF; END $$;

DELETE FROM "every_key_HISTORY_stage" WHERE staged_at < now() - interval '1 day';

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq)
);

CREATE OR REPLACE VIEW "every_key_HISTORY_current" AS
SELECT * FROM "every_key_HISTORY" WHERE is_current;

CREATE OR REPLACE VIEW "every_key_HISTORY_versions" AS
WITH visible AS (
  SELECT *
  FROM "every_key_HISTORY"
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER by_seq = effective_start_ts
        AND lag(ROW("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48")) OVER by_seq IS NOT DISTINCT FROM ROW("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48")
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM visible
  WINDOW by_seq AS (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48" ORDER BY change_seq)
), numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48" ORDER BY change_seq) AS hindsight_run
  FROM marked
), runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", hindsight_run) AS hindsight_run_start_ts,
    row_number() OVER (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM numbered
)
SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM runs
WHERE hindsight_from_last = 1;

CREATE OR REPLACE FUNCTION "every_key_HISTORY_as_of"(moment timestamptz) RETURNS SETOF "every_key_HISTORY" LANGUAGE sql STABLE AS '
  SELECT * FROM "every_key_HISTORY"
  WHERE effective_start_ts <= $1 AND (effective_end_ts > $1 OR effective_end_ts IS NULL)';

INSERT INTO "every_key_HISTORY_stage" (batch_id, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq)
SELECT :#batch, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq
FROM json_to_recordset(CAST(:#rows AS json))
  AS staged ("k0" smallint, "k1" smallint, "k2" smallint, "k3" integer, "k4" integer, "k5" integer, "k6" integer, "k7" bigint, "k8" bigint, "k9" numeric(20, 0), "k10" numeric(10, 0), "k11" numeric(10, 2), "k12" numeric(38, 10), "k13" numeric(65, 30), "k14" boolean, "k15" bigint, "k16" bigint, "k17" numeric(20, 0), "k18" smallint, "k19" date, "k20" interval(0), "k21" interval(3), "k22" interval(6), "k23" timestamp(0), "k24" timestamp(3), "k25" timestamp(6), "k26" timestamptz(0), "k27" timestamptz(3), "k28" timestamptz(6), "k29" text, "k30" text, "k31" text, "k32" text, "k33" text, "k34" text, "k35" text, "k36" text, "k37" bytea, "k38" bytea, "k39" bytea, "k40" bytea, "k41" bytea, "k42" bytea, "k43" bytea, "k44" bytea, "k45" bytea, "k46" bytea, "k47" bytea, "k48" bytea, op_type text, commit_ts timestamptz, change_seq text);

DO $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('every_key_HISTORY', 0)),
    set_config('enable_seqscan', 'off', true),
    set_config('enable_bitmapscan', 'off', true);
END $$;
INSERT INTO "every_key_HISTORY" AS history
  ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", effective_start_ts, effective_end_ts, is_current, op_type, change_seq)
WITH staged AS MATERIALIZED (
  SELECT DISTINCT ON ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq) "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq
  FROM "every_key_HISTORY_stage"
  WHERE batch_id = :#batch
  ORDER BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq
), touched AS MATERIALIZED (
  SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", min(change_seq) AS hindsight_first_seq FROM staged GROUP BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48"
), anchored AS MATERIALIZED (
  SELECT touched."k0", touched."k1", touched."k2", touched."k3", touched."k4", touched."k5", touched."k6", touched."k7", touched."k8", touched."k9", touched."k10", touched."k11", touched."k12", touched."k13", touched."k14", touched."k15", touched."k16", touched."k17", touched."k18", touched."k19", touched."k20", touched."k21", touched."k22", touched."k23", touched."k24", touched."k25", touched."k26", touched."k27", touched."k28", touched."k29", touched."k30", touched."k31", touched."k32", touched."k33", touched."k34", touched."k35", touched."k36", touched."k37", touched."k38", touched."k39", touched."k40", touched."k41", touched."k42", touched."k43", touched."k44", touched."k45", touched."k46", touched."k47", touched."k48", coalesce(anchor.change_seq, least(touched.hindsight_first_seq, (
      SELECT min(known.change_seq) FROM "every_key_HISTORY" AS known WHERE (known."k0", known."k1", known."k2", known."k3", known."k4", known."k5", known."k6", known."k7", known."k8", known."k9", known."k10", known."k11", known."k12", known."k13", known."k14", known."k15", known."k16", known."k17", known."k18", known."k19", known."k20", known."k21", known."k22", known."k23", known."k24", known."k25", known."k26", known."k27", known."k28", known."k29", known."k30", known."k31", known."k32", known."k33", known."k34", known."k35", known."k36", known."k37", known."k38", known."k39", known."k40", known."k41", known."k42", known."k43", known."k44", known."k45", known."k46", known."k47", known."k48") = (touched."k0", touched."k1", touched."k2", touched."k3", touched."k4", touched."k5", touched."k6", touched."k7", touched."k8", touched."k9", touched."k10", touched."k11", touched."k12", touched."k13", touched."k14", touched."k15", touched."k16", touched."k17", touched."k18", touched."k19", touched."k20", touched."k21", touched."k22", touched."k23", touched."k24", touched."k25", touched."k26", touched."k27", touched."k28", touched."k29", touched."k30", touched."k31", touched."k32", touched."k33", touched."k34", touched."k35", touched."k36", touched."k37", touched."k38", touched."k39", touched."k40", touched."k41", touched."k42", touched."k43", touched."k44", touched."k45", touched."k46", touched."k47", touched."k48")
    ))) AS hindsight_anchor_seq
  FROM touched
  LEFT JOIN LATERAL (
    SELECT known.change_seq
    FROM "every_key_HISTORY" AS known
    WHERE (known."k0", known."k1", known."k2", known."k3", known."k4", known."k5", known."k6", known."k7", known."k8", known."k9", known."k10", known."k11", known."k12", known."k13", known."k14", known."k15", known."k16", known."k17", known."k18", known."k19", known."k20", known."k21", known."k22", known."k23", known."k24", known."k25", known."k26", known."k27", known."k28", known."k29", known."k30", known."k31", known."k32", known."k33", known."k34", known."k35", known."k36", known."k37", known."k38", known."k39", known."k40", known."k41", known."k42", known."k43", known."k44", known."k45", known."k46", known."k47", known."k48") = (touched."k0", touched."k1", touched."k2", touched."k3", touched."k4", touched."k5", touched."k6", touched."k7", touched."k8", touched."k9", touched."k10", touched."k11", touched."k12", touched."k13", touched."k14", touched."k15", touched."k16", touched."k17", touched."k18", touched."k19", touched."k20", touched."k21", touched."k22", touched."k23", touched."k24", touched."k25", touched."k26", touched."k27", touched."k28", touched."k29", touched."k30", touched."k31", touched."k32", touched."k33", touched."k34", touched."k35", touched."k36", touched."k37", touched."k38", touched."k39", touched."k40", touched."k41", touched."k42", touched."k43", touched."k44", touched."k45", touched."k46", touched."k47", touched."k48")
      AND known.change_seq <= touched.hindsight_first_seq
      AND NOT (known.op_type = 'r' AND known.effective_end_ts IS NOT DISTINCT FROM known.effective_start_ts)
    ORDER BY known.change_seq DESC
    LIMIT 1
  ) AS anchor ON true
), known AS (
  SELECT near.*
  FROM anchored
  CROSS JOIN LATERAL (
    SELECT known.*
    FROM "every_key_HISTORY" AS known
    WHERE (known."k0", known."k1", known."k2", known."k3", known."k4", known."k5", known."k6", known."k7", known."k8", known."k9", known."k10", known."k11", known."k12", known."k13", known."k14", known."k15", known."k16", known."k17", known."k18", known."k19", known."k20", known."k21", known."k22", known."k23", known."k24", known."k25", known."k26", known."k27", known."k28", known."k29", known."k30", known."k31", known."k32", known."k33", known."k34", known."k35", known."k36", known."k37", known."k38", known."k39", known."k40", known."k41", known."k42", known."k43", known."k44", known."k45", known."k46", known."k47", known."k48") = (anchored."k0", anchored."k1", anchored."k2", anchored."k3", anchored."k4", anchored."k5", anchored."k6", anchored."k7", anchored."k8", anchored."k9", anchored."k10", anchored."k11", anchored."k12", anchored."k13", anchored."k14", anchored."k15", anchored."k16", anchored."k17", anchored."k18", anchored."k19", anchored."k20", anchored."k21", anchored."k22", anchored."k23", anchored."k24", anchored."k25", anchored."k26", anchored."k27", anchored."k28", anchored."k29", anchored."k30", anchored."k31", anchored."k32", anchored."k33", anchored."k34", anchored."k35", anchored."k36", anchored."k37", anchored."k38", anchored."k39", anchored."k40", anchored."k41", anchored."k42", anchored."k43", anchored."k44", anchored."k45", anchored."k46", anchored."k47", anchored."k48") AND known.change_seq >= anchored.hindsight_anchor_seq
    OFFSET 0
  ) AS near
), chain AS (
  SELECT DISTINCT ON ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq) "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", hindsight_starts, op_type, change_seq
  FROM (
    SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", effective_start_ts AS hindsight_starts, op_type, change_seq, 1 AS hindsight_choice FROM known
    UNION ALL
    SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", commit_ts, op_type, change_seq, 2 FROM staged WHERE op_type <> 't'
    UNION ALL
    SELECT anchored."k0", anchored."k1", anchored."k2", anchored."k3", anchored."k4", anchored."k5", anchored."k6", anchored."k7", anchored."k8", anchored."k9", anchored."k10", anchored."k11", anchored."k12", anchored."k13", anchored."k14", anchored."k15", anchored."k16", anchored."k17", anchored."k18", anchored."k19", anchored."k20", anchored."k21", anchored."k22", anchored."k23", anchored."k24", anchored."k25", anchored."k26", anchored."k27", anchored."k28", anchored."k29", anchored."k30", anchored."k31", anchored."k32", anchored."k33", anchored."k34", anchored."k35", anchored."k36", anchored."k37", anchored."k38", anchored."k39", anchored."k40", anchored."k41", anchored."k42", anchored."k43", anchored."k44", anchored."k45", anchored."k46", anchored."k47", anchored."k48", later.commit_ts, 't', later.change_seq, 3
    FROM anchored
    CROSS JOIN LATERAL (
      SELECT truncates.commit_ts, truncates.change_seq
      FROM hindsight_truncates AS truncates
      WHERE truncates.table_name = 'every_key_HISTORY' AND truncates.change_seq > anchored.hindsight_anchor_seq
      OFFSET 0
    ) AS later
  ) AS candidates
  ORDER BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq, hindsight_choice
), turns AS (
  SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", hindsight_starts, op_type, change_seq,
    row_number() OVER (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48" ORDER BY change_seq) * interval '0 microsecond' AS hindsight_apart
  FROM chain
), ordered AS (
  SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, change_seq,
    max(hindsight_starts - hindsight_apart) OVER (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48" ORDER BY change_seq) + hindsight_apart AS hindsight_starts,
    op_type = 'r'
      AND lag(op_type, 1, 't') OVER by_seq NOT IN ('d', 't')
      AND lag(ROW("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48")) OVER by_seq IS NOT DISTINCT FROM ROW("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48") AS hindsight_repeats
  FROM turns
  WINDOW by_seq AS (PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48" ORDER BY change_seq)
), closed AS (
  SELECT *,
    CASE
      WHEN op_type = 'd' OR hindsight_repeats THEN hindsight_starts
      ELSE min(hindsight_starts) FILTER (WHERE NOT hindsight_repeats) OVER (
        PARTITION BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48" ORDER BY change_seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    END AS hindsight_ends
  FROM ordered
)
SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", hindsight_starts, hindsight_ends, hindsight_ends IS NULL, op_type, change_seq
FROM closed
WHERE op_type <> 't'
ON CONFLICT ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq) DO UPDATE SET
  effective_start_ts = excluded.effective_start_ts,
  effective_end_ts = excluded.effective_end_ts,
  is_current = excluded.is_current
WHERE (history.effective_start_ts, history.effective_end_ts, history.is_current)
  IS DISTINCT FROM (excluded.effective_start_ts, excluded.effective_end_ts, excluded.is_current);

DELETE FROM "every_key_HISTORY_stage" WHERE batch_id = :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_key_HISTORY', :#seq, CAST(:#at AS timestamptz))
ON CONFLICT DO NOTHING;

INSERT INTO "every_key_HISTORY_stage" (batch_id, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq)
SELECT :#batch, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", 't', CAST(:#at AS timestamptz), :#seq
FROM "every_key_HISTORY"
GROUP BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48"
HAVING min(change_seq) < :#seq
  AND (max(change_seq) > :#seq OR bool_or(is_current)
    OR EXISTS (SELECT FROM hindsight_truncates WHERE table_name = 'every_key_HISTORY' AND change_seq > :#seq));

CREATE TABLE IF NOT EXISTS "every_type_CURRENT_rows" (
  "id" bigint NOT NULL, "n0" smallint, "n1" smallint, "n2" smallint, "n3" integer, "n4" integer, "n5" integer, "n6" integer, "n7" bigint, "n8" bigint, "n9" numeric(20, 0), "n10" numeric(10, 0), "n11" numeric(10, 2), "n12" numeric(38, 10), "n13" numeric(65, 30), "n14" real, "n15" double precision, "n16" boolean, "n17" bigint, "n18" bigint, "n19" numeric(20, 0), "n20" smallint, "n21" date, "n22" interval(0), "n23" interval(3), "n24" interval(6), "n25" timestamp(0), "n26" timestamp(3), "n27" timestamp(6), "n28" timestamptz(0), "n29" timestamptz(3), "n30" timestamptz(6), "n31" text, "n32" text, "n33" text, "n34" text, "n35" text, "n36" text, "n37" text, "n38" text, "n39" bytea, "n40" bytea, "n41" bytea, "n42" bytea, "n43" bytea, "n44" bytea, "n45" jsonb, "n46" bytea, "n47" bytea, "n48" bytea, "n49" bytea, "n50" bytea, "n51" bytea, "v0" smallint, "v1" smallint, "v2" smallint, "v3" integer, "v4" integer, "v5" integer, "v6" integer, "v7" bigint, "v8" bigint, "v9" numeric(20, 0), "v10" numeric(10, 0), "v11" numeric(10, 2), "v12" numeric(38, 10), "v13" numeric(65, 30), "v14" real, "v15" double precision, "v16" boolean, "v17" bigint, "v18" bigint, "v19" numeric(20, 0), "v20" smallint, "v21" date, "v22" interval(0), "v23" interval(3), "v24" interval(6), "v25" timestamp(0), "v26" timestamp(3), "v27" timestamp(6), "v28" timestamptz(0), "v29" timestamptz(3), "v30" timestamptz(6), "v31" text, "v32" text, "v33" text, "v34" text, "v35" text, "v36" text, "v37" text, "v38" text, "v39" bytea, "v40" bytea, "v41" bytea, "v42" bytea, "v43" bytea, "v44" bytea, "v45" jsonb, "v46" bytea, "v47" bytea, "v48" bytea, "v49" bytea, "v50" bytea, "v51" bytea,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  is_deleted boolean NOT NULL,
  PRIMARY KEY ("id")
) WITH (fillfactor = 85);

CREATE UNLOGGED TABLE IF NOT EXISTS "every_type_CURRENT_stage" (
  batch_id text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  "id" bigint, "n0" smallint, "n1" smallint, "n2" smallint, "n3" integer, "n4" integer, "n5" integer, "n6" integer, "n7" bigint, "n8" bigint, "n9" numeric(20, 0), "n10" numeric(10, 0), "n11" numeric(10, 2), "n12" numeric(38, 10), "n13" numeric(65, 30), "n14" real, "n15" double precision, "n16" boolean, "n17" bigint, "n18" bigint, "n19" numeric(20, 0), "n20" smallint, "n21" date, "n22" interval(0), "n23" interval(3), "n24" interval(6), "n25" timestamp(0), "n26" timestamp(3), "n27" timestamp(6), "n28" timestamptz(0), "n29" timestamptz(3), "n30" timestamptz(6), "n31" text, "n32" text, "n33" text, "n34" text, "n35" text, "n36" text, "n37" text, "n38" text, "n39" bytea, "n40" bytea, "n41" bytea, "n42" bytea, "n43" bytea, "n44" bytea, "n45" jsonb, "n46" bytea, "n47" bytea, "n48" bytea, "n49" bytea, "n50" bytea, "n51" bytea, "v0" smallint, "v1" smallint, "v2" smallint, "v3" integer, "v4" integer, "v5" integer, "v6" integer, "v7" bigint, "v8" bigint, "v9" numeric(20, 0), "v10" numeric(10, 0), "v11" numeric(10, 2), "v12" numeric(38, 10), "v13" numeric(65, 30), "v14" real, "v15" double precision, "v16" boolean, "v17" bigint, "v18" bigint, "v19" numeric(20, 0), "v20" smallint, "v21" date, "v22" interval(0), "v23" interval(3), "v24" interval(6), "v25" timestamp(0), "v26" timestamp(3), "v27" timestamp(6), "v28" timestamptz(0), "v29" timestamptz(3), "v30" timestamptz(6), "v31" text, "v32" text, "v33" text, "v34" text, "v35" text, "v36" text, "v37" text, "v38" text, "v39" bytea, "v40" bytea, "v41" bytea, "v42" bytea, "v43" bytea, "v44" bytea, "v45" jsonb, "v46" bytea, "v47" bytea, "v48" bytea, "v49" bytea, "v50" bytea, "v51" bytea,
  op_type varchar(1) NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL
);

DO $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relname = 'every_type_CURRENT_stage' AND pg_table_is_visible(indrelid)
  ) THEN CREATE INDEX ON "every_type_CURRENT_stage" (batch_id); END IF; END $$;

DELETE FROM "every_type_CURRENT_stage" WHERE staged_at < now() - interval '1 day';

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq)
);

CREATE OR REPLACE VIEW "every_type_CURRENT" AS
SELECT "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", commit_ts, change_seq FROM "every_type_CURRENT_rows" WHERE NOT is_deleted;

INSERT INTO "every_type_CURRENT_stage" (batch_id, "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq)
SELECT :#batch, "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq
FROM json_to_recordset(CAST(:#rows AS json))
  AS staged ("id" bigint, "n0" smallint, "n1" smallint, "n2" smallint, "n3" integer, "n4" integer, "n5" integer, "n6" integer, "n7" bigint, "n8" bigint, "n9" numeric(20, 0), "n10" numeric(10, 0), "n11" numeric(10, 2), "n12" numeric(38, 10), "n13" numeric(65, 30), "n14" real, "n15" double precision, "n16" boolean, "n17" bigint, "n18" bigint, "n19" numeric(20, 0), "n20" smallint, "n21" date, "n22" interval(0), "n23" interval(3), "n24" interval(6), "n25" timestamp(0), "n26" timestamp(3), "n27" timestamp(6), "n28" timestamptz(0), "n29" timestamptz(3), "n30" timestamptz(6), "n31" text, "n32" text, "n33" text, "n34" text, "n35" text, "n36" text, "n37" text, "n38" text, "n39" bytea, "n40" bytea, "n41" bytea, "n42" bytea, "n43" bytea, "n44" bytea, "n45" jsonb, "n46" bytea, "n47" bytea, "n48" bytea, "n49" bytea, "n50" bytea, "n51" bytea, "v0" smallint, "v1" smallint, "v2" smallint, "v3" integer, "v4" integer, "v5" integer, "v6" integer, "v7" bigint, "v8" bigint, "v9" numeric(20, 0), "v10" numeric(10, 0), "v11" numeric(10, 2), "v12" numeric(38, 10), "v13" numeric(65, 30), "v14" real, "v15" double precision, "v16" boolean, "v17" bigint, "v18" bigint, "v19" numeric(20, 0), "v20" smallint, "v21" date, "v22" interval(0), "v23" interval(3), "v24" interval(6), "v25" timestamp(0), "v26" timestamp(3), "v27" timestamp(6), "v28" timestamptz(0), "v29" timestamptz(3), "v30" timestamptz(6), "v31" text, "v32" text, "v33" text, "v34" text, "v35" text, "v36" text, "v37" text, "v38" text, "v39" bytea, "v40" bytea, "v41" bytea, "v42" bytea, "v43" bytea, "v44" bytea, "v45" jsonb, "v46" bytea, "v47" bytea, "v48" bytea, "v49" bytea, "v50" bytea, "v51" bytea, op_type text, commit_ts timestamptz, change_seq text);

INSERT INTO "every_type_CURRENT_rows" AS kept ("id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", commit_ts, change_seq, is_deleted)
WITH latest AS (
  SELECT DISTINCT ON ("id") "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq
  FROM "every_type_CURRENT_stage"
  WHERE batch_id = :#batch
  ORDER BY "id", change_seq DESC
), emptied AS MATERIALIZED (
  SELECT max(change_seq) AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = 'every_type_CURRENT'
)
SELECT latest."id", latest."n0", latest."n1", latest."n2", latest."n3", latest."n4", latest."n5", latest."n6", latest."n7", latest."n8", latest."n9", latest."n10", latest."n11", latest."n12", latest."n13", latest."n14", latest."n15", latest."n16", latest."n17", latest."n18", latest."n19", latest."n20", latest."n21", latest."n22", latest."n23", latest."n24", latest."n25", latest."n26", latest."n27", latest."n28", latest."n29", latest."n30", latest."n31", latest."n32", latest."n33", latest."n34", latest."n35", latest."n36", latest."n37", latest."n38", latest."n39", latest."n40", latest."n41", latest."n42", latest."n43", latest."n44", latest."n45", latest."n46", latest."n47", latest."n48", latest."n49", latest."n50", latest."n51", latest."v0", latest."v1", latest."v2", latest."v3", latest."v4", latest."v5", latest."v6", latest."v7", latest."v8", latest."v9", latest."v10", latest."v11", latest."v12", latest."v13", latest."v14", latest."v15", latest."v16", latest."v17", latest."v18", latest."v19", latest."v20", latest."v21", latest."v22", latest."v23", latest."v24", latest."v25", latest."v26", latest."v27", latest."v28", latest."v29", latest."v30", latest."v31", latest."v32", latest."v33", latest."v34", latest."v35", latest."v36", latest."v37", latest."v38", latest."v39", latest."v40", latest."v41", latest."v42", latest."v43", latest."v44", latest."v45", latest."v46", latest."v47", latest."v48", latest."v49", latest."v50", latest."v51",
  CASE WHEN emptied.change_seq > latest.change_seq THEN emptied.commit_ts ELSE latest.commit_ts END,
  greatest(latest.change_seq, emptied.change_seq),
  latest.op_type IN ('d', 't') OR coalesce(emptied.change_seq > latest.change_seq, false)
FROM latest CROSS JOIN emptied
ORDER BY latest."id"
ON CONFLICT ("id") DO UPDATE SET
  "id" = excluded."id", "n0" = excluded."n0", "n1" = excluded."n1", "n2" = excluded."n2", "n3" = excluded."n3", "n4" = excluded."n4", "n5" = excluded."n5", "n6" = excluded."n6", "n7" = excluded."n7", "n8" = excluded."n8", "n9" = excluded."n9", "n10" = excluded."n10", "n11" = excluded."n11", "n12" = excluded."n12", "n13" = excluded."n13", "n14" = excluded."n14", "n15" = excluded."n15", "n16" = excluded."n16", "n17" = excluded."n17", "n18" = excluded."n18", "n19" = excluded."n19", "n20" = excluded."n20", "n21" = excluded."n21", "n22" = excluded."n22", "n23" = excluded."n23", "n24" = excluded."n24", "n25" = excluded."n25", "n26" = excluded."n26", "n27" = excluded."n27", "n28" = excluded."n28", "n29" = excluded."n29", "n30" = excluded."n30", "n31" = excluded."n31", "n32" = excluded."n32", "n33" = excluded."n33", "n34" = excluded."n34", "n35" = excluded."n35", "n36" = excluded."n36", "n37" = excluded."n37", "n38" = excluded."n38", "n39" = excluded."n39", "n40" = excluded."n40", "n41" = excluded."n41", "n42" = excluded."n42", "n43" = excluded."n43", "n44" = excluded."n44", "n45" = excluded."n45", "n46" = excluded."n46", "n47" = excluded."n47", "n48" = excluded."n48", "n49" = excluded."n49", "n50" = excluded."n50", "n51" = excluded."n51", "v0" = excluded."v0", "v1" = excluded."v1", "v2" = excluded."v2", "v3" = excluded."v3", "v4" = excluded."v4", "v5" = excluded."v5", "v6" = excluded."v6", "v7" = excluded."v7", "v8" = excluded."v8", "v9" = excluded."v9", "v10" = excluded."v10", "v11" = excluded."v11", "v12" = excluded."v12", "v13" = excluded."v13", "v14" = excluded."v14", "v15" = excluded."v15", "v16" = excluded."v16", "v17" = excluded."v17", "v18" = excluded."v18", "v19" = excluded."v19", "v20" = excluded."v20", "v21" = excluded."v21", "v22" = excluded."v22", "v23" = excluded."v23", "v24" = excluded."v24", "v25" = excluded."v25", "v26" = excluded."v26", "v27" = excluded."v27", "v28" = excluded."v28", "v29" = excluded."v29", "v30" = excluded."v30", "v31" = excluded."v31", "v32" = excluded."v32", "v33" = excluded."v33", "v34" = excluded."v34", "v35" = excluded."v35", "v36" = excluded."v36", "v37" = excluded."v37", "v38" = excluded."v38", "v39" = excluded."v39", "v40" = excluded."v40", "v41" = excluded."v41", "v42" = excluded."v42", "v43" = excluded."v43", "v44" = excluded."v44", "v45" = excluded."v45", "v46" = excluded."v46", "v47" = excluded."v47", "v48" = excluded."v48", "v49" = excluded."v49", "v50" = excluded."v50", "v51" = excluded."v51",
  commit_ts = excluded.commit_ts,
  change_seq = excluded.change_seq,
  is_deleted = excluded.is_deleted
WHERE excluded.change_seq > kept.change_seq;

DELETE FROM "every_type_CURRENT_stage" WHERE batch_id = :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_type_CURRENT', :#seq, CAST(:#at AS timestamptz))
ON CONFLICT DO NOTHING;

INSERT INTO "every_type_CURRENT_stage" (batch_id, "id", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19", "n20", "n21", "n22", "n23", "n24", "n25", "n26", "n27", "n28", "n29", "n30", "n31", "n32", "n33", "n34", "n35", "n36", "n37", "n38", "n39", "n40", "n41", "n42", "n43", "n44", "n45", "n46", "n47", "n48", "n49", "n50", "n51", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41", "v42", "v43", "v44", "v45", "v46", "v47", "v48", "v49", "v50", "v51", op_type, commit_ts, change_seq)
SELECT :#batch, "id", CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS numeric(10, 0)), CAST(NULL AS numeric(10, 2)), CAST(NULL AS numeric(38, 10)), CAST(NULL AS numeric(65, 30)), CAST(NULL AS real), CAST(NULL AS double precision), CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS smallint), CAST(NULL AS date), CAST(NULL AS interval(0)), CAST(NULL AS interval(3)), CAST(NULL AS interval(6)), CAST(NULL AS timestamp(0)), CAST(NULL AS timestamp(3)), CAST(NULL AS timestamp(6)), CAST(NULL AS timestamptz(0)), CAST(NULL AS timestamptz(3)), CAST(NULL AS timestamptz(6)), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS jsonb), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS smallint), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS integer), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS numeric(10, 0)), CAST(NULL AS numeric(10, 2)), CAST(NULL AS numeric(38, 10)), CAST(NULL AS numeric(65, 30)), CAST(NULL AS real), CAST(NULL AS double precision), CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS numeric(20, 0)), CAST(NULL AS smallint), CAST(NULL AS date), CAST(NULL AS interval(0)), CAST(NULL AS interval(3)), CAST(NULL AS interval(6)), CAST(NULL AS timestamp(0)), CAST(NULL AS timestamp(3)), CAST(NULL AS timestamp(6)), CAST(NULL AS timestamptz(0)), CAST(NULL AS timestamptz(3)), CAST(NULL AS timestamptz(6)), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS jsonb), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), CAST(NULL AS bytea), 't', CAST(:#at AS timestamptz), :#seq
FROM "every_type_CURRENT_rows"
WHERE change_seq < :#seq AND NOT is_deleted;

CREATE TABLE IF NOT EXISTS "every_key_CURRENT_rows" (
  "k0" smallint NOT NULL, "k1" smallint NOT NULL, "k2" smallint NOT NULL, "k3" integer NOT NULL, "k4" integer NOT NULL, "k5" integer NOT NULL, "k6" integer NOT NULL, "k7" bigint NOT NULL, "k8" bigint NOT NULL, "k9" numeric(20, 0) NOT NULL, "k10" numeric(10, 0) NOT NULL, "k11" numeric(10, 2) NOT NULL, "k12" numeric(38, 10) NOT NULL, "k13" numeric(65, 30) NOT NULL, "k14" boolean NOT NULL, "k15" bigint NOT NULL, "k16" bigint NOT NULL, "k17" numeric(20, 0) NOT NULL, "k18" smallint NOT NULL, "k19" date NOT NULL, "k20" interval(0) NOT NULL, "k21" interval(3) NOT NULL, "k22" interval(6) NOT NULL, "k23" timestamp(0) NOT NULL, "k24" timestamp(3) NOT NULL, "k25" timestamp(6) NOT NULL, "k26" timestamptz(0) NOT NULL, "k27" timestamptz(3) NOT NULL, "k28" timestamptz(6) NOT NULL, "k29" text NOT NULL, "k30" text NOT NULL, "k31" text NOT NULL, "k32" text NOT NULL, "k33" text NOT NULL, "k34" text NOT NULL, "k35" text NOT NULL, "k36" text NOT NULL, "k37" bytea NOT NULL, "k38" bytea NOT NULL, "k39" bytea NOT NULL, "k40" bytea NOT NULL, "k41" bytea NOT NULL, "k42" bytea NOT NULL, "k43" bytea NOT NULL, "k44" bytea NOT NULL, "k45" bytea NOT NULL, "k46" bytea NOT NULL, "k47" bytea NOT NULL, "k48" bytea NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  is_deleted boolean NOT NULL,
  PRIMARY KEY ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48")
) WITH (fillfactor = 85);

CREATE UNLOGGED TABLE IF NOT EXISTS "every_key_CURRENT_stage" (
  batch_id text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  "k0" smallint, "k1" smallint, "k2" smallint, "k3" integer, "k4" integer, "k5" integer, "k6" integer, "k7" bigint, "k8" bigint, "k9" numeric(20, 0), "k10" numeric(10, 0), "k11" numeric(10, 2), "k12" numeric(38, 10), "k13" numeric(65, 30), "k14" boolean, "k15" bigint, "k16" bigint, "k17" numeric(20, 0), "k18" smallint, "k19" date, "k20" interval(0), "k21" interval(3), "k22" interval(6), "k23" timestamp(0), "k24" timestamp(3), "k25" timestamp(6), "k26" timestamptz(0), "k27" timestamptz(3), "k28" timestamptz(6), "k29" text, "k30" text, "k31" text, "k32" text, "k33" text, "k34" text, "k35" text, "k36" text, "k37" bytea, "k38" bytea, "k39" bytea, "k40" bytea, "k41" bytea, "k42" bytea, "k43" bytea, "k44" bytea, "k45" bytea, "k46" bytea, "k47" bytea, "k48" bytea,
  op_type varchar(1) NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL
);

DO $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relname = 'every_key_CURRENT_stage' AND pg_table_is_visible(indrelid)
  ) THEN CREATE INDEX ON "every_key_CURRENT_stage" (batch_id); END IF; END $$;

DELETE FROM "every_key_CURRENT_stage" WHERE staged_at < now() - interval '1 day';

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq)
);

CREATE OR REPLACE VIEW "every_key_CURRENT" AS
SELECT "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", commit_ts, change_seq FROM "every_key_CURRENT_rows" WHERE NOT is_deleted;

INSERT INTO "every_key_CURRENT_stage" (batch_id, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq)
SELECT :#batch, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq
FROM json_to_recordset(CAST(:#rows AS json))
  AS staged ("k0" smallint, "k1" smallint, "k2" smallint, "k3" integer, "k4" integer, "k5" integer, "k6" integer, "k7" bigint, "k8" bigint, "k9" numeric(20, 0), "k10" numeric(10, 0), "k11" numeric(10, 2), "k12" numeric(38, 10), "k13" numeric(65, 30), "k14" boolean, "k15" bigint, "k16" bigint, "k17" numeric(20, 0), "k18" smallint, "k19" date, "k20" interval(0), "k21" interval(3), "k22" interval(6), "k23" timestamp(0), "k24" timestamp(3), "k25" timestamp(6), "k26" timestamptz(0), "k27" timestamptz(3), "k28" timestamptz(6), "k29" text, "k30" text, "k31" text, "k32" text, "k33" text, "k34" text, "k35" text, "k36" text, "k37" bytea, "k38" bytea, "k39" bytea, "k40" bytea, "k41" bytea, "k42" bytea, "k43" bytea, "k44" bytea, "k45" bytea, "k46" bytea, "k47" bytea, "k48" bytea, op_type text, commit_ts timestamptz, change_seq text);

INSERT INTO "every_key_CURRENT_rows" AS kept ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", commit_ts, change_seq, is_deleted)
WITH latest AS (
  SELECT DISTINCT ON ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48") "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq
  FROM "every_key_CURRENT_stage"
  WHERE batch_id = :#batch
  ORDER BY "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", change_seq DESC
), emptied AS MATERIALIZED (
  SELECT max(change_seq) AS change_seq, max(commit_ts) AS commit_ts
  FROM hindsight_truncates
  WHERE table_name = 'every_key_CURRENT'
)
SELECT latest."k0", latest."k1", latest."k2", latest."k3", latest."k4", latest."k5", latest."k6", latest."k7", latest."k8", latest."k9", latest."k10", latest."k11", latest."k12", latest."k13", latest."k14", latest."k15", latest."k16", latest."k17", latest."k18", latest."k19", latest."k20", latest."k21", latest."k22", latest."k23", latest."k24", latest."k25", latest."k26", latest."k27", latest."k28", latest."k29", latest."k30", latest."k31", latest."k32", latest."k33", latest."k34", latest."k35", latest."k36", latest."k37", latest."k38", latest."k39", latest."k40", latest."k41", latest."k42", latest."k43", latest."k44", latest."k45", latest."k46", latest."k47", latest."k48",
  CASE WHEN emptied.change_seq > latest.change_seq THEN emptied.commit_ts ELSE latest.commit_ts END,
  greatest(latest.change_seq, emptied.change_seq),
  latest.op_type IN ('d', 't') OR coalesce(emptied.change_seq > latest.change_seq, false)
FROM latest CROSS JOIN emptied
ORDER BY latest."k0", latest."k1", latest."k2", latest."k3", latest."k4", latest."k5", latest."k6", latest."k7", latest."k8", latest."k9", latest."k10", latest."k11", latest."k12", latest."k13", latest."k14", latest."k15", latest."k16", latest."k17", latest."k18", latest."k19", latest."k20", latest."k21", latest."k22", latest."k23", latest."k24", latest."k25", latest."k26", latest."k27", latest."k28", latest."k29", latest."k30", latest."k31", latest."k32", latest."k33", latest."k34", latest."k35", latest."k36", latest."k37", latest."k38", latest."k39", latest."k40", latest."k41", latest."k42", latest."k43", latest."k44", latest."k45", latest."k46", latest."k47", latest."k48"
ON CONFLICT ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48") DO UPDATE SET
  "k0" = excluded."k0", "k1" = excluded."k1", "k2" = excluded."k2", "k3" = excluded."k3", "k4" = excluded."k4", "k5" = excluded."k5", "k6" = excluded."k6", "k7" = excluded."k7", "k8" = excluded."k8", "k9" = excluded."k9", "k10" = excluded."k10", "k11" = excluded."k11", "k12" = excluded."k12", "k13" = excluded."k13", "k14" = excluded."k14", "k15" = excluded."k15", "k16" = excluded."k16", "k17" = excluded."k17", "k18" = excluded."k18", "k19" = excluded."k19", "k20" = excluded."k20", "k21" = excluded."k21", "k22" = excluded."k22", "k23" = excluded."k23", "k24" = excluded."k24", "k25" = excluded."k25", "k26" = excluded."k26", "k27" = excluded."k27", "k28" = excluded."k28", "k29" = excluded."k29", "k30" = excluded."k30", "k31" = excluded."k31", "k32" = excluded."k32", "k33" = excluded."k33", "k34" = excluded."k34", "k35" = excluded."k35", "k36" = excluded."k36", "k37" = excluded."k37", "k38" = excluded."k38", "k39" = excluded."k39", "k40" = excluded."k40", "k41" = excluded."k41", "k42" = excluded."k42", "k43" = excluded."k43", "k44" = excluded."k44", "k45" = excluded."k45", "k46" = excluded."k46", "k47" = excluded."k47", "k48" = excluded."k48",
  commit_ts = excluded.commit_ts,
  change_seq = excluded.change_seq,
  is_deleted = excluded.is_deleted
WHERE excluded.change_seq > kept.change_seq;

DELETE FROM "every_key_CURRENT_stage" WHERE batch_id = :#batch;

INSERT INTO hindsight_truncates (table_name, change_seq, commit_ts)
VALUES ('every_key_CURRENT', :#seq, CAST(:#at AS timestamptz))
ON CONFLICT DO NOTHING;

INSERT INTO "every_key_CURRENT_stage" (batch_id, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", op_type, commit_ts, change_seq)
SELECT :#batch, "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", 't', CAST(:#at AS timestamptz), :#seq
FROM "every_key_CURRENT_rows"
WHERE change_seq < :#seq AND NOT is_deleted;
