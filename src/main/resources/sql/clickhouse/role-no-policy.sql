DROP ROW POLICY IF EXISTS ${role} ON ${rows};
