EXCHANGE TABLES ${table} AND ${copy}
