"""The question of cohorts of the scenario lake, asked of DuckDB, gives what ClickHouse and PostgreSQL give."""

from pathlib import Path

import duckdb

cases = Path("src/test/resources/retention")
connection = duckdb.connect()
connection.execute("SET TimeZone = 'Pacific/Auckland'")
connection.execute("CREATE TABLE customers (id INT, signed_up TIMESTAMPTZ, op_type TEXT)")
connection.execute("CREATE TABLE orders (id INT, customer_id INT, ordered_at TIMESTAMPTZ, op_type TEXT)")
connection.execute((cases / "rows.sql").read_text())
rows = connection.execute(Path("scenarios/lake/retention/duckdb.sql").read_text()).fetchall()
found = ["|".join([day, str(since), str(users), f"{rate.normalize():f}"]) for day, since, users, rate in rows]
assert found == (cases / "expected.txt").read_text().splitlines(), found
print(f"retention: {len(found)} rows, as expected")
