"""Has Superset make a dataset of a history's versions in each warehouse, with its time column, and ask it as a chart does."""
import logging
import os
import tempfile
import warnings

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")
os.environ.update(SUPERSET_HOME=tempfile.mkdtemp(), SUPERSET_SECRET_KEY="of this test alone, of this test alone")

import superset
from flask_migrate import upgrade
from superset.app import create_app

env = os.environ
READER = "clients_reader"
WAREHOUSES = {
    "PostgreSQL": (
        f"postgresql+psycopg2://{READER}:{READER}@{env['POSTGRES_HOST']}:{env['POSTGRES_PORT']}/{env['DATABASE']}",
        "public",
    ),
    "ClickHouse": (
        f"clickhousedb://default@{env['CLICKHOUSE_HOST']}:{env['CLICKHOUSE_PORT']}/{env['DATABASE']}",
        env["DATABASE"],
    ),
}

app = create_app()
app.config["WTF_CSRF_ENABLED"] = False
with app.app_context():
    upgrade(directory=os.path.join(superset.__path__[0], "migrations"))
    from superset import security_manager

    security_manager.sync_role_definitions()
    security_manager.add_user("me", "my", "self", "me@example.com", security_manager.find_role("Admin"), password="me")

client = app.test_client()


def ask(method, path, **body):
    answer = client.open(f"/api/v1/{path}", method=method, json=body or None, headers=login)
    assert answer.status_code < 300, (path, answer.status_code, answer.text[:2000])
    return answer.json


login = {}
token = ask("POST", "security/login", username="me", password="me", provider="db")["access_token"]
login = {"Authorization": f"Bearer {token}"}

for name, (uri, schema) in WAREHOUSES.items():
    database = ask("POST", "database/", database_name=name, sqlalchemy_uri=uri)["id"]
    dataset = ask("POST", "dataset/", database=database, schema=schema, table_name="orders_versions")["id"]
    columns = {column["column_name"]: column for column in ask("GET", f"dataset/{dataset}")["result"]["columns"]}
    assert columns["effective_start_ts"]["is_dttm"], columns["effective_start_ts"]
    chart = {
        "datasource": {"id": dataset, "type": "table"},
        "queries": [
            {
                "columns": [
                    {
                        "sqlExpression": "effective_start_ts",
                        "label": "effective_start_ts",
                        "columnType": "BASE_AXIS",
                        "expressionType": "SQL",
                        "timeGrain": "P1D",
                    }
                ],
                "granularity": "effective_start_ts",
                "time_range": "No filter",
                "metrics": [{"expressionType": "SQL", "sqlExpression": "count(*)", "label": "versions"}],
            }
        ],
        "result_format": "json",
        "result_type": "full",
    }
    rows = ask("POST", "chart/data", **chart)["result"][0]["data"]
    versions = sum(row["versions"] for row in rows)
    assert versions > 0, rows
    # where Superset keeps its own things, in SQLite, two datasets can't have one name
    ask("DELETE", f"dataset/{dataset}")
    print(f"superset: {versions} versions in {name}, by the day on which they began")
