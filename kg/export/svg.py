"""A picture of the network as SVG: nodes coloured by type, named in Chinese; arrows named by their relation."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot, sqrt

from kg.export.layout import Point, positions
from kg.export.spread import Box, core, overlap, part
from kg.export.style import COLOURS, colour, degrees, edge_label, short_label
from kg.export.xmltext import attribute, content
from kg.model import EntityType
from kg.model.network import Edge, Network, Node
from kg.schema import type_label

NODES = 60
"""More than this nobody reads in one picture."""
SPACING = 115.0
STRETCH = 1.35
"""Pages are wider than high, and labels wider than nodes."""
MARGIN = 36.0
GAP = 11.0
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
"""Where along its line a relation's name may stand, best first."""
FONT = 13.0
SMALL = 9.5
INK, PAPER, LINE, QUIET = "#2f3437", "#fdfcf9", "#b4b0a8", "#7d7972"
FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
STYLE = f"""
    text {{ font-family: {FONTS}; text-anchor: middle; fill: {INK}; paint-order: stroke; stroke: {PAPER};
      stroke-linejoin: round; }}
    .name {{ font-size: {FONT:g}px; stroke-width: 3.5px; }}
    .hub {{ font-weight: 600; }}
    .relation {{ font-size: {SMALL:g}px; fill: {QUIET}; stroke-width: 2.5px; }}
    .legend {{ font-size: {FONT:g}px; text-anchor: start; stroke: none; }}
    .edge {{ fill: none; stroke: {LINE}; stroke-width: 1.3px; marker-end: url(#arrow); }}
    .node {{ stroke: {PAPER}; stroke-width: 1.5px; }}
  """


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a node stands, and its radius."""

    node: Node
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """Circle and name."""
        half = max(self.radius, _width(short_label(self.node), FONT) / 2)
        return Box(self.x, self.y, half, self.radius, self.radius + FONT * 1.4)


@dataclass(frozen=True, slots=True)
class _Curve:
    """A quadratic Bézier curve."""

    start: Point
    middle: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point at this share of the way."""
        one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
        (x1, y1), (x2, y2), (x3, y3) = self.start, self.middle, self.end
        return one * x1 + two * x2 + three * x3, one * y1 + two * y2 + three * y3


def svg(network: Network, *, limit: int = NODES) -> Iterator[str]:
    """Pieces of the picture, in order: the best connected `limit` nodes, their relations, a legend of types.

    The same network gives the same bytes. Names are laid out for a font whose Chinese characters are square.
    """
    seen = core(network, limit)
    spots = _spots(seen)
    boxes = [spot.box for spot in spots.values()]
    left = min((box.x - box.half for box in boxes), default=0.0) - MARGIN
    top = min((box.y - box.up for box in boxes), default=0.0) - MARGIN
    right = max((box.x + box.half for box in boxes), default=0.0) + MARGIN
    bottom = max((box.y + box.down for box in boxes), default=0.0) + MARGIN
    legend = _legend(seen, network, left + MARGIN, bottom + FONT)
    right = max(right, left + 560.0)
    bottom += FONT * 2 + MARGIN / 2
    box = f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{right - left:.0f}" '
        f'height="{bottom - top:.0f}" role="img" lang="zh">\n'
        f"  <title>{content(f'知识图谱:{len(seen.nodes)} 个实体,{len(seen.edges)} 条关系')}</title>\n"
        f"  <style>{STYLE}</style>\n"
        '  <defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6.5" markerHeight="6.5" '
        f'orient="auto"><path d="M0,1 L10,5 L0,9 Z" fill="{LINE}"/></marker></defs>\n'
        f'  <rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" rx="14" '
        f'fill="{PAPER}"/>\n'
    )
    yield from _edges(seen, spots)
    yield from _nodes(spots)
    yield legend
    yield "</svg>\n"


def _spots(network: Network) -> dict[str, _Spot]:
    places, count = positions(network, spacing=SPACING), degrees(network.edges)
    spots = []
    for node in network.nodes:
        x, y = places[node.id]
        spots.append(_Spot(node, x * STRETCH, y, min(6.0 + 3.2 * sqrt(count[node.id]), 26.0)))
    boxes = [spot.box for spot in spots]
    part(boxes, gap=GAP)
    return {spot.node.id: replace(spot, x=box.x, y=box.y) for spot, box in zip(spots, boxes, strict=True)}


