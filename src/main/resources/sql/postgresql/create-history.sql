CREATE TABLE IF NOT EXISTS ${target} (
  ${definitions}${mark_definition},
  effective_start_ts timestamptz NOT NULL,
  effective_end_ts timestamptz,
  is_current boolean NOT NULL,
  op_type varchar(1) NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL${own_definition},
  PRIMARY KEY (${keys}, change_seq)
-- room in each page for a version's end, which is written when the next one comes
) WITH (fillfactor = 85);

CREATE UNLOGGED TABLE IF NOT EXISTS ${stage} (
  batch_id text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  ${staged_definitions}${mark_definition},
  op_type varchar(1) NOT NULL,
  commit_ts timestamptz NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL
);

-- a batch finds its rows without going through what others have left for the next vacuum
-- (asked for first, because CREATE INDEX waits for whoever writes, even where it is there already)
DO $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relname = ${stage_name} AND pg_table_is_visible(indrelid)
  ) THEN CREATE INDEX ON ${stage} (batch_id); END IF; END $$;

-- what batches that never ended left behind
DELETE FROM ${stage} WHERE staged_at < now() - interval '1 day';

CREATE TABLE IF NOT EXISTS hindsight_truncates (
  table_name text NOT NULL,
  change_seq varchar(32) COLLATE "C" NOT NULL,
  commit_ts timestamptz NOT NULL,
  PRIMARY KEY (table_name, change_seq)
);
