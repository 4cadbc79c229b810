INSERT INTO ${stage} (batch_id, ${columns}${marks}, op_type, commit_ts, change_seq)
SELECT :#batch, ${from_staged}${marks}, op_type, commit_ts, change_seq
FROM format(JSONEachRow, ${json_structure}, :#rows)