def _width(text: str, size: float) -> float:
    """Width of a line: Chinese characters are square, others about half as wide."""
    return sum(size if ord(char) > 0x2E80 else size * 0.58 for char in text)


def _edges(network: Network, spots: dict[str, _Spot]) -> Iterator[str]:
    """Lines first, then their names, so that no line crosses a name."""
    together: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in network.edges:
        if edge.source != edge.target:
            together[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    taken = [spot.box for spot in spots.values()]
    names = []
    for (low, _), edges in sorted(together.items()):
        for place, edge in enumerate(edges):
            # Parallel edges fan out to both sides; a lone one bends a little, which tells crossings from corners.
            bend = 0.06 if len(edges) == 1 else 0.24 * (place - (len(edges) - 1) / 2)
            curve = _curve(spots[edge.source], spots[edge.target], bend if edge.source == low else -bend)
            yield _line(edge, curve)
            names.append(_name(edge, curve, taken))
    yield from names


def _curve(start: _Spot, end: _Spot, bend: float) -> _Curve:
    across, along = end.x - start.x, end.y - start.y
    middle = ((start.x + end.x) / 2 - along * bend, (start.y + end.y) / 2 + across * bend)
    return _Curve(
        _towards((start.x, start.y), middle, start.radius + 1.0),
        middle,
        _towards((end.x, end.y), middle, end.radius + 3.0),
    )


def _line(edge: Edge, curve: _Curve) -> str:
    points = "{:.1f},{:.1f} Q{:.1f},{:.1f} {:.1f},{:.1f}".format(*curve.start, *curve.middle, *curve.end)
    said = f"{edge_label(edge)} {edge.quote}".strip()
    return f'  <path class="edge" d="M{points}"><title>{content(said)}</title></path>\n'


def _name(edge: Edge, curve: _Curve, taken: list[Box]) -> str:
    """The relation's name where the curve leaves room for it; none where it does not (the line's title has it)."""
    label = edge_label(edge)
    for share in PLACES:
        x, y = curve.at(share)
        box = Box(x, y, _width(label, SMALL) / 2, SMALL * 0.6, SMALL * 0.6)
        if not any(overlap(box, other) for other in taken):
            taken.append(box)
            return f'  <text class="relation" x="{x:.1f}" y="{y + SMALL * 0.35:.1f}">{content(label)}</text>\n'
    return ""


def _towards(start: Point, goal: Point, distance: float) -> Point:
    """The point `distance` away from the start on the way to the goal."""
    (x, y), (goal_x, goal_y) = start, goal
    share = min(distance / (hypot(goal_x - x, goal_y - y) or 1.0), 1.0)
    return x + (goal_x - x) * share, y + (goal_y - y) * share


def _nodes(spots: dict[str, _Spot]) -> Iterator[str]:
    for spot in spots.values():
        fill = colour(spot.node.type).hex
        yield f'  <circle class="node" cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{spot.radius:.1f}" fill="{fill}">'
        yield f"<title>{content(spot.node.name)}</title></circle>\n"
    for spot in spots.values():
        kind = "name hub" if spot.radius >= 15.0 else "name"
        y = spot.y + spot.radius + FONT * 1.05
        yield f'  <text class={attribute(kind)} x="{spot.x:.1f}" y="{y:.1f}">{content(short_label(spot.node))}</text>\n'


def _legend(seen: Network, network: Network, x: float, y: float) -> str:
    count = Counter(node.type for node in seen.nodes)
    pieces = []
    for kind in COLOURS:
        label = f"{type_label(EntityType(kind))} {count[kind]}"
        pieces.append(f'  <circle cx="{x + 6:.1f}" cy="{y:.1f}" r="6" fill="{COLOURS[kind].hex}"/>\n')
        pieces.append(f'  <text class="legend" x="{x + 18:.1f}" y="{y + FONT * 0.36:.1f}">{content(label)}</text>\n')
        x += 18 + _width(label, FONT) + 26
    if len(seen.nodes) < len(network.nodes):
        label = f"全图 {len(network.nodes)} 个实体中联系最多的 {len(seen.nodes)} 个"
        pieces.append(f'  <text class="legend" x="{x:.1f}" y="{y + FONT * 0.36:.1f}">{content(label)}</text>\n')
    return "".join(pieces)
