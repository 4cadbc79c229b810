SELECT count(*)
FROM ${rows}
WHERE ${is_none}
