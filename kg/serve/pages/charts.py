"""Geometry of the small pictures that are drawn without a script: bars over months, and an entity's neighbourhood."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.serve.desk.records import Brief, Link, Part

LABEL = 14
"""Characters of a neighbour's name that are drawn."""
WIDEST = 120
"""Bars of a time line; a longer time is shown by years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a time line, in units of the picture."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from the first month (or year) to the last, with ticks under some."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    width: float
    height: float
    most: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A neighbour: where it and its label stand."""

    entity: Brief
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A relation between the entity and a neighbour, as an SVG path."""

    path: str
    predicate: str


@dataclass(frozen=True, slots=True)
class Ring:
    """An entity in the middle of its neighbours."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    size: float
    height: float
    left: int


def timeline(months: Sequence[tuple[str, int]], *, width: float = 640.0, height: float = 96.0) -> Timeline | None:
    """Articles over months, or over years if there are too many months; None without a date."""
    counts = dict(months)
    if not counts:
        return None
    steps = _months(min(counts), max(counts)) if all(len(month) == 7 for month in counts) else []
    if not 0 < len(steps) <= WIDEST:
        years: dict[str, int] = {}
        for month, count in months:
            years[month[:4]] = years.get(month[:4], 0) + count
        counts = years
        steps = [f"{year:04d}" for year in range(int(min(years)), int(max(years)) + 1)][-WIDEST:]
    if len(steps) < 12:
        steps = _widened(steps)
    step, most = width / len(steps), max(counts.values())
    bars = tuple(
        Bar(
            round(number * step + step * 0.1, 2),
            round(height * (1 - counts[label] / most), 2),
            round(step * 0.8, 2),
            round(height * counts[label] / most, 2),
            label,
            counts[label],
        )
        for number, label in enumerate(steps)
        if label in counts
    )
    every = max(1, len(steps) // 6)
    ticks = tuple((round((n + 0.5) * step, 2), label) for n, label in enumerate(steps) if n % every == every // 2)
    return Timeline(bars, ticks, width, height, most)


def ring(center: Brief, part: Part, *, size: float = 640.0, step: float = 34.0) -> Ring:
    """The neighbours in two columns, left and right of the entity, those of one type beside each other.

    Columns, as labels of Chinese names that stand in a circle run into each other.
    """
    order = {kind: number for number, kind in enumerate(("PLACE", "ORG", "PER", "PROG"))}
    others = sorted(
        (node for node in part.nodes if node.rank != center.rank), key=lambda node: (order[node.type.value], node.rank)
    )
    half = (len(others) + 1) // 2
    height = max(3, half) * step
    places: dict[int, tuple[float, float]] = {}
    spots = []
    for number, node in enumerate(others):
        right = number >= half
        row, rows = (number - half, len(others) - half) if right else (number, half)
        y = round(height / 2 + (row - (rows - 1) / 2) * step, 1)
        x = size * (0.64 if right else 0.36)
        places[node.rank] = (x, y)
        label = node.name if len(node.name) <= LABEL else node.name[: LABEL - 1] + "…"
        spots.append(Spot(node, x, y, x + 13 if right else x - 13, y + 5, "start" if right else "end", label))
    lines = (_line(link, places, center.rank, (size / 2, height / 2)) for link in part.links)
    return Ring(tuple(spots), tuple(line for line in lines if line is not None), size, height, part.left)


def _line(link: Link, places: dict[int, tuple[float, float]], center: int, middle: tuple[float, float]) -> Line | None:
    """A curve from the middle to a neighbour; none between two neighbours."""
    other = link.target if link.source == center else link.source
    if center not in (link.source, link.target) or other not in places:
        return None
    (x1, y1), (x2, y2) = middle, places[other]
    bend = round((x1 + x2) / 2, 1)
    return Line(f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}", link.predicate)


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def _widened(steps: list[str]) -> list[str]:
    """A short time with some steps before and behind it, so that one bar is not the whole picture."""
    lack = 12 - len(steps)
    before = lack // 2
    if len(steps[0]) == 7:
        start, end = (int(step[:4]) * 12 + int(step[5:7]) - 1 for step in (steps[0], steps[-1]))
        numbers = range(start - before, end + lack - before + 1)
        return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]
    return [f"{year:04d}" for year in range(int(steps[0]) - before, int(steps[-1]) + lack - before + 1)]
