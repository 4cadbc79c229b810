INSERT INTO stream.enriched_orders (order_id, customer, region, total, placed)
VALUES (CAST(:#order_id AS BIGINT), :#customer, :#region, CAST(:#total AS NUMERIC), :#placed)
ON CONFLICT (order_id) DO UPDATE
SET customer = excluded.customer, region = excluded.region, total = excluded.total, placed = excluded.placed
