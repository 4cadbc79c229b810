SELECT count(*)
FROM ${rows}
WHERE ${any_null}
