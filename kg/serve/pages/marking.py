"""A page's text as HTML: mentions as links, and the words of statements as stretches that can be pointed at."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from kg.serve.desk.records import Marked, Said, Sheet

_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0xD800, 0xE000)], "\ufffd")
"""What HTML cannot hold, replaced one for one, so that offsets stay."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: an article, or (number -1) what stands between articles."""

    number: int
    headline: str
    html: Markup


def printable(text: str) -> str:
    """Text without the characters that HTML cannot hold."""
    return text.translate(_CONTROLS)


def pieces(sheet: Sheet, titles: Sequence[str], urls: Sequence[str], *, hit: str = "") -> Iterator[Piece]:
    """The text shown, article by article.

    Args:
        sheet: a page whose text was kept.
        titles: what to say of each mention, in their order.
        urls: where each mention leads.
        hit: the statement whose words are marked.
    """
    marker = _Marker(sheet, titles, urls, hit)
    at = sheet.start
    shown = set(sheet.shown)
    for article in sheet.articles:
        if article.number not in shown or article.start is None or article.stop is None:
            continue
        if article.start > at:
            yield Piece(-1, "", marker.html(at, article.start))
        yield Piece(article.number, article.headline, marker.html(max(at, article.start), article.stop))
        at = max(at, article.stop)
    if at < sheet.stop:
        yield Piece(-1, "", marker.html(at, sheet.stop))


class _Marker:
    """Writes stretches of one sheet's text."""

    def __init__(self, sheet: Sheet, titles: Sequence[str], urls: Sequence[str], hit: str) -> None:
        self._sheet = sheet
        self._titles = titles
        self._urls = urls
        self._hit = hit
        self._begins = [mention.start for mention in sheet.mentions]
        self._quotes = _quotes(sheet.statements)
        self._cuts = sorted({cut for start, stop, _ in self._quotes for cut in (start, stop)})
        self._said = _cover(self._quotes, self._cuts)
        self._named: set[int] = set()

    def html(self, start: int, stop: int) -> Markup:
        """The text from `start` to `stop`."""
        parts: list[Markup] = []
        at = start
        first = max(0, bisect_right(self._begins, start - 1))
        for number in range(first, len(self._sheet.mentions)):
            mention = self._sheet.mentions[number]
            if mention.start >= stop:
                break
            if mention.start < at:
                continue
            parts += self._plain(at, mention.start)
            parts.append(self._mention(number, mention))
            at = mention.stop
        parts += self._plain(at, stop)
        return Markup("").join(parts)

    def _mention(self, number: int, mention: Marked) -> Markup:
        inside = Markup("").join(self._plain(mention.start, mention.stop))
        entity = mention.entity
        return Markup('<a class="m {}" href="{}" data-e="{}" title="{}">{}</a>').format(
            entity.type.value, self._urls[number], entity.rank, self._titles[number], inside
        )

    def _plain(self, start: int, stop: int) -> Iterable[Markup]:
        """Text without mentions, in stretches that the same statements cover."""
        if start >= stop:
            return
        inner = self._cuts[bisect_right(self._cuts, start) : bisect_right(self._cuts, stop - 1)]
        bounds = [start, *inner, stop]
        for begin, end in pairwise(bounds):
            yield self._stretch(begin, end)

    def _stretch(self, start: int, stop: int) -> Markup:
        offset = self._sheet.start
        text = escape(printable((self._sheet.text or "")[start - offset : stop - offset]))
        text = text.replace("\r", Markup("&#13;"))
        place = bisect_right(self._cuts, start) - 1
        covering = self._said.get(place, ()) if place >= 0 else ()
        if not covering:
            return text
        statements = self._sheet.statements
        fresh = next((number for number in covering if number not in self._named), None)
        self._named.update(covering[:1] if fresh is None else (fresh,))
        mark = Markup(' id="q-{}"').format(statements[fresh].hash) if fresh is not None else Markup("")
        hit = " hit" if any(statements[number].hash == self._hit for number in covering) else ""
        numbers = " ".join(map(str, covering))
        return Markup('<span class="q{}" data-s="{}"{}>{}</span>').format(hit, numbers, mark, text)


def _quotes(statements: Iterable[Said]) -> list[tuple[int, int, int]]:
    return [(start, stop, number) for number, said in enumerate(statements) for start, stop, _ in said.quotes]


def _cover(quotes: Iterable[tuple[int, int, int]], cuts: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The statements that cover the stretch behind each cut."""
    places = {cut: place for place, cut in enumerate(cuts)}
    found: dict[int, list[int]] = defaultdict(list)
    for start, stop, number in quotes:
        for place in range(places[start], places[stop]):
            if number not in found[place]:
                found[place].append(number)
    return {place: tuple(numbers) for place, numbers in found.items()}
