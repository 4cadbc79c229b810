-- of a job that is paused; it goes on where it was
ALTER ROUTINE LOAD FOR ${job}
COLUMNS (
  ${read},
  ${kept}
),
WHERE ${wanted}
PROPERTIES (
  "jsonpaths" = ${jsonpaths},
  "max_batch_interval" = "${seconds}"
)
