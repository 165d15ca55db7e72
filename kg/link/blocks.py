"""Blocks: which entities meet to be compared, so that the work grows with their number and not with its square."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kg.link.likeness import core
from kg.model import Entity, EntityType

_SHARED: Final = 0.25
"""Part of the pairs of characters of the name with fewer that both must have."""
_WHOLE: Final = 100
"""What sharing a whole name counts for: more than any name has pairs."""
SHORTEST_ALIAS: Final = 3


class Blocks:
    """Entities by the stretches of their names: all of one type, and where those are too many, those of an area."""

    def __init__(self, entities: Sequence[Entity], largest: int) -> None:
        """Sort entities, which are in the order of their keys, into blocks.

        Within one of more than `largest` no longer all are compared: those of one whole name in a chain, others not.
        """
        self._entities = entities
        self._largest = largest
        self._stretches = [_stretches(entity) for entity in entities]
        self._pairs = [sum(len(stretch) == 2 for stretch in found) for found in self._stretches]
        self._all: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._local: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for at, entity in enumerate(entities):
            for stretch in self._stretches[at]:
                self._all[entity.type.value, stretch].append(at)
        for (kind, stretch), inside in self._all.items():
            if len(inside) > largest:
                for at in inside:
                    self._local[kind, stretch, nearest(entities[at].area)].append(at)

    def skipped(self) -> tuple[tuple[str, int], ...]:
        """Blocks that are too large even within one area, the largest first, with their sizes."""
        found = ((block, len(inside)) for block, inside in self._local.items() if len(inside) > self._largest)
        named = ((" · ".join(filter(None, block)), size) for block, size in found)
        return tuple(sorted(named, key=lambda pair: (-pair[1], pair[0])))

    def near(self, at: int) -> Iterator[int]:
        """Entities that share enough of their name with this one; each pair comes once."""
        entity = self._entities[at]
        shared: Counter[int] = Counter()
        for stretch in self._stretches[at]:
            for other in self._meeting(at, entity, stretch):
                shared[other] += 1 if len(stretch) == 2 else _WHOLE
        for other in sorted(shared):
            least = min(self._pairs[at], self._pairs[other])
            if entity.type is EntityType.PER or shared[other] >= _SHARED * least:
                yield other

    def _meeting(self, at: int, entity: Entity, stretch: str) -> Iterator[int]:
        """Those of the same area that come before; of wider areas, and of unknown ones, all."""
        kind = entity.type.value
        everyone = self._all[kind, stretch]
        if len(everyone) <= self._largest:
            yield from (other for other in everyone if other < at)
            return
        own, *wider = dict.fromkeys([*reversed(entity.area.split("/")), ""])
        for area in (own, *wider):
            inside = self._local.get((kind, stretch, area), ())
            if len(inside) <= self._largest:
                yield from (other for other in inside if area != own or other < at)
            elif area == own and (entity.type is EntityType.PER or len(stretch) > 2):
                yield from _chained(at, inside)


def _chained(at: int, inside: Sequence[int]) -> Iterator[int]:
    """In a crowd of one name: the one before in the order of keys, and for the last of the crowd all.

    Last in that order, behind those marked by a page's id, come persons marked by their office.
    """
    if at == inside[-1]:
        yield from inside[:-1]
        return
    place = bisect_left(inside, at)
    yield from inside[max(0, place - 1) : place]


def nearest(area: str) -> str:
    """The last name of an area's path."""
    return area.rpartition("/")[2]


def _stretches(entity: Entity) -> frozenset[str]:
    """What entities of this name meet by."""
    name = core(entity.type, entity.name)
    if entity.type is EntityType.PER:
        if len(name) == 3:  # one character may be misprinted or another form of itself
            return frozenset((name, f"{name[:2]}?", f"{name[0]}?{name[2]}", f"?{name[1:]}"))
        return frozenset((name, name.rpartition("·")[2]))
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    whole = {called for called in (entity.name, *entity.aliases) if len(called) >= SHORTEST_ALIAS}
    return frozenset(pairs | {name} | whole)
