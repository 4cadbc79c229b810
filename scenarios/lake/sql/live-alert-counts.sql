SELECT count(*) FILTER (WHERE kind = 'price') AS price, count(*) FILTER (WHERE kind = 'stock') AS stock,
  count(*) FILTER (WHERE kind = 'order') AS "order"
FROM stream.alerts
