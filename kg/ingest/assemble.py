"""Drafts to articles: what each paragraph is in its article, cleaned, with offsets of the raw page."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.ingest.bylines import closing, is_credit
from kg.ingest.openings import opening, turn
from kg.ingest.segment import Draft
from kg.ingest.units import Unit, UnitKind
from kg.lexicon import words
from kg.model import Article, Block, BlockKind, OffsetMap, Span
from kg.text import clean, tokens

_SPACED = (
    BlockKind.HEADLINE,
    BlockKind.KICKER,
    BlockKind.COLUMN,
    BlockKind.BYLINE,
    BlockKind.SUBHEAD,
    BlockKind.DATELINE,
)
_CELL = re.compile(r"\t+|\u3000{2,}| {2,}|\s*[|｜]\s*")
_LONGEST_COLUMN = 8
_LONGEST_CAPTION = 300


class Part(NamedTuple):
    """A block in the making: its kind and its ranges in the text of the page."""

    kind: BlockKind
    ranges: tuple[Span, ...]


def article(index: int, draft: Draft, text: str, base: OffsetMap | None) -> Article | None:
    """The article of a draft; None if nothing but white space is left after cleaning.

    Args:
        index: its number on the page.
        draft: its paragraphs.
        text: the text of the page that the paragraphs' ranges point into.
        base: the map from that text to the raw page, if they are not the same.
    """
    glue = _Glue()
    for part in _parts(draft, text):
        piece, offsets = _clean(part, text)
        if piece:
            glue.add(part.kind, piece, offsets.then(base) if base else offsets)
        if piece and part.kind is BlockKind.TABLE:  # a row's outer bars are no text, and yet of the article
            first, last = part.ranges[0].start, part.ranges[-1].end
            glue.cover(Span(base.start(first), base.end(last)) if base else Span(first, last))
    return glue.article(index)


class _Glue:
    """Collects the cleaned blocks of one article."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.derived: list[int] = []
        self.source: list[int] = []
        self.ends: list[int] = []
        self.length = 0
        self.covered: list[Span] = []

    def cover(self, span: Span) -> None:
        """Count a raw stretch as part of the article, whatever text was kept of it."""
        self.covered.append(span)

    def add(self, kind: BlockKind, text: str, offsets: OffsetMap) -> None:
        if self.blocks:
            self._run("\n", (0,), (self.ends[-1],), (max(self.ends[-1], offsets.source[0]),))
        start = self.length
        self._run(text, offsets.derived, offsets.source, offsets.ends)
        self.blocks.append(Block(kind, start, self.length))

    def _run(self, text: str, derived: Sequence[int], source: Sequence[int], ends: Sequence[int]) -> None:
        self.texts.append(text)
        self.derived.extend(at + self.length for at in derived)
        self.source.extend(source)
        self.ends.extend(ends)
        self.length += len(text)

    def article(self, index: int) -> Article | None:
        if not self.blocks:
            return None
        offsets = OffsetMap(tuple(self.derived), tuple(self.source), tuple(self.ends), self.length)
        starts = [self.source[0], *(span.start for span in self.covered)]
        span = Span(min(starts), max([*self.ends, *(span.end for span in self.covered)]))
        return Article(index, span, "".join(self.texts), offsets, tuple(self.blocks))


def _clean(part: Part, text: str) -> tuple[str, OffsetMap]:
    """Cleaned text of a part, its ranges joined without anything between."""
    glue = _Glue()
    spaced = part.kind in _SPACED
    for start, end in part.ranges if spaced else _merged(part.ranges, text):
        if part.kind is BlockKind.TABLE:
            at = start
            cells = []
            for gap in _CELL.finditer(text, start, end):
                cells.append(Span(at, gap.start()))
                at = gap.end()
            _add_cells(glue, [*cells, Span(at, end)], text)
            continue
        piece, offsets = clean(text, start, end, gaps=spaced)
        glue._run(piece, offsets.derived, offsets.source, offsets.ends)
    return "".join(glue.texts), OffsetMap(tuple(glue.derived), tuple(glue.source), tuple(glue.ends), glue.length)


def _merged(ranges: Sequence[Span], text: str) -> list[Span]:
    """The ranges, those with but white space between as one, so that quotes and Latin words are cleaned as a whole."""
    found = [ranges[0]]
    for span in ranges[1:]:
        if text[found[-1].end : span.start].strip():
            found.append(span)
        else:
            found[-1] = Span(found[-1].start, span.end)
    return found


def _add_cells(glue: _Glue, cells: Sequence[Span], text: str) -> None:
    for start, end in cells:
        piece, offsets = clean(text, start, end)
        if piece and glue.length:
            glue._run("\t", (0,), (glue.ends[-1],), (max(glue.ends[-1], offsets.source[0]),))
        glue._run(piece, offsets.derived, offsets.source, offsets.ends)


