-- Three users of a warehouse in PostgreSQL: one makes tables and views, one fills them, one reads. Run in the warehouse's database by
-- its owner; settings: ddl-username=hindsight_ddl, username=hindsight.
CREATE ROLE hindsight_ddl LOGIN PASSWORD 'change-me';
CREATE ROLE hindsight LOGIN PASSWORD 'change-me';

GRANT USAGE, CREATE ON SCHEMA public TO hindsight_ddl;
GRANT USAGE ON SCHEMA public TO hindsight;

-- of all that the one makes, the other may change the rows
ALTER DEFAULT PRIVILEGES FOR ROLE hindsight_ddl IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hindsight;

-- who reads, with pandas or a BI tool; functions run with the reader's own rights, views with their owner's
CREATE ROLE hindsight_reader LOGIN PASSWORD 'change-me';
GRANT USAGE ON SCHEMA public TO hindsight_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE hindsight_ddl IN SCHEMA public
  GRANT SELECT ON TABLES TO hindsight_reader;
