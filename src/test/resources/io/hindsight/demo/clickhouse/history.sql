SELECT source_id, owner_id, asset_info, toString(registered_at) AS registered_at, op_type, change_seq,
  toString(effective_start_ts) AS starts, toString(effective_end_ts) AS ends, toUInt8(is_current) AS open
FROM item_asset_history
-- but for snapshot reads that repeat what was there
WHERE op_type <> 'r' OR ifNull(effective_end_ts <> effective_start_ts, true)
ORDER BY source_id, change_seq
