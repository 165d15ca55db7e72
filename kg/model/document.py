"""Pages, their articles, and the map from cleaned text back to the raw page.

Offsets are Unicode code points. "Raw" offsets index `Page.text`; "text" offsets index `Article.text`.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range [start, end) of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps a derived text back to its source, run by run.

    A run is a stretch of the derived text whose characters stand next to each other in the source. Run `i` begins at
    `derived[i]` in the derived text and at `source[i]` in the source. `ends[i]` is where its last character ends in the
    source: usually the length of the run further on, but more after a character reference (`&nbsp;`), which is several
    source characters for one.

    `derived` is strictly increasing and starts at 0; an empty derived text has no runs.
    """

    derived: tuple[int, ...]
    source: tuple[int, ...]
    ends: tuple[int, ...]
    length: int

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """The map of a text onto itself."""
        return cls((0,), (0,), (length,), length) if length else cls((), (), (), 0)

    @classmethod
    def from_pieces(cls, pieces: "list[tuple[int, int]]") -> "OffsetMap":
        """The map of a text glued from source ranges (start, end), in the order given.

        Adjacent ranges are joined to one run, so equal texts have equal maps.
        """
        derived: list[int] = []
        source: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end in pieces:
            if end <= start:
                continue
            if ends and ends[-1] == start:
                ends[-1] = end
            else:
                derived.append(at)
                source.append(start)
                ends.append(end)
            at += end - start
        return cls(tuple(derived), tuple(source), tuple(ends), at)

    def start(self, offset: int) -> int:
        """Source offset of the derived character at `offset` (0 <= offset < length)."""
        run = bisect_right(self.derived, offset) - 1
        return self.source[run] + offset - self.derived[run]

    def end(self, offset: int) -> int:
        """Source offset just behind the derived character before `offset` (0 < offset <= length)."""
        run = bisect_right(self.derived, offset - 1) - 1
        last = self.derived[run + 1] if run + 1 < len(self.derived) else self.length
        if offset == last:
            return self.ends[run]
        return self.source[run] + offset - self.derived[run]

    def span(self, start: int, end: int) -> Span:
        """Source span of the derived range [start, end), which must not be empty."""
        return Span(self.start(start), self.end(end))

    def then(self, outer: "OffsetMap") -> "OffsetMap":
        """This map followed by `outer`: from this derived text to the source of `outer`.

        `outer`'s derived text must be this map's source. Used for HTML: cleaned text → text of the page → markup.
        """
        derived: list[int] = []
        source: list[int] = []
        ends: list[int] = []
        bounds = (*self.derived, self.length)[1:]
        for at, begin, stop in zip(self.derived, self.source, bounds, strict=True):
            offset, left = begin, stop - at
            while left > 0:
                run = bisect_right(outer.derived, offset) - 1
                last = outer.derived[run + 1] if run + 1 < len(outer.derived) else outer.length
                take = min(left, last - offset)
                derived.append(stop - left)
                source.append(outer.start(offset))
                ends.append(outer.end(offset + take))
                offset += take
                left -= take
        return OffsetMap(tuple(derived), tuple(source), tuple(ends), self.length)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read.

    `id` is stable and unique in a build (file name without its ending, or the id of a JSONL line). `text` is the raw
    page, markup and all; every offset that leaves the program points into it. `date` is the issue date (ISO
    `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; empty if unknown), `place` what the masthead or metadata says of the paper's
    area, `title` the paper's or page's name, `source` where it was read from, `media` one of text, markdown, html.
    """

    id: str
    text: str
    date: str = ""
    place: str = ""
    title: str = ""
    source: str = ""
    media: str = "text"


class BlockKind(StrEnum):
    """What a paragraph of an article is."""

    KICKER = "kicker"
    """引题 or 副题: the line above or below the headline that belongs to it."""
    HEADLINE = "headline"
    COLUMN = "column"
    """Title of a column (栏目): 基层广角."""
    BYLINE = "byline"
    """Who wrote or photographed: 本报记者 …, (饶马林 朱世清), a name alone."""
    DATELINE = "dateline"
    """Where and when: 本报讯, 新华社北京5月1日电."""
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    NOTICE = "notice"
    """Body of a public notice (公告)."""
    TABLE = "table"
    """Rows of a table, cells parted by one tab in `Article.text`."""
    CONTINUED = "continued"
    """(上接1版), (下转4版)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch [start, end) of `Article.text` of one kind."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page.

    `text` is cleaned: column breaks mended, white space between Han characters dropped, half-width punctuation between
    Han characters made full-width; blocks are parted by a newline. `offsets` maps it to the raw page, of which
    `span` is the part covered. Blocks are in order, do not overlap, and leave out nothing but the newlines between.
    """

    index: int
    span: Span
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]

    def raw(self, start: int, end: int) -> Span:
        """Raw page span of the text range [start, end)."""
        return self.offsets.span(start, end)


@dataclass(frozen=True, slots=True)
class Document:
    """A page with its articles: what the page stages work on."""

    page: Page
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was dropped, mended or doubtful, for the report.

    `kind` is a short stable word (`empty`, `binary`, `encoding`, …), `where` a page id or path, `message` one
    sentence. `dropped` says that the page, line or statement is not in the graph.
    """

    kind: str
    where: str
    message: str
    dropped: bool = True
