-- the rows that share their values with another one; NULL is equal to nothing
SELECT coalesce(sum(alike), 0)
FROM (
  SELECT count(*) AS alike
  FROM ${rows}
  WHERE ${none_null}
  GROUP BY ${columns}
  HAVING count(*) > 1
) AS shared
