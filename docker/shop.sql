-- What application.properties declares, with three rows to begin with.
CREATE TABLE shop.item_assets (
  id INT PRIMARY KEY,
  owner_id INT NOT NULL,
  asset_info VARCHAR(255) NOT NULL,
  registered_at DATETIME(6) NOT NULL
);

INSERT INTO shop.item_assets VALUES
  (1, 10, 'sword', '2026-01-01 00:00:00'),
  (2, 10, 'shield', '2026-01-01 00:00:00'),
  (3, 11, 'bow', '2026-01-01 00:00:00');
