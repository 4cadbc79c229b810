GRANT SELECT ON ${target} TO ${role};
