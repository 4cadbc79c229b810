-- an asset with three versions or more, and the middle of its second; of those, one with a long life
WITH visible AS (
  SELECT source_id, effective_start_ts, effective_end_ts,
    row_number() OVER (PARTITION BY source_id ORDER BY change_seq) AS version,
    count(*) OVER (PARTITION BY source_id) AS versions
  FROM item_asset_history
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
)
SELECT source_id, versions, to_char(
    (effective_start_ts + (effective_end_ts - effective_start_ts) / 2) AT TIME ZONE 'UTC',
    'YYYY-MM-DD HH24:MI:SS.US') AS moment
FROM visible
WHERE version = 2 AND versions BETWEEN 3 AND 6
ORDER BY versions DESC, source_id
LIMIT 1
