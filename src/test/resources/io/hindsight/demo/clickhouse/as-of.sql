SELECT owner_id, asset_info
FROM item_asset_history
WHERE source_id = ${asset}
  AND effective_start_ts <= '${moment}'
  AND (effective_end_ts > '${moment}' OR effective_end_ts IS NULL)
