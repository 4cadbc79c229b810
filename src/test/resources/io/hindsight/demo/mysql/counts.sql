SELECT
  (SELECT count(*) FROM item_assets_audit) AS changes,
  (SELECT count(*) FROM item_assets) AS current_rows
