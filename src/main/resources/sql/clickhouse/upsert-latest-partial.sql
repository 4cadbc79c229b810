-- what a change leaves out is as the row was before: in the batch, or as it is kept
INSERT INTO ${rows} (${columns}, commit_ts, change_seq, is_deleted)
WITH (
  SELECT max((change_seq, commit_ts)) FROM hindsight_truncates WHERE table_name = ${target_name}
) AS emptied, chain AS (
  SELECT ${columns}${marks}, op_type, commit_ts, change_seq FROM ${stage} WHERE batch_id = :#batch
  UNION ALL
  SELECT ${columns}${no_mark}, 'k', commit_ts, change_seq
  FROM ${rows} FINAL
  WHERE (${keys}) IN (SELECT ${keys} FROM ${stage} WHERE batch_id = :#batch)
), said AS (
  SELECT ${said_columns}, op_type, commit_ts, change_seq,
    maxIf(change_seq, op_type = 'k') OVER (PARTITION BY ${keys}) AS kept_seq
  FROM ${said:chain}
)
SELECT ${columns},
  if(emptied.1 > change_seq, emptied.2, commit_ts),
  greatest(change_seq, emptied.1),
  op_type IN ('d', 't') OR emptied.1 > change_seq
FROM said
-- of what comes again, the row that is kept has the values
WHERE op_type <> 'k' AND change_seq > kept_seq
ORDER BY ${keys}, change_seq DESC
LIMIT 1 BY ${keys}
