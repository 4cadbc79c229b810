-- these views read with the rights of who makes them, so that the role needs none on what is behind them; a condition is
-- asked of rows as they are after FINAL
CREATE OR REPLACE VIEW ${own_target} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT ${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM (SELECT * FROM ${target} WHERE ${condition});
CREATE OR REPLACE VIEW ${own_current} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM ${own_target} WHERE is_current;
CREATE OR REPLACE VIEW ${own_versions} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT ${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM (SELECT * FROM ${versions} WHERE ${condition});
CREATE OR REPLACE VIEW ${own_as_of} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT * FROM ${own_target}
WHERE effective_start_ts <= {moment:DateTime64(6, 'UTC')}
  AND (effective_end_ts > {moment:DateTime64(6, 'UTC')} OR effective_end_ts IS NULL);
GRANT SELECT ON ${own_target} TO ${role};
GRANT SELECT ON ${own_current} TO ${role};
GRANT SELECT ON ${own_versions} TO ${role};
GRANT SELECT ON ${own_as_of} TO ${role};
