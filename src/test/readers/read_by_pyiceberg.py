"""Reads by PyIceberg what CasesIT has left, and compares: in whichever way the changes came, the rows are the same.

python3 -m venv target/readers && target/readers/bin/pip install 'pyiceberg[pyarrow]'
target/readers/bin/python src/test/readers/read_by_pyiceberg.py target/servers/*/lake/cases_*/hindsight
"""

import pathlib
import re
import sys

from pyiceberg.table import StaticTable

WAYS = re.compile("_(as_written|one_batch|one_by_one|twice|shuffled|killed)(_rows)?$")


def rows(table):
    versions = (table / "metadata").glob("v*.metadata.json")
    newest = max(versions, key=lambda file: int(file.name[1:].split(".")[0]))
    found = StaticTable.from_metadata(str(newest)).scan().to_arrow().to_pylist()
    # what a deleted row was, nobody sees
    return sorted(str(sorted(row.items())) for row in found if not row.get("is_deleted"))


def main(directories):
    first = {}
    wrong = 0
    for directory in directories:
        for table in sorted(pathlib.Path(directory).iterdir()):
            name = (directory, WAYS.sub("", table.name))
            found = rows(table)
            same = first.setdefault(name, found) == found
            wrong += not same
            print(table.name, len(found), "rows", "" if same else "OTHERS THAN IN THE OTHER WAYS")
    return 1 if wrong or not first else 0


sys.exit(main(sys.argv[1:]))
