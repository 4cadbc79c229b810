CREATE TABLE hindsight_truncates (table_name text NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, commit_ts timestamp with time zone NOT NULL, PRIMARY KEY (table_name, change_seq));

CREATE TABLE item_history (id integer NOT NULL, name text, price numeric(12,2), seen_at timestamp(6) without time zone, effective_start_ts timestamp with time zone NOT NULL, effective_end_ts timestamp with time zone, is_current boolean NOT NULL, op_type character varying(1) NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, colour text, PRIMARY KEY (id, change_seq)) WITH (fillfactor=85);

CREATE UNLOGGED TABLE item_history_stage (batch_id text NOT NULL, staged_at timestamp with time zone DEFAULT now() NOT NULL, id integer, name text, price numeric(12,2), seen_at timestamp(6) without time zone, op_type character varying(1) NOT NULL, commit_ts timestamp with time zone NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, colour text);

CREATE TABLE item_latest_rows (id integer NOT NULL, name text, price numeric(12,2), seen_at timestamp(6) without time zone, commit_ts timestamp with time zone NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, is_deleted boolean NOT NULL, colour text, PRIMARY KEY (id)) WITH (fillfactor=85);

CREATE UNLOGGED TABLE item_latest_stage (batch_id text NOT NULL, staged_at timestamp with time zone DEFAULT now() NOT NULL, id integer, name text, price numeric(12,2), seen_at timestamp(6) without time zone, op_type character varying(1) NOT NULL, commit_ts timestamp with time zone NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, colour text);

CREATE TABLE stock_history (warehouse integer NOT NULL, item integer NOT NULL, quantity integer, effective_start_ts timestamp with time zone NOT NULL, effective_end_ts timestamp with time zone, is_current boolean NOT NULL, op_type character varying(1) NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, PRIMARY KEY (warehouse, item, change_seq)) WITH (fillfactor=85);

CREATE UNLOGGED TABLE stock_history_stage (batch_id text NOT NULL, staged_at timestamp with time zone DEFAULT now() NOT NULL, warehouse integer, item integer, quantity integer, op_type character varying(1) NOT NULL, commit_ts timestamp with time zone NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL);

CREATE TABLE tickets (ticket numeric(20,0) NOT NULL, state text, detail jsonb, effective_start_ts timestamp with time zone NOT NULL, effective_end_ts timestamp with time zone, is_current boolean NOT NULL, op_type character varying(1) NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL, PRIMARY KEY (ticket, change_seq)) WITH (fillfactor=85);

CREATE UNLOGGED TABLE tickets_stage (batch_id text NOT NULL, staged_at timestamp with time zone DEFAULT now() NOT NULL, ticket numeric(20,0), state text, detail jsonb, op_type character varying(1) NOT NULL, commit_ts timestamp with time zone NOT NULL, change_seq character varying(32) COLLATE "C" NOT NULL);

INSERT INTO "hindsight_truncates" SELECT * FROM json_populate_record(NULL::"hindsight_truncates", $row${"table_name":"stock_history","change_seq":"00000000000100000000102700000000","commit_ts":"2026-11-29T13:02:02+00:00"}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":1,"name":"sword","price":100.25,"seen_at":"2024-02-29T12:34:56.789012","effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":1,"name":"sword","price":101.25,"seen_at":"2024-02-29T12:34:56.789012","effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:54+00:00","is_current":false,"op_type":"u","change_seq":"00000000000100000000098d00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":1,"name":"sword","price":102.25,"seen_at":"2024-02-29T12:34:56.789012","effective_start_ts":"2026-11-29T13:02:54+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"0000000000010000000016b000000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":2,"name":"bow","price":80.00,"seen_at":null,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":2,"name":"long bow","price":80.00,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:54+00:00","is_current":false,"op_type":"u","change_seq":"000000000001000000000ae400000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":2,"name":"long bow","price":81.00,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:54+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"0000000000010000000016b000000001","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":3,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":3,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"d","change_seq":"000000000001000000000d5800000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"000000000001000000000f7300000000","colour":"red"}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":5,"name":"ring","price":0.01,"seen_at":null,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":6,"name":"boots","price":12.50,"seen_at":null,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":6,"name":"boots","price":12.50,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"d","change_seq":"000000000001000000000c2300000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":7,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:54+00:00","is_current":false,"op_type":"c","change_seq":"000000000001000000000d5800000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":7,"name":"shield","price":null,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:54+00:00","effective_end_ts":"2026-11-29T13:02:54+00:00","is_current":false,"op_type":"d","change_seq":"00000000000100000000195d00000000","colour":null}$row$);

