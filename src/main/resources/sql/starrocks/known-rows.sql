-- so few keys at a time that the server looks them up; more would be looked for in the whole table
SELECT ${keys:kept}, kept.change_seq
FROM ${rows} AS kept
JOIN [BROADCAST] (
  SELECT ${keys} FROM hindsight_staged WHERE hindsight_place > ${after} AND hindsight_place <= ${up_to}
) AS asked USING (${keys})
