SELECT count(*)
FROM ${rows}
WHERE ${outside}
