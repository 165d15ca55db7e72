"""HTML pages: what a reader sees of them, with a map back to the markup."""

import html
import re
from html.parser import HTMLParser

from kg.ingest.source import SourceText
from kg.model import OffsetMap

_HIDDEN = frozenset(("script", "style", "nav", "template", "noscript", "iframe", "svg", "select", "button", "head"))
_BREAKS = frozenset(
    [
        "p",
        "br",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "figure",
        "figcaption",
        "hr",
        "blockquote",
        "pre",
        "center",
        "body",
        "html",
        "form",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "title",
        "address",
    ]
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_WHITE = re.compile(r"[ \t\r\n\f]+")


class _Reader(HTMLParser):
    """Collects the visible text and, run by run, where it stands in the markup."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=False)
        self.markup = markup
        self.starts = [0, *(match.end() for match in re.finditer("\n", markup))]
        self.pieces: list[str] = []
        self.derived: list[int] = []
        self.source: list[int] = []
        self.ends: list[int] = []
        self.length = 0
        self.hidden = 0
        self.rank = 0
        self.headings: list[tuple[int, int]] = []

    def _at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def _put(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        if self.rank and text.strip() and not (self.headings and self.headings[-1][1] < 0):
            lead = len(text) - len(text.lstrip())
            self.headings.append((self.length + lead, -self.rank))
        self.pieces.append(text)
        self.derived.append(self.length)
        self.source.append(start)
        self.ends.append(end)
        self.length += len(text)

    def _break(self, mark: str) -> None:
        """A line end or cell gap, standing for the tag at this place."""
        self.rank, rank = 0, self.rank
        if not self.hidden and self.pieces and not (mark == "\t" and self.pieces[-1] in ("\n", "\t")):
            self._put(mark, self._at(), self._at() + 1)
        self.rank = rank

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  parser's shape
        if tag in _HIDDEN:
            self.hidden += 1
        if tag in _CELLS:
            self._break("\t")
        elif tag in _BREAKS:
            self._break("\n")
        if tag in _HEADINGS:
            self.close_heading()
            self.rank = _HEADINGS[tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        if tag in _HEADINGS:
            self.close_heading()
            self.rank = 0
        if tag in _BREAKS and tag != "br":
            self._break("\n")

    def close_heading(self) -> None:
        if self.headings and self.headings[-1][1] < 0:
            start, rank = self.headings[-1]
            self.headings[-1] = (start, -rank)

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        start = self._at()
        at = 0
        # white space of the markup, line ends too, is one space to the reader
        for match in _WHITE.finditer(data):
            self._put(data[at : match.start()], start + at, start + match.start())
            self._put(" ", start + match.start(), start + match.end())
            at = match.end()
        self._put(data[at:], start + at, start + len(data))

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def _reference(self, reference: str) -> None:
        if self.hidden:
            return
        start = self._at()
        match = _REFERENCE.match(self.markup, start)
        end = match.end() if match else start + len(reference) - 1
        shown = html.unescape(reference)
        # a reference to two characters, or to none, is shown as it is written
        self._put(shown if len(shown) == 1 else self.markup[start:end], start, end)


def from_html(markup: str) -> SourceText:
    """What a reader sees of `markup`: no scripts, styles, navigation or head.

    Block tags become line ends, table cells are parted by a tab, character references become their characters.
    Broken markup is read as browsers do as far as the standard library goes; it never raises.
    """
    reader = _Reader(markup)
    reader.feed(markup)
    reader.close()
    reader.close_heading()
    offsets = OffsetMap(tuple(reader.derived), tuple(reader.source), tuple(reader.ends), reader.length)
    return SourceText("".join(reader.pieces), offsets, 0, tuple(reader.headings))
