-- by up to a tenth, one in ten by more
UPDATE inventory.products
SET price = greatest(1, round(price * CASE WHEN :#${variable.number}::int % 10 = 0
  THEN 0.7 + (:#${variable.number}::int / 10 % 7) / 10.0 ELSE 0.9 + (:#${variable.number}::int / 10 % 21) / 100.0 END, 2))
WHERE id = 1 + :#${variable.number}::int % 5 AND price < 1000
