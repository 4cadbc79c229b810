-- the newest first
SELECT ${shown}, effective_start_ts, effective_end_ts, op_type, change_seq
FROM ${target}
WHERE ${which}
ORDER BY change_seq DESC
LIMIT ${limit}
