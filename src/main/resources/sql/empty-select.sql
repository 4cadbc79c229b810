SELECT count(*)
FROM (
${select}
) AS failing
