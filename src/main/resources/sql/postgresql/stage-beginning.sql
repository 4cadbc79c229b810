-- a key is touched where something of it was read before the place and starts later than the moment
INSERT INTO ${stage} (batch_id, ${columns}, op_type, commit_ts, change_seq)
SELECT :#batch, ${marker_columns}, 't', CAST(:#at AS timestamptz), repeat('0', 32)
FROM ${target}
WHERE op_type = 'r' AND change_seq <= :#seq AND effective_start_ts > CAST(:#at AS timestamptz)
GROUP BY ${keys}
