-- what is current lies in a partition of its own, which nothing else is read for
SELECT ${columns} FROM ${target} WHERE effective_end_ts IS NULL
