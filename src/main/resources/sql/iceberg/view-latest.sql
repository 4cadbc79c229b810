SELECT ${columns} FROM ${target} WHERE NOT is_deleted
