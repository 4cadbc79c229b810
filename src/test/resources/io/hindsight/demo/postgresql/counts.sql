SELECT count(*) AS changes, count(*) FILTER (WHERE is_current) AS open, count(*) FILTER (WHERE op_type = 'd') AS deletes
FROM item_asset_history
WHERE op_type <> 'r' OR effective_end_ts IS DISTINCT FROM effective_start_ts
