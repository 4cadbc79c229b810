ALTER TABLE ${table} SWAP WITH ${copy}
