-- views read with their owner's rights, so that the role needs none on what is behind them
DROP FUNCTION IF EXISTS ${own_as_of};
DROP VIEW IF EXISTS ${own_versions}, ${own_current}, ${own_target};
CREATE VIEW ${own_target} WITH (security_barrier) AS
SELECT ${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM (SELECT * FROM ${target} WHERE ${condition}) AS seen;
CREATE VIEW ${own_current} WITH (security_barrier) AS
SELECT * FROM ${own_target} WHERE is_current;
CREATE VIEW ${own_versions} WITH (security_barrier) AS
SELECT ${columns}, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM (SELECT * FROM ${versions} WHERE ${condition}) AS seen;
CREATE FUNCTION ${own_as_of}(moment timestamptz) RETURNS SETOF ${own_target} LANGUAGE sql STABLE AS '
  SELECT * FROM ${own_target_in_literal}
  WHERE effective_start_ts <= $1 AND (effective_end_ts > $1 OR effective_end_ts IS NULL)';
GRANT SELECT ON ${own_target}, ${own_current}, ${own_versions} TO ${role};
