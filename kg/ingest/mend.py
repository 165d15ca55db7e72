"""Mending of paragraphs that a column break cut in two.

A column ends where the paper ends, in the middle of a sentence or a word; in the text a blank line stands there (and
perhaps a page number). A paragraph of prose that does not end a sentence goes on in the next one.
"""

import re
from collections.abc import Sequence

from kg.ingest.bylines import closing
from kg.ingest.openings import opening
from kg.ingest.units import ENDED, Unit, UnitKind, join

_OPEN_END = re.compile(r"[，、,“‘（(《—]\s*$")
_TAIL = 60


def mend(units: Sequence[Unit]) -> list[Unit]:
    """Units with cut paragraphs joined. Furniture between the halves comes before the joined paragraph."""
    result: list[Unit] = []
    last = -1
    for unit in units:
        if unit.kind is UnitKind.FURNITURE:
            result.append(unit)
            continue
        if last >= 0 and _goes_on(result[last], unit):
            whole = join(result[last], unit)
            del result[last]
            result.append(whole)
            last = len(result) - 1
            continue
        result.append(unit)
        last = len(result) - 1
    return result


def _goes_on(first: Unit, second: Unit) -> bool:
    if first.kind is not UnitKind.PROSE or first.level or second.level:
        return False
    tail = first.text[-_TAIL:]
    if ENDED.search(tail) or closing(tail):
        return False
    if second.kind is UnitKind.PROSE:
        return not opening(second.text)
    # a short last line without a full stop: only where the first half cannot be an end
    return second.kind in (UnitKind.TITLE, UnitKind.NUMBERED) and _OPEN_END.search(tail) is not None and not second.gap
