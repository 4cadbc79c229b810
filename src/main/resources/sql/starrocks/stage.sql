-- a row at a time for the reader; the driver makes one statement of many
INSERT INTO ${stage} (batch_id, change_seq, row_no, staged_at, ${columns}${marks}, op_type, commit_ts)
VALUES (:#batch, :#change_seq, :#row_no, now(), ${from_staged}${staged_mark}, :#op_type, :#commit_ts)
