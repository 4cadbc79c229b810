SELECT id, owner_id, asset_info, DATE_FORMAT(registered_at, '%Y-%m-%d %H:%i:%s.%f') AS registered_at, op
FROM item_assets_audit
ORDER BY id, seq
