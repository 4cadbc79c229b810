-- what is known of the customer before this order, which is then counted
WITH placed AS (
  SELECT CAST(:#${variable.after[customer_id]} AS INT) AS customer_id, CAST(:#${variable.after[total]} AS NUMERIC) AS total
), counted AS (
  INSERT INTO stream.customer_orders AS known (customer_id, partition, orders, total, squares, next_offset)
  SELECT customer_id, :#${variable.partition}, 1, total, total * total, :#${variable.offset} + 1 FROM placed
  ON CONFLICT (customer_id, partition) DO UPDATE
  SET orders = known.orders + 1, total = known.total + excluded.total, squares = known.squares + excluded.squares,
    next_offset = excluded.next_offset
  WHERE known.next_offset < excluded.next_offset
), known AS (
  SELECT sum(orders) AS orders, sum(total) / sum(orders) AS mean,
    sqrt(greatest(0, (sum(squares) - sum(total) * sum(total) / sum(orders)) / nullif(sum(orders) - 1, 0))) AS deviation
  FROM stream.customer_orders
  WHERE customer_id = (SELECT customer_id FROM placed)
)
SELECT round(mean, 2) AS mean, round(deviation, 2) AS deviation,
  coalesce(orders >= CAST(:#${variable.least} AS INT)
    AND abs(total - mean) > CAST(:#${variable.sigma} AS NUMERIC) * deviation, FALSE) AS is_abnormal
FROM known, placed
