-- Who captures from a PostgreSQL: reads its log and the declared tables, changes nothing of them. Run in the database that is
-- captured, by an administrator; settings: username=hindsight, database=the one it is run in.
CREATE ROLE hindsight LOGIN REPLICATION PASSWORD 'change-me';

-- one pair of lines for each schema with declared tables, or a GRANT SELECT for each table; one that is published can be read
-- by whoever may replicate, so the snapshot reads no more than the log shows
GRANT USAGE ON SCHEMA public TO hindsight;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO hindsight;

-- by the tables' owner: the declared tables and no others, never FOR ALL TABLES; "hindsight validate" prints it with their
-- names, once each has a replica identity
-- CREATE PUBLICATION hindsight FOR TABLE public.orders WITH (publish_via_partition_root = true);
--
-- or, where capture is to make it itself (hindsight.source.make-publication=true): it must own the tables then
-- GRANT CREATE ON DATABASE shop TO hindsight;
