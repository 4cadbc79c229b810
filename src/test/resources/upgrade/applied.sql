UPDATE upgrade.items SET price = 101.25 WHERE id = 1;

UPDATE upgrade.items SET name = 'long bow' WHERE id = 2;

DELETE FROM upgrade.items WHERE id = 6;

UPDATE upgrade.items SET id = 7 WHERE id = 3;

ALTER TABLE upgrade.items ADD COLUMN colour VARCHAR(20);

UPDATE upgrade.items SET colour = 'red' WHERE id = 4;

TRUNCATE TABLE upgrade.stock;

INSERT INTO upgrade.stock VALUES (1, 1, 11), (2, 1, 31), (3, 1, 50);

UPDATE upgrade.stock SET quantity = quantity - 1 WHERE item = 1;

UPDATE upgrade.tickets SET state = 'closed' WHERE id = 1;

INSERT INTO upgrade.tickets VALUES (2, 'open', '[1, 2.50, "three"]');
