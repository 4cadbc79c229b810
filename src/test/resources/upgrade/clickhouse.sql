CREATE TABLE upgrade.hindsight_truncates (`table_name` String, `change_seq` FixedString(32), `commit_ts` DateTime64(6, 'UTC')) ENGINE = ReplacingMergeTree ORDER BY (table_name, change_seq) SETTINGS index_granularity = 8192;

CREATE TABLE upgrade.item_history_rows (`id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32), `known_changes` UInt64, `colour` Nullable(String)) ENGINE = ReplacingMergeTree(known_changes) ORDER BY (id, change_seq) SETTINGS index_granularity = 512, min_compress_block_size = 2048;

CREATE TABLE upgrade.item_history_stage (`batch_id` String, `staged_at` DateTime DEFAULT now(), `id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `op_type` LowCardinality(String), `commit_ts` DateTime64(6, 'UTC'), `change_seq` FixedString(32), `colour` Nullable(String)) ENGINE = MergeTree PARTITION BY batch_id ORDER BY tuple() TTL staged_at + toIntervalDay(1) SETTINGS index_granularity = 8192;

CREATE TABLE upgrade.item_latest_rows (`id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `commit_ts` DateTime64(6, 'UTC'), `change_seq` FixedString(32), `is_deleted` UInt8, `version` UInt128 MATERIALIZED reinterpretAsUInt128(reverse(unhex(change_seq))), `colour` Nullable(String)) ENGINE = ReplacingMergeTree(version, is_deleted) ORDER BY (id) SETTINGS index_granularity = 8192;

CREATE TABLE upgrade.item_latest_stage (`batch_id` String, `staged_at` DateTime DEFAULT now(), `id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `op_type` LowCardinality(String), `commit_ts` DateTime64(6, 'UTC'), `change_seq` FixedString(32), `colour` Nullable(String)) ENGINE = MergeTree PARTITION BY batch_id ORDER BY tuple() TTL staged_at + toIntervalDay(1) SETTINGS index_granularity = 8192;

