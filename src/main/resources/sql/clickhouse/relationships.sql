-- no row of the subquery is NULL: NOT IN would be true of no value
SELECT count(*)
FROM ${rows}
WHERE ${column} IS NOT NULL
  AND ${column} NOT IN (SELECT ${parent_column} FROM ${parents} WHERE ${parent_column} IS NOT NULL)
