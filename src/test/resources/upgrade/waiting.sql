UPDATE upgrade.items SET price = price + 1 WHERE id IN (1, 5);

ALTER TABLE upgrade.items ADD COLUMN weight DOUBLE;

INSERT INTO upgrade.items VALUES (9, 'lamp', 24.90, NULL, NULL, 1.5);

UPDATE upgrade.items SET id = 10 WHERE id = 4;

UPDATE upgrade.stock SET quantity = quantity + 1 WHERE warehouse = 4;

DELETE FROM upgrade.stock WHERE warehouse = 3;

UPDATE upgrade.tickets SET state = 'closed';

INSERT INTO upgrade.tickets VALUES (3, 'open', NULL);
