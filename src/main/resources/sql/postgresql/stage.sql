INSERT INTO ${stage} (batch_id, ${columns}${marks}, op_type, commit_ts, change_seq)
SELECT :#batch, ${from_staged}${marks}, op_type, commit_ts, change_seq
FROM json_to_recordset(CAST(:#rows AS json))
  AS staged (${staged_definitions}${mark_definition}, op_type text, commit_ts timestamptz, change_seq text)
