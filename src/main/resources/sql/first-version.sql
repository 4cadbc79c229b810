SELECT effective_start_ts
FROM ${target}
ORDER BY effective_start_ts
LIMIT ${limit}
