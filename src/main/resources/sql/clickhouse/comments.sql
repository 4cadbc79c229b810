SELECT name, 'TABLE', '', comment FROM system.tables WHERE database = currentDatabase() AND name IN (${tables})
UNION ALL
SELECT table, 'TABLE', name, comment FROM system.columns WHERE database = currentDatabase() AND table IN (${tables})
