-- views read with the reader's own rights
GRANT SELECT ON ${target} TO ${role};
GRANT SELECT ON ${rows} TO ${role};
GRANT SELECT ON ${current} TO ${role};
GRANT SELECT ON ${versions} TO ${role};
GRANT SELECT ON ${as_of} TO ${role};
