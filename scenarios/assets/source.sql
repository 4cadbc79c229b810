-- Who owns which item, in MySQL, and a few rows to begin with: player 123 has two.
CREATE DATABASE IF NOT EXISTS game;
USE game;

CREATE TABLE IF NOT EXISTS item_assets (
  id INT NOT NULL PRIMARY KEY,
  owner_id INT NOT NULL,
  asset_info VARCHAR(255) NOT NULL,
  registered_at DATETIME(6) NOT NULL
);

INSERT INTO item_assets VALUES
  (1, 123, 'Iron Sword', '2026-01-01 00:00:00'),
  (2, 123, 'Oak Shield', '2026-01-01 00:00:00'),
  (3, 124, 'Oak Bow', '2026-01-01 00:00:00');
