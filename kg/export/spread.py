"""Which part of a network fits one picture, and how its labels keep off each other."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

from kg.export.style import degrees
from kg.model.network import Network, Node

ROUNDS = 400
TOUCH = 0.01
"""Less than this is no overlap, or rounding would push for ever."""


def core(network: Network, limit: int) -> Network:
    """At most `limit` nodes, grown from the best connected one: always the neighbour with the most relations next.

    What is kept hangs together. If a component is used up before the limit, the next largest hub starts another; nodes
    without relations come last.
    """
    if len(network.nodes) <= limit:
        return network
    count = degrees(network.edges)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)

    def rank(node: Node) -> tuple[int, int, str]:
        return -count[node.id], -node.articles, node.id

    order = {node.id: rank(node) for node in network.nodes}
    kept: set[str] = set()
    for seed in sorted(order.values()):
        border = [seed]
        while border and len(kept) < limit:
            best = heappop(border)[2]
            if best in kept:
                continue
            kept.add(best)
            for other in sorted(neighbours[best] - kept):
                heappush(border, order[other])
    return Network(
        tuple(node for node in network.nodes if node.id in kept),
        tuple(edge for edge in network.edges if edge.source in kept and edge.target in kept),
    )


@dataclass(slots=True)
class Box:
    """A node with its label: centre of the node, half the width, and how far it reaches up and down."""

    x: float
    y: float
    half: float
    up: float
    down: float


def part(boxes: list[Box], *, gap: float) -> None:
    """Push overlapping boxes apart, in place, until none overlaps or after a fixed number of rounds.

    Each pair gives way along the axis where it overlaps least, half each (node overlap removal by Dwyer's idea, done by
    plain repetition, since a picture has some dozens of nodes).
    """
    for _ in range(ROUNDS):
        moved = False
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                moved |= _push(one, other, gap)
        if not moved:
            return


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share some area."""
    wide, high = _shared(one, other, 0.0)
    return wide > 0.0 and high > 0.0


def _shared(one: Box, other: Box, gap: float) -> tuple[float, float]:
    """How far two boxes, kept apart by a gap, overlap across and down; negative for a distance."""
    reach = one.down + other.up if other.y >= one.y else one.up + other.down
    return one.half + other.half + gap - abs(other.x - one.x), reach + gap - abs(other.y - one.y)


def _push(one: Box, other: Box, gap: float) -> bool:
    wide, high = _shared(one, other, gap)
    if wide <= TOUCH or high <= TOUCH:
        return False
    if wide < high:
        shift = wide / 2 if other.x >= one.x else -wide / 2
        one.x -= shift
        other.x += shift
    else:
        shift = high / 2 if other.y >= one.y else -high / 2
        one.y -= shift
        other.y += shift
    return True