def _parts(draft: Draft, text: str) -> list[Part]:
    parts = _heading(draft.heading)
    for unit in draft.body:
        parts.extend(_body(unit, draft))
    parts.sort(key=lambda part: part.ranges[0].start)
    return _captioned(parts, text)


def _heading(units: Sequence[Unit]) -> list[Part]:
    """Kicker, headline, subtitle and byline. The headline is the last title that does not lead on to another."""
    titles = [unit for unit in units if unit.kind in (UnitKind.TITLE, UnitKind.NOTICE_TITLE)]
    kinds = {id(unit): BlockKind.KICKER for unit in titles}
    rest = list(titles)
    while len(rest) > 1 and _is_column(rest[0], rest[1]):
        kinds[id(rest.pop(0))] = BlockKind.COLUMN
    if rest:
        ranked = [unit for unit in rest if unit.kind is UnitKind.NOTICE_TITLE or unit.level] or rest[-1:]
        kinds[id(ranked[0])] = BlockKind.HEADLINE
    parts: list[Part] = []
    before: Unit | None = None
    for unit in units:
        kind = kinds.get(id(unit), BlockKind.KICKER if unit.kind is UnitKind.SUBTITLE else BlockKind.BYLINE)
        if before is not None and not unit.gap and id(unit) in kinds and id(before) in kinds and _goes_on(before):
            parts[-1] = Part(max(kind, parts[-1].kind, key=_rank), (*parts[-1].ranges, *unit.ranges))
        else:
            parts.append(Part(kind, unit.ranges))
        before = unit
    return parts


def _rank(kind: BlockKind) -> int:
    return (BlockKind.COLUMN, BlockKind.KICKER, BlockKind.HEADLINE).index(kind)


def _goes_on(unit: Unit) -> bool:
    """Whether a title line is the first half of a headline: it has no verb yet, and no mark at its end."""
    return unit.text[-1] not in "—:：!！?？。" and not any(
        token.tag[0] == "v" and token.tag != "vn" for token in tokens(unit.text)
    )


@lru_cache
def _column_ends() -> tuple[str, ...]:
    return words("layout_columns")


def _is_column(unit: Unit, follower: Unit) -> bool:
    """Whether a short line above a title names the column that the article stands in."""
    text = "".join(unit.text.split())
    return (
        len(text) <= _LONGEST_COLUMN and unit.gap and follower.gap and (text.endswith(_column_ends()) or len(text) <= 4)
    )


def _body(unit: Unit, draft: Draft) -> list[Part]:
    """Parts of a unit behind the heading."""
    if unit.kind in (UnitKind.BYLINE, UnitKind.NAMES):
        return [Part(BlockKind.BYLINE, unit.ranges)]
    if unit.kind is UnitKind.TABLE:
        return [Part(BlockKind.TABLE, unit.ranges)]
    if unit.kind is UnitKind.CONTINUED:
        return [Part(BlockKind.CONTINUED, unit.ranges)]
    running = BlockKind.NOTICE if draft.notice else BlockKind.BODY
    if unit.kind is UnitKind.PROSE:
        return _prose(unit, running)
    if unit.kind is UnitKind.DATE or draft.notice:
        return [Part(running, unit.ranges)]
    return [Part(BlockKind.SUBHEAD, unit.ranges)]


def _prose(unit: Unit, running: BlockKind) -> list[Part]:
    """Head pieces, running text and closing byline of a paragraph."""
    cuts = [(piece.kind, piece.start, piece.end) for piece in opening(unit.text[:80])]
    tail = closing(unit.text)
    turned = turn(unit.text)
    start = cuts[-1][2] if cuts else 0
    if turned is not None and turned >= start:
        cuts += [(running, start, turned), (BlockKind.CONTINUED, turned, len(unit.text))]
    elif tail is not None and tail.start >= start:
        cuts += [(running, start, tail.start), (BlockKind.BYLINE, tail.start, tail.end)]
    else:
        cuts.append((running, start, len(unit.text)))
    return [Part(kind, ranges) for kind, a, b in cuts if (ranges := _slice(unit, a, b))]


def _slice(unit: Unit, start: int, end: int) -> tuple[Span, ...]:
    """Ranges of the page that the range [start, end) of the unit's text stands at."""
    found = []
    at = 0
    for begin, stop in unit.ranges:
        length = stop - begin
        low, high = max(start - at, 0), min(end - at, length)
        if low < high:
            found.append(Span(begin + low, begin + high))
        at += length
    return tuple(found)


def _captioned(parts: list[Part], text: str) -> list[Part]:
    """Running text that a photo credit follows is the caption, if it is short."""
    result = list(parts)
    for i in range(1, len(parts)):
        part, before = parts[i], parts[i - 1]
        short = sum(end - start for start, end in before.ranges) <= _LONGEST_CAPTION
        if part.kind is BlockKind.BYLINE and before.kind is BlockKind.BODY and short:
            credit = "".join(text[start:end] for start, end in part.ranges)
            if is_credit(credit):
                result[i - 1] = Part(BlockKind.CAPTION, before.ranges)
    return result
