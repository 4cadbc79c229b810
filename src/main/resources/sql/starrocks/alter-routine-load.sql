-- of a job that is paused; it goes on where it was
ALTER ROUTINE LOAD FOR ${job}
COLUMNS (
  ${read},
  ${kept}
),
WHERE is_deleted IS NOT NULL
PROPERTIES (
  "jsonpaths" = ${jsonpaths},
  "max_batch_interval" = "${seconds}"
)
