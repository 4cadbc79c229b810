-- The page's statistics: made again every second out of the orders as they are now, so that a changed, deleted or
-- repeated order counts once and as what it is. Sums that only grow with each insert couldn't do that.
CREATE MATERIALIZED VIEW IF NOT EXISTS order_totals
REFRESH EVERY 1 SECOND
ENGINE = MergeTree ORDER BY tuple()
AS SELECT count() AS orders, sum(total_price) AS revenue, uniqExact(user_id) AS customers, max(commit_ts) AS latest
FROM orders_realtime;

CREATE MATERIALIZED VIEW IF NOT EXISTS product_totals
REFRESH EVERY 1 SECOND
ENGINE = MergeTree ORDER BY tuple()
AS SELECT product_name, count() AS orders, sum(quantity) AS pieces, sum(total_price) AS revenue
FROM orders_realtime
GROUP BY product_name;

CREATE MATERIALIZED VIEW IF NOT EXISTS minute_totals
REFRESH EVERY 1 SECOND
ENGINE = MergeTree ORDER BY tuple()
AS SELECT toStartOfMinute(created_at) AS minute, count() AS orders, sum(total_price) AS revenue
FROM orders_realtime
GROUP BY minute;
