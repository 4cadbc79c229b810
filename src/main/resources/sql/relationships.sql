SELECT count(*)
FROM ${rows} AS child
WHERE child.${column} IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM ${parents} AS parent WHERE parent.${parent_column} = child.${column})
