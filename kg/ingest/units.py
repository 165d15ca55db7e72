"""The paragraphs of a page, before it is known which article they belong to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.ingest.bylines import closing
from kg.ingest.openings import opening
from kg.model import Span


class UnitKind(StrEnum):
    """What a paragraph looks like by itself; its place decides what it is."""

    FURNITURE = "furniture"
    """Masthead, page number, editors' line: no part of any article."""
    TITLE = "title"
    """Short and without a full stop: headline, kicker, subhead or column title."""
    NOTICE_TITLE = "notice_title"
    SUBTITLE = "subtitle"
    """Begins with a dash, or stands in brackets: belongs to the title above it."""
    NUMBERED = "numbered"
    """Short and numbered: a subhead, never a headline."""
    NAMES = "names"
    """Byline of names alone."""
    BYLINE = "byline"
    """Byline that says so: 本报记者 …, … 摄."""
    DATE = "date"
    """A date alone: the end of a notice or letter."""
    TABLE = "table"
    CONTINUED = "continued"
    """(下转4版) alone."""
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph. `ranges` are its parts in the text of the page, in order; `text` is what stands there.

    `gap` says that a blank line stands before it, `level` is the rank of its heading in the markup (0: none).
    """

    ranges: tuple[Span, ...]
    text: str
    kind: UnitKind
    gap: bool = True
    level: int = 0

    @property
    def start(self) -> int:
        """Where it begins in the text of the page."""
        return self.ranges[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text of the page."""
        return self.ranges[-1].end


LINE_END = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_END}]+")
_INDENT = re.compile(r"\u3000|\s{2}")
_BLANK = re.compile(f"(?>\r\n|[{LINE_END}])[^\\S\r\n]*(?:\r\n|[{LINE_END}])")
ENDED = re.compile(r"[。！？!?…；;：:][”’」』\"）)》]*\s*$|[。！？…]\s*[（(][^（）()]{2,40}[）)]\s*$|\.[”\"]?\s*$")
"""Ends a sentence, or a clause that another paragraph may follow."""

_WRAP = range(8, 41)
"""Widths, in characters, of the columns that a typesetter wraps by hand."""


def lines(text: str, start: int = 0) -> list[Unit]:
    """Lines of `text` from `start` that hold more than white space, as units of prose; hand-wrapped ones are joined.

    In a run of three or more lines without a blank one between, those as long as the longest (two characters less at
    most) were broken by the width of the column: they go on in the next line, unless that is indented or
    begins an article.
    """
    found: list[Unit] = []
    at = start
    for match in _LINE.finditer(text, start):
        body = match[0].strip()
        if not body:
            continue
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = not found or _BLANK.search(text, at, match.start() + 1) is not None
        found.append(Unit((Span(begin, begin + len(body)),), body, UnitKind.PROSE, gap))
        at = begin + len(body)
    return [unit for run in _runs(found) for unit in _unwrap(run, text)]


def _runs(found: list[Unit]) -> Iterator[list[Unit]]:
    """Lines between two blank lines."""
    run: list[Unit] = []
    for unit in found:
        if unit.gap and run:
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _unwrap(run: list[Unit], text: str) -> list[Unit]:
    width = max(len(unit.text) for unit in run)
    full = [len(unit.text) >= width - 2 for unit in run]
    if len(run) < 3 or width not in _WRAP or sum(full) < 2:
        return run
    groups = [[run[0]]]
    for before, unit, wrapped in zip(run, run[1:], full, strict=False):
        indented = _INDENT.match(text[before.end : unit.start].lstrip(LINE_END)) is not None
        if wrapped and not (indented or "\t" in unit.text or opening(unit.text) or closing(before.text)):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [join(group) for group in groups]


def join(parts: Sequence[Unit]) -> Unit:
    """The units as one, each going on where the one before stops; kind and place are the first one's."""
    if len(parts) == 1:
        return parts[0]
    ranges = tuple(span for part in parts for span in part.ranges)
    return replace(parts[0], ranges=ranges, text="".join([part.text for part in parts]))
