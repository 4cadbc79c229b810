-- the version of each key that was in force at a moment, as people ask for it
SELECT ${shown}, effective_start_ts, effective_end_ts, op_type, change_seq
FROM ${as_of}(${at})${where}
ORDER BY ${keys}
LIMIT ${limit}
