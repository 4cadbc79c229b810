DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE SCHEMA IF NOT EXISTS ${own};
-- what the role could read before is taken from it: this is all that it may
REVOKE ALL ON ALL TABLES IN SCHEMA ${schema}, ${own} FROM ${role};
GRANT USAGE ON SCHEMA ${schema}, ${own} TO ${role};
