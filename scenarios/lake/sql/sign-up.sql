WITH person AS (
  INSERT INTO inventory.customers (name, email)
  VALUES (concat('Customer ', :#${variable.number}::int), concat('c', :#${variable.number}::int, '@example.com'))
  RETURNING id
)
INSERT INTO inventory.addresses (customer_id, city)
SELECT id, (ARRAY['Oslo', 'Rome', 'Kyoto', 'Lima'])[1 + id % 4] FROM person
