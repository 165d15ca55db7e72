"""`kg validate`."""

import sys

from kg.cli.options import Folder
from kg.errors import StoreError
from kg.io.layout import STATE, STORE

NAMED = 20


def validate(folder: Folder) -> None:
    """Check a built graph: SHACL shapes, consistency queries, and that each quote stands on its page."""
    from kg.graph import Store
    from kg.graph import validate as check
    from kg.pipeline import kept_pages

    report = check(Store.open(folder / STORE), pages=kept_pages(folder / STATE))
    for problem in report.problems[:NAMED]:
        print(problem, file=sys.stderr)
    if not report.conforms:
        more = f", the first {NAMED} of which are above" if len(report.problems) > NAMED else ""
        raise StoreError(f"{folder} breaks the ontology in {len(report.problems)} places{more}: please report it")
    print(f"{folder} conforms")
