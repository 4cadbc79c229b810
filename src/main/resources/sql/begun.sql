SELECT commit_ts
FROM hindsight_beginnings
WHERE table_name = ${target_name}
ORDER BY commit_ts
LIMIT ${limit}
