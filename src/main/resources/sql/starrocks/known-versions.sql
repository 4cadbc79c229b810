-- so few keys at a time that the server looks them up; more would be looked for in the whole table
SELECT ${columns:history}${marks:history}, history.effective_start_ts, history.effective_end_ts, history.op_type, history.change_seq${own_column:history}
FROM ${target} AS history
JOIN [BROADCAST] (
  SELECT ${keys} FROM hindsight_touched WHERE hindsight_place > ${after} AND hindsight_place <= ${up_to}
) AS asked USING (${keys})
WHERE history.effective_end_ts IS NULL OR history.effective_end_ts >= CAST(:#since AS datetime)
  OR history.change_seq >= CAST(:#first AS largeint)
