GRANT SELECT ON ${target}, ${current}, ${versions} TO ${role};
