"""`kg validate`."""

import sys

from kg.cli.options import Folder
from kg.errors import StoreError

NAMED = 20


def validate(folder: Folder) -> None:
    """Check a built graph against the ontology's SHACL shapes and consistency queries."""
    from kg.graph import Store
    from kg.graph import validate as check

    report = check(Store.open(folder / "store"))
    for problem in report.problems[:NAMED]:
        print(problem, file=sys.stderr)
    if not report.conforms:
        more = f", the first {NAMED} of which are above" if len(report.problems) > NAMED else ""
        raise StoreError(f"{folder} breaks the ontology in {len(report.problems)} places{more}: please report it")
    print(f"{folder} conforms")
