-- What people query in bankdw, beside bank_accounts_current.

-- every INSERT, UPDATE and DELETE as a row
CREATE OR REPLACE VIEW bank_accounts_history AS
SELECT original_id, user_id, account, created_at,
  CASE op_type WHEN 'u' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'INSERT' END AS change_type,
  effective_start_ts AS change_timestamp,
  change_seq
FROM bank_accounts_changes
-- a snapshot that is taken again repeats what is there
WHERE op_type <> 'r' OR effective_end_ts IS DISTINCT FROM effective_start_ts;

CREATE OR REPLACE VIEW user_account_stats AS
SELECT user_id,
  count(DISTINCT now_there.original_id) AS accounts,
  count(*) FILTER (WHERE change_type = 'INSERT') AS inserts,
  count(*) FILTER (WHERE change_type = 'UPDATE') AS updates,
  count(*) FILTER (WHERE change_type = 'DELETE') AS deletes,
  max(change_timestamp) AS last_change
FROM bank_accounts_history
LEFT JOIN bank_accounts_current AS now_there USING (original_id, user_id)
GROUP BY user_id;
