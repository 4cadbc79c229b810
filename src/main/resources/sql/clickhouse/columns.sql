SELECT name, type, is_in_sorting_key
FROM system.columns
WHERE database = currentDatabase() AND table = ${target_name}
ORDER BY position
