"""Positions of nodes: each connected component by force, the components packed in rows, largest first.

Force-directed layouts fling apart what is not connected, and a newspaper graph has many small components: packing them
keeps the picture whole. Fruchterman and Reingold (1991) as igraph has it, or Kamada and Kawai for small components,
started from a fixed spiral and with a seeded generator, then rounded to one decimal: the same network, the same bytes.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import cos, pi, sin, sqrt

from kg.model.network import Network

Point = tuple[float, float]

SPACING = 60.0
"""Distance that two neighbours like to have, in the units of node sizes."""
SMALL = 200
"""Components up to this size are laid out by Kamada and Kawai (1989), which evens out all distances."""
ITERATIONS = 300
LARGE = 1000
"""Components above this many nodes take igraph's grid variant, which is fast and a little coarser."""
LARGE_ITERATIONS = 100
GOLDEN_ANGLE = pi * (3.0 - sqrt(5.0))


def positions(network: Network, *, spacing: float = SPACING) -> dict[str, Point]:
    """Node id → (x, y), centred on the origin, rounded to one decimal; the same for the same network.

    `spacing` is the median length of an edge.
    """
    index = {node.id: number for number, node in enumerate(network.nodes)}
    pairs = sorted({(min(s, t), max(s, t)) for s, t in _ends(network, index) if s != t})
    placed: list[Point] = [(0.0, 0.0)] * len(index)
    boxes = []
    for members, inner in _components(len(index), pairs):
        points = _component(len(members), inner, spacing)
        boxes.append((members, points))
    for (members, points), (left, top) in zip(
        boxes, _pack([_extent(points, spacing) for _, points in boxes]), strict=True
    ):
        for member, (x, y) in zip(members, points, strict=True):
            placed[member] = (x + left, y + top)
    return dict(zip(index, _centred(placed), strict=True))


def _ends(network: Network, index: dict[str, int]) -> Iterator[tuple[int, int]]:
    for edge in network.edges:
        yield index[edge.source], index[edge.target]


def _components(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Members (sorted) and inner pairs (by place among the members) of each component, largest first."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for source, target in pairs:
        low, high = sorted((root(source), root(target)))
        parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    place = [0] * count
    for node in range(count):
        group = members[root(node)]
        place[node] = len(group)
        group.append(node)
    inner: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for source, target in pairs:
        inner[root(source)].append((place[source], place[target]))
    return sorted(((group, inner[key]) for key, group in members.items()), key=lambda item: (-len(item[0]), item[0][0]))


def _component(size: int, pairs: list[tuple[int, int]], spacing: float) -> list[Point]:
    if size == 1:
        return [(0.0, 0.0)]
    if size == 2:
        return [(0.0, 0.0), (spacing, 0.0)]
    import igraph  # 80 ms to load, and only graph formats need it

    spiral = [(sqrt(i + 0.5) * cos(i * GOLDEN_ANGLE), sqrt(i + 0.5) * sin(i * GOLDEN_ANGLE)) for i in range(size)]
    graph = igraph.Graph(n=size, edges=pairs)
    with _seeded(igraph):
        if size <= SMALL:
            layout = graph.layout_kamada_kawai(seed=spiral)
        elif size <= LARGE:
            layout = graph.layout_fruchterman_reingold(seed=spiral, niter=ITERATIONS, grid="nogrid")
        else:
            layout = graph.layout_fruchterman_reingold(seed=spiral, niter=LARGE_ITERATIONS, grid="grid")
    points = [(x, y) for x, y in layout.coords]
    lengths = sorted(sqrt((points[s][0] - points[t][0]) ** 2 + (points[s][1] - points[t][1]) ** 2) for s, t in pairs)
    scale = spacing / max(lengths[len(lengths) // 2], 1e-6)
    return [(x * scale, y * scale) for x, y in points]


@contextmanager
def _seeded(igraph: object) -> Iterator[None]:
    """igraph's generator, seeded for the block. Afterwards it is Python's own again, igraph's default."""
    setter = igraph.set_random_number_generator  # type: ignore[attr-defined]
    setter(random.Random(1))
    try:
        yield
    finally:
        setter(random)


def _extent(points: list[Point], spacing: float) -> tuple[float, float, float, float]:
    """Left, top, width and height, with a margin of one spacing."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return left, top, right - left + spacing, bottom - top + spacing


def _pack(extents: list[tuple[float, float, float, float]]) -> list[Point]:
    """Shift of each box so that boxes stand in rows (shelf packing), about as wide as high."""
    area = sum(width * height for _, _, width, height in extents)
    limit = max([sqrt(area) * 1.3, *(width for _, _, width, _ in extents)], default=0.0)
    shifts = []
    x = y = shelf = 0.0
    for left, top, width, height in extents:
        if x > 0.0 and x + width > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        shifts.append((x - left, y - top))
        x += width
        shelf = max(shelf, height)
    return shifts


def _centred(points: list[Point]) -> list[Point]:
    if not points:
        return []
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    shift_x, shift_y = (left + right) / 2, (top + bottom) / 2
    # Adding 0.0 turns -0.0 into 0.0.
    return [(round(x - shift_x, 1) + 0.0, round(y - shift_y, 1) + 0.0) for x, y in points]
