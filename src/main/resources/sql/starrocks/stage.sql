-- numbers come as text, which holds all their digits; what can't be read as rows is a row without anything, and refused
INSERT INTO ${stage} (batch_id, staged_at, change_seq, ${columns}${marks}, op_type, commit_ts)
SELECT :#batch, now(), get_json_string(hindsight_row, '$.change_seq'), ${from_staged}${staged_mark},
  get_json_string(hindsight_row, '$.op_type'), get_json_string(hindsight_row, '$.commit_ts')
FROM (
  SELECT CAST(coalesce(parse_json(:#rows), parse_json('[{}]')) AS array<json>) AS hindsight_rows
) AS sent
CROSS JOIN unnest(hindsight_rows) AS staged (hindsight_row)
