INSERT INTO ${rows} (${columns}, commit_ts, change_seq, is_deleted)
WITH (
  SELECT max((change_seq, commit_ts)) FROM hindsight_truncates WHERE table_name = ${target_name}
) AS emptied
SELECT ${columns},
  if(emptied.1 > change_seq, emptied.2, commit_ts),
  greatest(change_seq, emptied.1),
  op_type IN ('d', 't') OR emptied.1 > change_seq
FROM ${stage}
WHERE batch_id = :#batch
ORDER BY ${keys}, change_seq DESC
LIMIT 1 BY ${keys}
