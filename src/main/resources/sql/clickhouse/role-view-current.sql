-- this view reads with the rights of who makes it, so that the role needs none on what is behind it; a condition is asked
-- of rows as they are after FINAL
CREATE OR REPLACE VIEW ${own_target} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT ${columns}, commit_ts, change_seq
FROM (SELECT * FROM ${target} WHERE ${condition});
GRANT SELECT ON ${own_target} TO ${role};
