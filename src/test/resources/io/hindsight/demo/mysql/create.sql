CREATE TABLE IF NOT EXISTS item_assets (
  id INT PRIMARY KEY,
  owner_id INT,
  asset_info VARCHAR(255),
  registered_at DATETIME(6)
);

-- what MySQL itself recorded, in the transaction of each change: the history is compared with it
CREATE TABLE IF NOT EXISTS item_assets_audit (
  seq BIGINT AUTO_INCREMENT PRIMARY KEY,
  changed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  op CHAR(1) NOT NULL,
  id INT NOT NULL,
  owner_id INT,
  asset_info VARCHAR(255),
  registered_at DATETIME(6),
  KEY (id, seq)
);

CREATE TRIGGER IF NOT EXISTS item_assets_created AFTER INSERT ON item_assets FOR EACH ROW
INSERT INTO item_assets_audit (op, id, owner_id, asset_info, registered_at)
VALUES ('c', NEW.id, NEW.owner_id, NEW.asset_info, NEW.registered_at);

CREATE TRIGGER IF NOT EXISTS item_assets_deleted AFTER DELETE ON item_assets FOR EACH ROW
INSERT INTO item_assets_audit (op, id, owner_id, asset_info, registered_at)
VALUES ('d', OLD.id, OLD.owner_id, OLD.asset_info, OLD.registered_at);

-- a new key is a delete and a create; an update that changes nothing is no change
CREATE TRIGGER IF NOT EXISTS item_assets_updated AFTER UPDATE ON item_assets FOR EACH ROW
INSERT INTO item_assets_audit (op, id, owner_id, asset_info, registered_at)
SELECT 'd', OLD.id, OLD.owner_id, OLD.asset_info, OLD.registered_at FROM DUAL WHERE NEW.id <> OLD.id
UNION ALL
SELECT 'c', NEW.id, NEW.owner_id, NEW.asset_info, NEW.registered_at FROM DUAL WHERE NEW.id <> OLD.id
UNION ALL
SELECT 'u', NEW.id, NEW.owner_id, NEW.asset_info, NEW.registered_at FROM DUAL
WHERE NEW.id = OLD.id
  AND NOT (NEW.owner_id <=> OLD.owner_id AND CAST(NEW.asset_info AS BINARY) <=> CAST(OLD.asset_info AS BINARY)
    AND NEW.registered_at <=> OLD.registered_at);
