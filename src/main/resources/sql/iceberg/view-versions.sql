-- consecutive versions with equal tracked columns are one, with the values of its last
WITH hindsight_marked AS (
  SELECT *,
    CASE
      WHEN lag(effective_end_ts) OVER (PARTITION BY ${keys} ORDER BY change_seq) = effective_start_ts${tracked_unchanged}
      THEN 0 ELSE 1
    END AS hindsight_begins
  FROM ${target}
  WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts
), hindsight_numbered AS (
  SELECT *, sum(hindsight_begins) OVER (PARTITION BY ${keys} ORDER BY change_seq) AS hindsight_run
  FROM hindsight_marked
), hindsight_runs AS (
  SELECT *,
    min(effective_start_ts) OVER (PARTITION BY ${keys}, hindsight_run) AS hindsight_start,
    row_number() OVER (PARTITION BY ${keys}, hindsight_run ORDER BY change_seq DESC) AS hindsight_from_last
  FROM hindsight_numbered
)
SELECT ${versions} FROM hindsight_runs WHERE hindsight_from_last = 1
