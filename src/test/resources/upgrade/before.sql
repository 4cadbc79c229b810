CREATE DATABASE upgrade;

CREATE TABLE upgrade.items (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL, price DECIMAL(12,2), seen_at DATETIME(6));

CREATE TABLE upgrade.stock (warehouse INT, item INT, quantity INT NOT NULL, PRIMARY KEY (warehouse, item));

CREATE TABLE upgrade.tickets (id BIGINT UNSIGNED PRIMARY KEY, state ENUM('open', 'closed') NOT NULL, detail JSON);

INSERT INTO upgrade.items VALUES (1, 'sword', 100.25, '2024-02-29 12:34:56.789012'), (2, 'bow', 80.00, NULL), (3, 'shield', NULL, NULL), (4, 'helm', 9999999999.99, NULL), (5, 'ring', 0.01, NULL), (6, 'boots', 12.50, NULL);

INSERT INTO upgrade.stock VALUES (1, 1, 10), (1, 2, 20), (2, 1, 30), (2, 2, 40);

INSERT INTO upgrade.tickets VALUES (1, 'open', '{"by": "ann"}'), (18446744073709551615, 'open', NULL);