CREATE TABLE upgrade.stock_history_rows (`warehouse` Int32, `item` Int32, `quantity` Int32, `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32), `known_changes` UInt64) ENGINE = ReplacingMergeTree(known_changes) ORDER BY (warehouse, item, change_seq) SETTINGS index_granularity = 512, min_compress_block_size = 2048;

CREATE TABLE upgrade.stock_history_stage (`batch_id` String, `staged_at` DateTime DEFAULT now(), `warehouse` Int32, `item` Int32, `quantity` Int32, `op_type` LowCardinality(String), `commit_ts` DateTime64(6, 'UTC'), `change_seq` FixedString(32)) ENGINE = MergeTree PARTITION BY batch_id ORDER BY tuple() TTL staged_at + toIntervalDay(1) SETTINGS index_granularity = 8192;

INSERT INTO `hindsight_truncates` FORMAT JSONEachRow {"table_name":"stock_history","change_seq":"00000000000100000000102700000000","commit_ts":"2026-11-29 13:02:02.000000"};

INSERT INTO `hindsight_truncates` FORMAT JSONEachRow {"table_name":"stock_history","change_seq":"00000000000100000000102700000000","commit_ts":"2026-11-29 13:02:02.000000"};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":1,"name":"sword","price":100.25,"seen_at":"2024-02-29 12:34:56.789012","effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":1,"name":"sword","price":101.25,"seen_at":"2024-02-29 12:34:56.789012","effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:54.000000","is_current":false,"op_type":"u","change_seq":"00000000000100000000098d00000000","known_changes":3,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":1,"name":"sword","price":102.25,"seen_at":"2024-02-29 12:34:56.789012","effective_start_ts":"2026-11-29 13:02:54.000000","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"0000000000010000000016b000000000","known_changes":3,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":2,"name":"bow","price":80,"seen_at":null,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":2,"name":"long bow","price":80,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:54.000000","is_current":false,"op_type":"u","change_seq":"000000000001000000000ae400000000","known_changes":3,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":2,"name":"long bow","price":81,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:54.000000","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"0000000000010000000016b000000001","known_changes":3,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":3,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":3,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"d","change_seq":"000000000001000000000d5800000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"000000000001000000000f7300000000","known_changes":2,"colour":"red"};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":5,"name":"ring","price":0.01,"seen_at":null,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":1,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":6,"name":"boots","price":12.5,"seen_at":null,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":6,"name":"boots","price":12.5,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"d","change_seq":"000000000001000000000c2300000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":7,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:54.000000","is_current":false,"op_type":"c","change_seq":"000000000001000000000d5800000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":7,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:54.000000","effective_end_ts":"2026-11-29 13:02:54.000000","is_current":false,"op_type":"d","change_seq":"00000000000100000000195d00000000","known_changes":2,"colour":null};

INSERT INTO `item_history_rows` FORMAT JSONEachRow {"id":8,"name":"cloak","price":33,"seen_at":null,"effective_start_ts":"2026-11-29 13:02:54.000000","effective_end_ts":null,"is_current":true,"op_type":"c","change_seq":"00000000000100000000182900000000","known_changes":1,"colour":"blue"};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":1,"name":"sword","price":100.25,"seen_at":"2024-02-29 12:34:56.789012","commit_ts":"2026-11-29 13:01:46.000000","change_seq":"0000000000010000000008ab00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":1,"name":"sword","price":101.25,"seen_at":"2024-02-29 12:34:56.789012","commit_ts":"2026-11-29 13:02:02.000000","change_seq":"00000000000100000000098d00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":2,"name":"bow","price":80,"seen_at":null,"commit_ts":"2026-11-29 13:01:46.000000","change_seq":"0000000000010000000008ab00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":2,"name":"long bow","price":80,"seen_at":null,"commit_ts":"2026-11-29 13:02:02.000000","change_seq":"000000000001000000000ae400000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":3,"name":"shield","price":null,"seen_at":null,"commit_ts":"2026-11-29 13:01:46.000000","change_seq":"0000000000010000000008ab00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":3,"name":"shield","price":null,"seen_at":null,"commit_ts":"2026-11-29 13:02:02.000000","change_seq":"000000000001000000000d5800000000","is_deleted":1,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"commit_ts":"2026-11-29 13:01:46.000000","change_seq":"0000000000010000000008ab00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"commit_ts":"2026-11-29 13:02:02.000000","change_seq":"000000000001000000000f7300000000","is_deleted":0,"colour":"red"};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":5,"name":"ring","price":0.01,"seen_at":null,"commit_ts":"2026-11-29 13:01:46.000000","change_seq":"0000000000010000000008ab00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":6,"name":"boots","price":12.5,"seen_at":null,"commit_ts":"2026-11-29 13:01:46.000000","change_seq":"0000000000010000000008ab00000000","is_deleted":0,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":6,"name":"boots","price":12.5,"seen_at":null,"commit_ts":"2026-11-29 13:02:02.000000","change_seq":"000000000001000000000c2300000000","is_deleted":1,"colour":null};

INSERT INTO `item_latest_rows` FORMAT JSONEachRow {"id":7,"name":"shield","price":null,"seen_at":null,"commit_ts":"2026-11-29 13:02:02.000000","change_seq":"000000000001000000000d5800000000","is_deleted":0,"colour":null};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":1,"item":1,"quantity":10,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":1,"item":1,"quantity":10,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":1};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":1,"item":1,"quantity":10,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000129c00000000","known_changes":4};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":1,"item":1,"quantity":11,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"c","change_seq":"00000000000100000000115c00000000","known_changes":4};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":1,"item":2,"quantity":20,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":1,"item":2,"quantity":20,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":1};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":2,"item":1,"quantity":30,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":2,"item":1,"quantity":30,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":1};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":2,"item":1,"quantity":30,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000129c00000001","known_changes":4};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":2,"item":1,"quantity":31,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"c","change_seq":"00000000000100000000115c00000001","known_changes":4};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":2,"item":2,"quantity":40,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":2};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":2,"item":2,"quantity":40,"effective_start_ts":"2026-11-29 13:01:46.000000","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000","known_changes":1};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":3,"item":1,"quantity":49,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000129c00000002","known_changes":3};

INSERT INTO `stock_history_rows` FORMAT JSONEachRow {"warehouse":3,"item":1,"quantity":50,"effective_start_ts":"2026-11-29 13:02:02.000000","effective_end_ts":"2026-11-29 13:02:02.000000","is_current":false,"op_type":"c","change_seq":"00000000000100000000115c00000002","known_changes":3};

CREATE VIEW upgrade.item_history (`id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32), `colour` Nullable(String)) AS SELECT id, name, price, seen_at, effective_start_ts, effective_end_ts, is_current, op_type, change_seq, colour FROM upgrade.item_history_rows FINAL;

