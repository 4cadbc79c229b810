SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ${target_name} ORDER BY position
