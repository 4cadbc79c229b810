-- when the rows were read that a history begins with: no question reads more than so many versions; without FINAL it is read in
-- the order of the keys, and no further
SELECT effective_start_ts
FROM (SELECT effective_start_ts, op_type FROM ${rows} ORDER BY ${keys} LIMIT ${limit}) AS first_versions
WHERE op_type = 'r'
ORDER BY effective_start_ts
LIMIT 1
