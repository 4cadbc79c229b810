SELECT id, owner_id, asset_info, DATE_FORMAT(registered_at, '%Y-%m-%d %H:%i:%s.%f') AS registered_at
FROM item_assets
ORDER BY id
