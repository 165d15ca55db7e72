"""How nodes and edges look: colour by type, size by degree, short labels, dates as whole days."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from kg.errors import DataError
from kg.export.xmltext import clean
from kg.model.network import Edge, Network, Node


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green, blue, each 0 to 255."""

    r: int
    g: int
    b: int

    @property
    def hex(self) -> str:
        return f"#{self.r:02x}{self.g:02x}{self.b:02x}"


COLOURS = {
    "ORG": Colour(78, 121, 167),
    "PER": Colour(225, 129, 44),
    "PLACE": Colour(89, 145, 80),
    "PROG": Colour(149, 104, 160),
}
"""Calm, of like lightness, and apart for readers who do not tell red from green."""
OTHER = Colour(121, 120, 118)

LABEL_LENGTH = 16
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?")


def colour(kind: str) -> Colour:
    """Colour of an entity type; grey for a type that is not one of the four."""
    return COLOURS.get(kind, OTHER)


def short_label(node: Node) -> str:
    """What is drawn: the label, cut to 16 characters, since Gephi draws long Chinese labels slowly. Never empty."""
    label = clean(node.label) or clean(node.name) or node.id
    return label if len(label) <= LABEL_LENGTH else label[: LABEL_LENGTH - 1] + "…"


def edge_label(edge: Edge) -> str:
    """The relation's Chinese name; its term if it has none. Never empty."""
    return clean(edge.label) or edge.predicate


def degrees(edges: Iterable[Edge]) -> Counter[str]:
    """How many edges touch each node."""
    count: Counter[str] = Counter()
    for edge in edges:
        count[edge.source] += 1
        count[edge.target] += 1
    return count


def size(degree: int) -> float:
    """Diameter of a node: 8 for a lone one, growing with the square root, so that area follows degree."""
    return round(min(8.0 + 4.0 * sqrt(degree), 80.0), 1)


def interval(first: str, last: str) -> tuple[str, str] | None:
    """Closed interval of whole days (ISO) from the first day of `first` to the last day of `last`.

    A month stands for all of its days, a year likewise. One missing date is taken from the other. None if neither is
    a date, or if they stand in the wrong order.
    """
    start = _day(first or last, last_day=False)
    end = _day(last or first, last_day=True)
    return (start, end) if start and end and start <= end else None


def _day(text: str, *, last_day: bool) -> str:
    match = DATE.fullmatch(text.strip())
    if match is None:
        return ""
    year, month, day = match[1], match[2] or ("12" if last_day else "01"), match[3]
    if not 1 <= int(month) <= 12 or year == "0000":
        return ""
    days = monthrange(int(year), int(month))[1]
    if day is None:
        day = f"{days:02d}" if last_day else "01"
    return f"{year}-{month}-{day}" if 1 <= int(day) <= days else ""


def checked_edges(network: Network) -> Iterable[Edge]:
    """The edges, each id proved to be unique by their order.

    Gephi drops an edge whose id it has seen, with a warning nobody reads; so a network out of order is refused.

    Raises:
        DataError: an edge id repeats or stands out of order.
    """
    before = ""
    for edge in network.edges:
        if edge.id <= before:
            raise DataError(f"edge id {edge.id!r} follows {before!r}: ids of a network must be unique and sorted")
        before = edge.id
        yield edge
