SELECT id, name, was, price, percent, stock, abs(percent) >= CAST(:#${variable.percent} AS NUMERIC) AS is_jump,
  stock < least AND stock_was >= least AS is_short
FROM (
  SELECT id, name, was, price, round(100 * (price - was) / nullif(was, 0), 1) AS percent, stock_was, stock, least
  FROM (
    SELECT CAST(:#${variable.after[id]} AS INT) AS id, CAST(:#${variable.after[name]} AS TEXT) AS name,
      CAST(:#${variable.before[price]} AS NUMERIC) AS was, CAST(:#${variable.after[price]} AS NUMERIC) AS price,
      CAST(:#${variable.before[stock]} AS INT) AS stock_was, CAST(:#${variable.after[stock]} AS INT) AS stock,
      CAST(:#${variable.least} AS INT) AS least
  ) change
) compared
