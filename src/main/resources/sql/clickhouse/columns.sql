SELECT table, name, type, is_in_sorting_key
FROM system.columns
WHERE database = currentDatabase() AND table IN (${tables})
ORDER BY table, position
