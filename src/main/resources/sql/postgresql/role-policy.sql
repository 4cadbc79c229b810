-- whoever is given the table itself too sees no other rows of it; all else about it is left to grants
ALTER TABLE ${rows} ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS "everybody else" ON ${rows};
CREATE POLICY "everybody else" ON ${rows} USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS ${role} ON ${rows};
CREATE POLICY ${role} ON ${rows} AS RESTRICTIVE FOR SELECT TO ${role} USING (${condition});