INSERT INTO "item_history" SELECT * FROM json_populate_record(NULL::"item_history", $row${"id":8,"name":"cloak","price":33.00,"seen_at":null,"effective_start_ts":"2026-11-29T13:02:54+00:00","effective_end_ts":null,"is_current":true,"op_type":"c","change_seq":"00000000000100000000182900000000","colour":"blue"}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":1,"name":"sword","price":101.25,"seen_at":"2024-02-29T12:34:56.789012","commit_ts":"2026-11-29T13:02:02+00:00","change_seq":"00000000000100000000098d00000000","is_deleted":false,"colour":null}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":2,"name":"long bow","price":80.00,"seen_at":null,"commit_ts":"2026-11-29T13:02:02+00:00","change_seq":"000000000001000000000ae400000000","is_deleted":false,"colour":null}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":3,"name":"shield","price":null,"seen_at":null,"commit_ts":"2026-11-29T13:02:02+00:00","change_seq":"000000000001000000000d5800000000","is_deleted":true,"colour":null}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":4,"name":"helm","price":9999999999.99,"seen_at":null,"commit_ts":"2026-11-29T13:02:02+00:00","change_seq":"000000000001000000000f7300000000","is_deleted":false,"colour":"red"}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":5,"name":"ring","price":0.01,"seen_at":null,"commit_ts":"2026-11-29T13:01:46+00:00","change_seq":"0000000000010000000008ab00000000","is_deleted":false,"colour":null}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":6,"name":"boots","price":12.50,"seen_at":null,"commit_ts":"2026-11-29T13:02:02+00:00","change_seq":"000000000001000000000c2300000000","is_deleted":true,"colour":null}$row$);

INSERT INTO "item_latest_rows" SELECT * FROM json_populate_record(NULL::"item_latest_rows", $row${"id":7,"name":"shield","price":null,"seen_at":null,"commit_ts":"2026-11-29T13:02:02+00:00","change_seq":"000000000001000000000d5800000000","is_deleted":false,"colour":null}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":1,"item":1,"quantity":10,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":1,"item":1,"quantity":10,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000129c00000000"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":1,"item":1,"quantity":11,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"c","change_seq":"00000000000100000000115c00000000"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":1,"item":2,"quantity":20,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":2,"item":1,"quantity":30,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":2,"item":1,"quantity":30,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000129c00000001"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":2,"item":1,"quantity":31,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"c","change_seq":"00000000000100000000115c00000001"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":2,"item":2,"quantity":40,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":3,"item":1,"quantity":49,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000129c00000002"}$row$);

