-- whoever is given the table itself too sees no other rows of it; all else about it is left to grants
CREATE ROW POLICY OR REPLACE `everybody else` ON ${rows} USING 1 TO ALL;
CREATE ROW POLICY OR REPLACE ${role} ON ${rows} USING ${condition} AS RESTRICTIVE TO ${role};
