INSERT INTO ${stage} (batch_id, change_seq, row_no, staged_at, ${columns}, op_type, commit_ts)
SELECT :#batch, :#seq, row_number() OVER (ORDER BY ${keys}), now(), ${marker_columns}, 't',
  replace(replace(:#at, 'T', ' '), 'Z', '')
FROM ${rows}
WHERE change_seq < :#seq AND NOT is_deleted
