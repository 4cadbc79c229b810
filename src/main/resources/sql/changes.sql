-- what isn't the same at two moments: a row that was and is no more, one that is and wasn't, and both of one that changed;
-- rows that were changed and changed back are the same
WITH moved AS (
  SELECT ${columns}, CASE WHEN effective_start_ts <= ${from} THEN 1 ELSE 0 END AS hindsight_was
  FROM ${target}
  WHERE (effective_start_ts <= ${from} AND effective_end_ts > ${from} AND effective_end_ts <= ${to})
    OR (effective_start_ts > ${from} AND effective_start_ts <= ${to} AND (effective_end_ts > ${to} OR effective_end_ts IS NULL))
), differing AS (
  SELECT ${columns}, max(hindsight_was) AS hindsight_before
  FROM moved
  GROUP BY ${columns}
  HAVING min(hindsight_was) = max(hindsight_was)
), paired AS (
  SELECT ${columns}, hindsight_before, count(*) OVER (PARTITION BY ${keys}) AS hindsight_rows
  FROM differing
), counted AS (
  SELECT ${columns}, hindsight_before,
    sum(CASE WHEN hindsight_rows = 1 AND hindsight_before = 0 THEN 1 ELSE 0 END) OVER () AS hindsight_added,
    sum(CASE WHEN hindsight_rows = 1 AND hindsight_before = 1 THEN 1 ELSE 0 END) OVER () AS hindsight_removed,
    sum(CASE WHEN hindsight_rows = 2 AND hindsight_before = 0 THEN 1 ELSE 0 END) OVER () AS hindsight_changed
  FROM paired
)
SELECT ${shown}, hindsight_before, hindsight_added, hindsight_removed, hindsight_changed
FROM counted
WHERE ${which}
ORDER BY ${keys}, hindsight_before DESC
LIMIT ${limit}
