"""Markdown pages: headings, emphasis and tables without their marks, with a map back."""

import re

from kg.ingest.source import SourceText
from kg.model import OffsetMap

_MARKS = re.compile(
    r"^(?P<heading>[ ]{0,3}(?P<rank>#{1,6})[ \t]+)"
    r"|(?P<closing>(?<![ \t])[ \t]++#++[ \t]*+$)"
    r"|^(?P<quote>[ ]{0,3}>[ \t]?)|^(?P<item>[ ]{0,3}[-*+][ \t]+)"
    r"|^(?P<rule>[ ]{0,3}(?:\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?|\*{3,}|_{3,})[ \t]*$)"
    r"|^(?P<first>[ \t]*\|)|(?P<last>\|[ \t]*$)"
    r"|(?P<image>!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\))|(?P<link>\]\([^)\s]{0,500}\))|(?P<open>\[)(?=[^\]\n]{1,200}\]\()"
    r"|(?P<strong>\*\*|__(?=\S)|(?<=\S)__|~~|`+)"
    r"|(?P<emphasis>(?<!\*)\*(?=[^\s*][^*\n]{0,200}\*)|(?<=[^\s*])\*(?!\*))"
    r"|(?P<comment><!--.{0,2000}?-->|</?[A-Za-z][^>\n]{0,200}>)",
    re.MULTILINE,
)


def from_markdown(text: str, start: int = 0) -> SourceText:
    """What a reader sees of a Markdown text from `start` on: marks of headings, emphasis, links and tables dropped.

    Bars inside a table row stay: they part its cells.
    """
    pieces = [(0, start)]
    headings = []
    at, length = start, start
    for match in _MARKS.finditer(text, start):
        pieces.append((at, match.start()))
        length += match.start() - at
        at = match.end()
        if match["rank"]:
            headings.append((length, len(match["rank"])))
    pieces.append((at, len(text)))
    return SourceText("".join([text[a:b] for a, b in pieces]), OffsetMap.from_pieces(pieces), start, tuple(headings))