INSERT INTO "stock_history" SELECT * FROM json_populate_record(NULL::"stock_history", $row${"warehouse":3,"item":1,"quantity":50,"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"c","change_seq":"00000000000100000000115c00000002"}$row$);

INSERT INTO "tickets" SELECT * FROM json_populate_record(NULL::"tickets", $row${"ticket":1,"state":"closed","detail":{"by": "ann"},"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":null,"is_current":true,"op_type":"u","change_seq":"00000000000100000000140900000000"}$row$);

INSERT INTO "tickets" SELECT * FROM json_populate_record(NULL::"tickets", $row${"ticket":1,"state":"open","detail":{"by": "ann"},"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":"2026-11-29T13:02:02+00:00","is_current":false,"op_type":"r","change_seq":"0000000000010000000008ab00000000"}$row$);

INSERT INTO "tickets" SELECT * FROM json_populate_record(NULL::"tickets", $row${"ticket":18446744073709551615,"state":"open","detail":null,"effective_start_ts":"2026-11-29T13:01:46+00:00","effective_end_ts":null,"is_current":true,"op_type":"r","change_seq":"0000000000010000000008ab00000000"}$row$);

INSERT INTO "tickets" SELECT * FROM json_populate_record(NULL::"tickets", $row${"ticket":2,"state":"open","detail":[1, 2.5, "three"],"effective_start_ts":"2026-11-29T13:02:02+00:00","effective_end_ts":null,"is_current":true,"op_type":"c","change_seq":"00000000000100000000155f00000000"}$row$);

CREATE VIEW item_history_current AS  SELECT id,
    name,
    price,
    seen_at,
    effective_start_ts,
    effective_end_ts,
    is_current,
    op_type,
    change_seq,
    colour
   FROM item_history
  WHERE is_current;

CREATE VIEW item_history_versions AS  WITH visible AS (
         SELECT item_history.id,
            item_history.name,
            item_history.price,
            item_history.seen_at,
            item_history.effective_start_ts,
            item_history.effective_end_ts,
            item_history.is_current,
            item_history.op_type,
            item_history.change_seq,
            item_history.colour
           FROM item_history
          WHERE ((item_history.effective_end_ts IS NULL) OR (item_history.effective_end_ts > item_history.effective_start_ts))
        ), marked AS (
         SELECT visible.id,
            visible.name,
            visible.price,
            visible.seen_at,
            visible.effective_start_ts,
            visible.effective_end_ts,
            visible.is_current,
            visible.op_type,
            visible.change_seq,
            visible.colour,
                CASE
                    WHEN ((lag(visible.effective_end_ts) OVER by_seq = visible.effective_start_ts) AND (NOT (lag(ROW(visible.id, visible.name, visible.price, visible.seen_at, visible.colour)) OVER by_seq IS DISTINCT FROM ROW(visible.id, visible.name, visible.price, visible.seen_at, visible.colour)))) THEN 0
                    ELSE 1
                END AS hindsight_begins
           FROM visible
          WINDOW by_seq AS (PARTITION BY visible.id ORDER BY visible.change_seq)
        ), numbered AS (
         SELECT marked.id,
            marked.name,
            marked.price,
            marked.seen_at,
            marked.effective_start_ts,
            marked.effective_end_ts,
            marked.is_current,
            marked.op_type,
            marked.change_seq,
            marked.colour,
            marked.hindsight_begins,
            sum(marked.hindsight_begins) OVER (PARTITION BY marked.id ORDER BY marked.change_seq) AS hindsight_run
           FROM marked
        ), runs AS (
         SELECT numbered.id,
            numbered.name,
            numbered.price,
            numbered.seen_at,
            numbered.effective_start_ts,
            numbered.effective_end_ts,
            numbered.is_current,
            numbered.op_type,
            numbered.change_seq,
            numbered.colour,
            numbered.hindsight_begins,
            numbered.hindsight_run,
            min(numbered.effective_start_ts) OVER (PARTITION BY numbered.id, numbered.hindsight_run) AS hindsight_run_start_ts,
            row_number() OVER (PARTITION BY numbered.id, numbered.hindsight_run ORDER BY numbered.change_seq DESC) AS hindsight_from_last
           FROM numbered
        )
 SELECT id,
    name,
    price,
    seen_at,
    hindsight_run_start_ts AS effective_start_ts,
    effective_end_ts,
    is_current,
    op_type,
    change_seq,
    colour
   FROM runs
  WHERE (hindsight_from_last = 1);

CREATE VIEW item_latest AS  SELECT id,
    name,
    price,
    seen_at,
    commit_ts,
    change_seq,
    colour
   FROM item_latest_rows
  WHERE (NOT is_deleted);

CREATE VIEW stock_history_current AS  SELECT warehouse,
    item,
    quantity,
    effective_start_ts,
    effective_end_ts,
    is_current,
    op_type,
    change_seq
   FROM stock_history
  WHERE is_current;

CREATE VIEW stock_history_versions AS  WITH visible AS (
         SELECT stock_history.warehouse,
            stock_history.item,
            stock_history.quantity,
            stock_history.effective_start_ts,
            stock_history.effective_end_ts,
            stock_history.is_current,
            stock_history.op_type,
            stock_history.change_seq
           FROM stock_history
          WHERE ((stock_history.effective_end_ts IS NULL) OR (stock_history.effective_end_ts > stock_history.effective_start_ts))
        ), marked AS (
         SELECT visible.warehouse,
            visible.item,
            visible.quantity,
            visible.effective_start_ts,
            visible.effective_end_ts,
            visible.is_current,
            visible.op_type,
            visible.change_seq,
                CASE
                    WHEN ((lag(visible.effective_end_ts) OVER by_seq = visible.effective_start_ts) AND (NOT (lag(ROW(visible.warehouse, visible.item, visible.quantity)) OVER by_seq IS DISTINCT FROM ROW(visible.warehouse, visible.item, visible.quantity)))) THEN 0
                    ELSE 1
                END AS hindsight_begins
           FROM visible
          WINDOW by_seq AS (PARTITION BY visible.warehouse, visible.item ORDER BY visible.change_seq)
        ), numbered AS (
         SELECT marked.warehouse,
            marked.item,
            marked.quantity,
            marked.effective_start_ts,
            marked.effective_end_ts,
            marked.is_current,
            marked.op_type,
            marked.change_seq,
            marked.hindsight_begins,
            sum(marked.hindsight_begins) OVER (PARTITION BY marked.warehouse, marked.item ORDER BY marked.change_seq) AS hindsight_run
           FROM marked
        ), runs AS (
         SELECT numbered.warehouse,
            numbered.item,
            numbered.quantity,
            numbered.effective_start_ts,
            numbered.effective_end_ts,
            numbered.is_current,
            numbered.op_type,
            numbered.change_seq,
            numbered.hindsight_begins,
            numbered.hindsight_run,
            min(numbered.effective_start_ts) OVER (PARTITION BY numbered.warehouse, numbered.item, numbered.hindsight_run) AS hindsight_run_start_ts,
            row_number() OVER (PARTITION BY numbered.warehouse, numbered.item, numbered.hindsight_run ORDER BY numbered.change_seq DESC) AS hindsight_from_last
           FROM numbered
        )
 SELECT warehouse,
    item,
    quantity,
    hindsight_run_start_ts AS effective_start_ts,
    effective_end_ts,
    is_current,
    op_type,
    change_seq
   FROM runs
  WHERE (hindsight_from_last = 1);

CREATE VIEW tickets_current AS  SELECT ticket,
    state,
    detail,
    effective_start_ts,
    effective_end_ts,
    is_current,
    op_type,
    change_seq
   FROM tickets
  WHERE is_current;

CREATE VIEW tickets_versions AS  WITH visible AS (
         SELECT tickets.ticket,
            tickets.state,
            tickets.detail,
            tickets.effective_start_ts,
            tickets.effective_end_ts,
            tickets.is_current,
            tickets.op_type,
            tickets.change_seq
           FROM tickets
          WHERE ((tickets.effective_end_ts IS NULL) OR (tickets.effective_end_ts > tickets.effective_start_ts))
        ), marked AS (
         SELECT visible.ticket,
            visible.state,
            visible.detail,
            visible.effective_start_ts,
            visible.effective_end_ts,
            visible.is_current,
            visible.op_type,
            visible.change_seq,
                CASE
                    WHEN ((lag(visible.effective_end_ts) OVER by_seq = visible.effective_start_ts) AND (NOT (lag(ROW(visible.ticket, visible.state, visible.detail)) OVER by_seq IS DISTINCT FROM ROW(visible.ticket, visible.state, visible.detail)))) THEN 0
                    ELSE 1
                END AS hindsight_begins
           FROM visible
          WINDOW by_seq AS (PARTITION BY visible.ticket ORDER BY visible.change_seq)
        ), numbered AS (
         SELECT marked.ticket,
            marked.state,
            marked.detail,
            marked.effective_start_ts,
            marked.effective_end_ts,
            marked.is_current,
            marked.op_type,
            marked.change_seq,
            marked.hindsight_begins,
            sum(marked.hindsight_begins) OVER (PARTITION BY marked.ticket ORDER BY marked.change_seq) AS hindsight_run
           FROM marked
        ), runs AS (
         SELECT numbered.ticket,
            numbered.state,
            numbered.detail,
            numbered.effective_start_ts,
            numbered.effective_end_ts,
            numbered.is_current,
            numbered.op_type,
            numbered.change_seq,
            numbered.hindsight_begins,
            numbered.hindsight_run,
            min(numbered.effective_start_ts) OVER (PARTITION BY numbered.ticket, numbered.hindsight_run) AS hindsight_run_start_ts,
            row_number() OVER (PARTITION BY numbered.ticket, numbered.hindsight_run ORDER BY numbered.change_seq DESC) AS hindsight_from_last
           FROM numbered
        )
 SELECT ticket,
    state,
    detail,
    hindsight_run_start_ts AS effective_start_ts,
    effective_end_ts,
    is_current,
    op_type,
    change_seq
   FROM runs
  WHERE (hindsight_from_last = 1);
