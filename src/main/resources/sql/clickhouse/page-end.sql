-- how far a page may look, superseded writings counted: without FINAL it is read in the order of the keys, and no further
SELECT ${shown_keys}
FROM ${rows}
WHERE ${which}
ORDER BY ${keys}
LIMIT 1 OFFSET ${limit}
