"""Reads a history with pandas from both warehouses, as docs/tools.md says, and compares what it reads."""
import os
from decimal import Decimal

import clickhouse_connect
import pandas as pd
from sqlalchemy import create_engine

env = os.environ
columns = "id, status, amount, effective_start_ts, effective_end_ts, op_type, change_seq"
dw = create_engine(
    f"postgresql+psycopg2://{env['POSTGRES_USER']}:{env['POSTGRES_PASSWORD']}"
    f"@{env['POSTGRES_HOST']}:{env['POSTGRES_PORT']}/{env['DATABASE']}"
)
postgres = pd.read_sql(f"SELECT {columns} FROM orders", dw, coerce_float=False)
client = clickhouse_connect.get_client(
    host=env["CLICKHOUSE_HOST"], port=int(env["CLICKHOUSE_PORT"]), database=env["DATABASE"]
)
clickhouse = client.query_df(f"SELECT {columns} FROM orders", tz_mode="aware")

assert len(postgres) > 0
assert all(isinstance(amount, Decimal) for amount in postgres["amount"].dropna()), "DECIMAL is exact"
assert str(postgres["effective_start_ts"].dt.tz) == "UTC", postgres.dtypes
assert str(clickhouse["effective_start_ts"].dt.tz) == "UTC", clickhouse.dtypes
both = postgres.merge(clickhouse, on=["id", "change_seq"], suffixes=("_p", "_c"))
assert len(both) == len(postgres) == len(clickhouse), (len(both), len(postgres), len(clickhouse))
for name in ["status", "amount", "effective_start_ts", "op_type"]:
    assert (both[name + "_p"].eq(both[name + "_c"]) | both[name + "_p"].isna()).all(), name
assert (both["effective_end_ts_p"].isna() == both["effective_end_ts_c"].isna()).all()

moment = postgres["effective_start_ts"].median().isoformat()
then = pd.read_sql(f"SELECT id FROM orders_as_of('{moment}')", dw)
at = pd.Timestamp(moment)
in_force = postgres[
    (postgres.effective_start_ts <= at) & (postgres.effective_end_ts.isna() | (postgres.effective_end_ts > at))
]
assert sorted(then["id"]) == sorted(in_force["id"])
print(f"pandas: {len(both)} versions read alike from both warehouses, {len(then)} in force at {moment}")
