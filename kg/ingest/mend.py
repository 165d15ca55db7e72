"""Mending of paragraphs that a column break cut in two.

A column ends where the paper ends, in the middle of a sentence or a word; in the text a blank line stands there (and
perhaps a page number). A paragraph of prose that does not end a sentence goes on in the next one.
"""

import re
from collections.abc import Sequence

from kg.ingest.bylines import closing
from kg.ingest.openings import opening, turn
from kg.ingest.units import ENDED, Unit, UnitKind, join

_OPEN_END = re.compile(r"[，、,“‘（(《—]\s*$")
_LABEL = re.compile("[^：:，,。]{2,12}[：:]")
"""A line of contacts or terms: 联系电话：…"""
_TAIL = 60


def mend(units: Sequence[Unit]) -> list[Unit]:
    """Units with cut paragraphs joined. Furniture between the halves comes before the joined paragraph."""
    result: list[Unit] = []
    halves: list[Unit] = []
    for unit in units:
        if unit.kind is UnitKind.FURNITURE:
            result.append(unit)
            continue
        if halves and not _goes_on(halves, unit):
            result.append(join(halves))
            halves = []
        halves.append(unit)
    return [*result, join(halves)] if halves else result


def _goes_on(halves: Sequence[Unit], unit: Unit) -> bool:
    if halves[0].kind is not UnitKind.PROSE or halves[0].level or unit.level:
        return False
    text = halves[-1].text
    tail = text[-_TAIL:]
    if ENDED.search(tail) or closing(tail) or turn(tail) or (_LABEL.match(text) and _LABEL.match(unit.text)):
        return False
    if unit.kind is UnitKind.PROSE:
        return not opening(unit.text[:_TAIL])
    # a short last line without a full stop: only where the first half cannot be an end
    return unit.kind in (UnitKind.TITLE, UnitKind.NUMBERED) and _OPEN_END.search(tail) is not None and not unit.gap
