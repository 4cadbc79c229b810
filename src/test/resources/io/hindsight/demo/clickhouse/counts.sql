SELECT count() AS changes, countIf(is_current) AS open, countIf(op_type = 'd') AS deletes
FROM item_asset_history
WHERE op_type <> 'r' OR ifNull(effective_end_ts <> effective_start_ts, true)
