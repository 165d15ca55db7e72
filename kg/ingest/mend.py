"""Mending of paragraphs that a column break cut in two.

A column ends where the paper ends, in the middle of a sentence or a word; in the text a blank line stands there (and
perhaps a page number). A paragraph of prose that does not end a sentence goes on in the next one.
"""

import re
from collections.abc import Sequence

import rjieba

from kg.ingest.bylines import closing
from kg.ingest.openings import opening, turn
from kg.ingest.units import ENDED, Unit, UnitKind, join
from kg.text.tokens import tokens

_OPEN_END = re.compile(r"[，、,“‘（(《—]\s*$")
_LABEL = re.compile("[^：:，,。]{2,12}[：:]")
"""A line of contacts or terms: 联系电话：…"""
_TAIL = 60
_WORD = 6
"""Characters on either side of a break in which a word is looked for."""


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
    if halves[0].level or unit.level:
        return False
    if halves[0].kind is UnitKind.TITLE and len(halves) == 1:
        # a short first half has no full stop, as a headline has none
        return unit.kind is UnitKind.PROSE and _cut_word(halves[0].text, unit.text)
    if halves[0].kind not in (UnitKind.PROSE, UnitKind.TITLE):
        return False
    text = halves[-1].text
    tail = text[-_TAIL:]
    if ENDED.search(tail) or closing(tail) or turn(tail) or (_LABEL.match(text) and _LABEL.match(unit.text)):
        return False
    if unit.kind is UnitKind.PROSE:
        return not opening(unit.text[:_TAIL])
    # a short last line without a full stop: only where the first half cannot be an end
    return unit.kind in (UnitKind.TITLE, UnitKind.NUMBERED) and _OPEN_END.search(tail) is not None and not unit.gap


def _cut_word(first: str, second: str) -> bool:
    """Whether a word of the dictionary is cut in two between the end of one text and the beginning of the next."""
    first, second = first.rstrip(), second.lstrip()
    if not (first[-1:].isalpha() and second[:1].isalpha()):
        return False
    tail = first[-_WORD:]
    at = len(tail)
    return any(t.start < at < t.end and rjieba.has_word(t.word) for t in tokens(tail + second[:_WORD]))
