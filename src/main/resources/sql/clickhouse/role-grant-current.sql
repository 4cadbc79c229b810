-- views read with the reader's own rights
GRANT SELECT ON ${target} TO ${role};
GRANT SELECT ON ${rows} TO ${role};
