SELECT source_id, owner_id, asset_info, to_char(registered_at, 'YYYY-MM-DD HH24:MI:SS.US') AS registered_at,
  op_type, change_seq,
  to_char(effective_start_ts AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS starts,
  to_char(effective_end_ts AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS ends,
  CAST(is_current AS integer) AS open
FROM item_asset_history
-- but for snapshot reads that repeat what was there
WHERE op_type <> 'r' OR effective_end_ts IS DISTINCT FROM effective_start_ts
ORDER BY source_id, change_seq
