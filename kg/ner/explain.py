"""Why each mention was kept: who saw it, and which readings it beat.

Nothing of this is gathered while pages are extracted. Who asks has the page recognised once more, this time with all
that the components propose; recognition is a pure function of the page, so the answer is that of the build.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kg.model import Document, Mention
from kg.ner.chain import Ner


@runtime_checkable
class Proposing(Protocol):
    """A recogniser that can also tell what it proposed and did not keep."""

    def readings(self, document: Document) -> list[Mention]:
        """All readings of the document, overlapping ones too."""
        ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mention, the other readings of the same span and type, and the rejected ones that overlap it.

    `seen` and `beaten` are mentions of one recogniser and one rule each, surest first.
    """

    mention: Mention
    seen: tuple[Mention, ...]
    beaten: tuple[Mention, ...]


def explain(ner: Ner, document: Document, mentions: Sequence[Mention]) -> tuple[Explanation, ...]:
    """The explanation of each of a page's mentions, in the order given; they are those that `ner` found."""
    readings = list(_readings(ner, document))
    found = []
    first = 0
    by_start = sorted(readings, key=_place)
    longest = max((reading.end - reading.start for reading in readings), default=0)
    for mention in sorted(mentions, key=lambda one: one.start):
        while first < len(by_start) and by_start[first].start + longest <= mention.start:
            first += 1
        found.append(_explained(mention, _meeting(mention, by_start, first)))
    place = {id(one.mention): one for one in found}
    return tuple(place[id(mention)] for mention in mentions)


def _readings(ner: Ner, document: Document) -> Iterator[Mention]:
    for recogniser in ner.recognisers:
        if isinstance(recogniser, Proposing):
            yield from recogniser.readings(document)
        else:
            yield from recogniser.recognise(document)


def _meeting(mention: Mention, by_start: Sequence[Mention], first: int) -> Iterator[Mention]:
    """The readings from index `first` on that overlap the mention."""
    for index in range(first, len(by_start)):
        reading = by_start[index]
        if reading.start >= mention.end:
            return
        if reading.end > mention.start:
            yield reading


def _explained(mention: Mention, readings: Iterable[Mention]) -> Explanation:
    seen: list[Mention] = []
    beaten: list[Mention] = []
    for reading in readings:
        same = (reading.start, reading.end, reading.type) == (mention.start, mention.end, mention.type)
        if same and reading.rule == mention.rule and reading.recognisers[:1] == mention.recognisers[:1]:
            continue
        (seen if same else beaten).append(reading)
    return Explanation(mention, tuple(sorted(seen, key=_surest)), tuple(sorted(beaten, key=_surest)))


def _place(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.type, mention.rule


def _surest(mention: Mention) -> tuple[float, int, int, str, str, str]:
    return -mention.score, *_place(mention), mention.subtype
