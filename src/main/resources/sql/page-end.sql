-- how far a page may look: no question reads more than so many versions
SELECT ${shown_keys}
FROM ${target}
WHERE ${which}
ORDER BY ${keys}
LIMIT 1 OFFSET ${limit}
