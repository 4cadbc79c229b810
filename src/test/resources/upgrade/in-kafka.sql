UPDATE upgrade.items SET price = price - 1 WHERE id IN (1, 4);

UPDATE upgrade.items SET colour = 'green' WHERE id = 8;

DELETE FROM upgrade.items WHERE id = 2;

INSERT INTO upgrade.items VALUES (6, 'boots, new', 15.00, NULL, NULL);

UPDATE upgrade.stock SET quantity = 100 WHERE warehouse = 1;

DELETE FROM upgrade.stock WHERE warehouse = 2;

INSERT INTO upgrade.stock VALUES (4, 1, 1), (4, 2, 2), (4, 3, 3);

UPDATE upgrade.tickets SET detail = '{"by": "ben"}' WHERE id = 18446744073709551615;

DELETE FROM upgrade.tickets WHERE id = 1;
