-- the age of the oldest change that isn't applied yet: the last but so many
SELECT TIMESTAMPDIFF(MICROSECOND, changed_at, NOW(6)) / 1e6
FROM item_assets_audit
ORDER BY seq DESC
LIMIT 1 OFFSET ?
