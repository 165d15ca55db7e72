"""The text of a page behind its markup, and the map back."""

from dataclasses import dataclass, replace

from kg.ingest.units import Unit, lines
from kg.model import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader sees of a page.

    `base` maps `text` to the raw page; None where they are the same. `start` is where the articles begin. `headings`
    are the starts of lines that the markup calls headings, in order, with their ranks.
    """

    text: str
    base: OffsetMap | None = None
    start: int = 0
    headings: tuple[tuple[int, int], ...] = ()

    def lines(self) -> list[Unit]:
        """Lines of the text, those that the markup calls headings with their rank."""
        marks = dict(self.headings)
        return [replace(unit, level=marks.get(unit.start, 0)) for unit in lines(self.text, self.start)]

    def raw(self, start: int, end: int) -> Span:
        """Raw range of a range of the text that is not empty."""
        return self.base.span(start, end) if self.base else Span(start, end)
