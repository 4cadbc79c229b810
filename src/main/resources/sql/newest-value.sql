SELECT count(*)
FROM (SELECT count(*) AS recent FROM ${rows} WHERE ${column} >= ${moment}) AS newest
WHERE recent = 0
