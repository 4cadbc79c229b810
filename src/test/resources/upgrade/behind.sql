UPDATE upgrade.items SET price = price + 1 WHERE id IN (1, 2);

INSERT INTO upgrade.items VALUES (8, 'cloak', 33.00, NULL, 'blue');

DELETE FROM upgrade.items WHERE id = 7;
