"""How an article's first paragraph begins: dateline, reporters, continuation."""

import re
from typing import NamedTuple

from kg.ingest.bylines import is_byline
from kg.model import BlockKind

_CONTINUED = re.compile(
    r"\s*[（(【]\s*(?:上接|紧接|接)\s*第?\s*[A-Z\d一二三四五六七八九十]{1,3}\s*版[^（）()]{0,12}[）)】]"
)
_DATELINE = re.compile(
    r"[\s●■◆○□▲]*(?:本报|本刊|本台|本网|新华社|新华网|中新社|中新网|人民网|据新华社)"
    r"(?:[^\s，。,；！？“”（）()]{0,16}?\d{1,2}月\d{1,2}日)?[^\s，。,；！？“”（）()\d]{0,6}?(?:讯|专?电|消息)(?=[\s（(\u3000]|[^息员号])"
)
_REPORTERS = re.compile(
    r"\s*[（(]\s*([^（）()]{2,50})\s*[）)]|\s*((?:本报)?(?:记者|通讯员)[^，。,；]{2,30}?)\s*报道[:：]?\s"
)


_TURN = re.compile(r"[（(【]\s*下转\s*第?\s*[A-Z\d一二三四五六七八九十]{1,3}\s*版[^（）()]{0,12}[）)】]\s*$")


class Piece(NamedTuple):
    """A stretch [start, end) at a paragraph's head that is no running text."""

    kind: BlockKind
    start: int
    end: int


def turn(text: str) -> int | None:
    """Where the (下转4版) that ends a paragraph begins; None without one."""
    match = _TURN.search(text, max(0, len(text) - 40))
    return match.start() if match else None


def opening(text: str) -> list[Piece]:
    """Pieces at the head of a paragraph, in order: (上接1版), 本报讯, (记者 …). Empty for plain running text."""
    pieces = []
    at = 0
    for kind, pattern in ((BlockKind.CONTINUED, _CONTINUED), (BlockKind.DATELINE, _DATELINE)):
        match = pattern.match(text, at)
        if match is not None:
            pieces.append(Piece(kind, at, match.end()))
            at = match.end()
    reporters = _REPORTERS.match(text, at)
    if (
        reporters is not None
        and (pieces or reporters[2])
        and is_byline(reporters[1] or reporters[2], bare=bool(pieces))
    ):
        pieces.append(Piece(BlockKind.BYLINE, at, reporters.end()))
    return pieces
