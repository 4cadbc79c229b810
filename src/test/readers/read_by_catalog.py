"""Reads a lake through the program's own REST catalog: tables by PyIceberg, views by DuckDB, which runs their statements
over what PyIceberg has read.

python3 -m venv target/readers && target/readers/bin/pip install 'pyiceberg[pyarrow]' duckdb
mvn verify -Dit.test=LakeCatalogIT -Dreaders.python=target/readers/bin/python

or, of a program that runs: read_by_catalog.py http://127.0.0.1:8080/catalog/lake "$(printf %s hindsight:password | base64)"
"""

import json
import sys
import urllib.request

import duckdb
from pyiceberg.catalog import load_catalog


def main(uri, token):
    catalog = load_catalog("lake", type="rest", uri=uri, token=token)
    engine = duckdb.connect()
    for namespace in catalog.list_namespaces():
        for table in catalog.list_tables(namespace):
            engine.register(table[-1], catalog.load_table(table).scan().to_arrow())
            print(table[-1], engine.table(table[-1]).count("*").fetchone()[0], "rows")
        for view in catalog.list_views(namespace):
            path = f"{uri}/v1/namespaces/{'%1F'.join(namespace)}/views/{view[-1]}"
            asked = urllib.request.Request(path, headers={"Authorization": "Bearer " + token})
            metadata = json.load(urllib.request.urlopen(asked))["metadata"]
            representations = metadata["versions"][-1]["representations"]
            sql = next(each["sql"] for each in representations if each["dialect"] == "trino")
            print(view[-1], len(engine.execute(sql).fetchall()), "rows")


main(*sys.argv[1:])