CREATE VIEW upgrade.item_history_current (`id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32), `colour` Nullable(String)) AS SELECT * FROM upgrade.item_history WHERE is_current;

CREATE VIEW upgrade.item_history_versions (`id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32), `colour` Nullable(String)) AS WITH visible AS (SELECT * FROM upgrade.item_history WHERE (effective_end_ts IS NULL) OR (effective_end_ts > effective_start_ts)), marked AS (SELECT *, (lagInFrame(effective_end_ts) OVER by_seq = effective_start_ts) AND (lagInFrame(sipHash128(tuple(id, name, price, seen_at, colour))) OVER by_seq = sipHash128(tuple(id, name, price, seen_at, colour))) AS hindsight_continues FROM visible WINDOW by_seq AS (PARTITION BY id ORDER BY change_seq ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)), numbered AS (SELECT *, countIf(NOT ifNull(hindsight_continues, false)) OVER (PARTITION BY id ORDER BY change_seq ASC) AS hindsight_run FROM marked), runs AS (SELECT *, min(effective_start_ts) OVER (PARTITION BY id, hindsight_run) AS hindsight_run_start_ts, row_number() OVER (PARTITION BY id, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last FROM numbered) SELECT id, name, price, seen_at, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq, colour FROM runs WHERE hindsight_from_last = 1;

CREATE VIEW upgrade.item_latest (`id` Int32, `name` String, `price` Nullable(Decimal(12, 2)), `seen_at` Nullable(DateTime64(6, 'UTC')), `commit_ts` DateTime64(6, 'UTC'), `change_seq` FixedString(32), `colour` Nullable(String)) AS SELECT id, name, price, seen_at, commit_ts, change_seq, colour FROM upgrade.item_latest_rows FINAL WHERE NOT is_deleted;

CREATE VIEW upgrade.stock_history (`warehouse` Int32, `item` Int32, `quantity` Int32, `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32)) AS SELECT warehouse, item, quantity, effective_start_ts, effective_end_ts, is_current, op_type, change_seq FROM upgrade.stock_history_rows FINAL;

CREATE VIEW upgrade.stock_history_current (`warehouse` Int32, `item` Int32, `quantity` Int32, `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32)) AS SELECT * FROM upgrade.stock_history WHERE is_current;

CREATE VIEW upgrade.stock_history_versions (`warehouse` Int32, `item` Int32, `quantity` Int32, `effective_start_ts` DateTime64(6, 'UTC'), `effective_end_ts` Nullable(DateTime64(6, 'UTC')), `is_current` Bool, `op_type` LowCardinality(String), `change_seq` FixedString(32)) AS WITH visible AS (SELECT * FROM upgrade.stock_history WHERE (effective_end_ts IS NULL) OR (effective_end_ts > effective_start_ts)), marked AS (SELECT *, (lagInFrame(effective_end_ts) OVER by_seq = effective_start_ts) AND (lagInFrame(sipHash128(tuple(warehouse, item, quantity))) OVER by_seq = sipHash128(tuple(warehouse, item, quantity))) AS hindsight_continues FROM visible WINDOW by_seq AS (PARTITION BY warehouse, item ORDER BY change_seq ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)), numbered AS (SELECT *, countIf(NOT ifNull(hindsight_continues, false)) OVER (PARTITION BY warehouse, item ORDER BY change_seq ASC) AS hindsight_run FROM marked), runs AS (SELECT *, min(effective_start_ts) OVER (PARTITION BY warehouse, item, hindsight_run) AS hindsight_run_start_ts, row_number() OVER (PARTITION BY warehouse, item, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last FROM numbered) SELECT warehouse, item, quantity, hindsight_run_start_ts AS effective_start_ts, effective_end_ts, is_current, op_type, change_seq FROM runs WHERE hindsight_from_last = 1;
