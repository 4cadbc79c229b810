DROP POLICY IF EXISTS ${role} ON ${rows};
