-- Of those who signed up on a day, how many ordered so many days later, whatever became of them and of their orders.
WITH cohort AS (
  SELECT id AS customer_id, CAST(min(signed_up) AT TIME ZONE 'UTC' AS DATE) AS sign_up_day
  FROM customers
  GROUP BY id
), size AS (
  SELECT sign_up_day, count(*) AS signed_up
  FROM cohort
  GROUP BY sign_up_day
), activity AS (
  SELECT DISTINCT customer_id, CAST(ordered_at AT TIME ZONE 'UTC' AS DATE) AS day
  FROM orders
  WHERE op_type <> 'd'
)
SELECT CAST(cohort.sign_up_day AS VARCHAR) AS sign_up_day, date_diff('day', cohort.sign_up_day, activity.day) AS days_since,
  count(DISTINCT cohort.customer_id) AS users,
  CAST(round(count(DISTINCT cohort.customer_id) / min(size.signed_up), 4) AS DECIMAL(5, 4)) AS rate
FROM cohort
JOIN size ON size.sign_up_day = cohort.sign_up_day
JOIN activity ON activity.customer_id = cohort.customer_id
WHERE activity.day >= cohort.sign_up_day
GROUP BY cohort.sign_up_day, activity.day
ORDER BY cohort.sign_up_day, days_since
