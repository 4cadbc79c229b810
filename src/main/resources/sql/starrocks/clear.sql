-- and what a batch that never ended left behind
DELETE FROM ${stage} WHERE batch_id = :#batch OR staged_at < date_sub(now(), INTERVAL 1 DAY)
