CREATE ROLE IF NOT EXISTS ${role};
CREATE DATABASE IF NOT EXISTS ${own};
-- what the role could read before is taken from it: this is all that it may
REVOKE SELECT ON ${schema}.* FROM ${role};
REVOKE SELECT ON ${own}.* FROM ${role};
