-- views read with their owner's rights, so that the role needs none on what is behind them
DROP VIEW IF EXISTS ${own_target};
CREATE VIEW ${own_target} WITH (security_barrier) AS
SELECT ${columns}, commit_ts, change_seq
FROM (SELECT * FROM ${target} WHERE ${condition}) AS seen;
GRANT SELECT ON ${own_target} TO ${role};
