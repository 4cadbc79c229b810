-- the version of each key that was in force at a moment
SELECT ${shown}, effective_start_ts, effective_end_ts, op_type, change_seq
FROM ${target}
WHERE effective_start_ts <= ${at} AND (effective_end_ts > ${at} OR effective_end_ts IS NULL)${which}
ORDER BY ${keys}
LIMIT ${limit}
