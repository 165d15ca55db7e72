"""Pairs of corpus entities that may be one: found by blocks, scored with reasons, decided by people.

Nothing here joins anything. Two entities are joined by equal keys or by a judgement; a candidate is a question.

Entities meet in a block: they share a stretch of characters of the name (for a person the name, or two of its three
characters), and the area of one holds or is that of the other. So the work grows with the number of entities and not
with its square; a block with more than `LARGEST` entities is passed over and named in the result.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.link.judgements import nested
from kg.link.likeness import DOUBT, OTHER_NUMBERS, Likeness, alike, core
from kg.model import Entity, EntityType

LARGEST: Final = 60
"""Entities in a block that are still compared with each other."""
GREY: Final = 0.5
"""Score from which a pair is worth a question."""
SURE: Final = 0.85
"""Score from which a pair is called likely. Names that disagree in a character never come near it."""
_SHARED: Final = 0.4
"""Part of the shorter name's stretches that both names must have."""
_SHORTEST_ALIAS: Final = 3
_YEARS: Final = 20
"""Years without a word of either, from which time speaks against a pair."""
_AREA: Final = {"same": 0.15, "inside": 0.08, "unknown": 0.03}
_PLACE: Final = "PLACE|"
_COMPANIES: Final = frozenset({"company", "bank"})

Block = tuple[str, str, str]
"""Type, stretch of a name, last name of the area's path."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What speaks for or against an entity's being another: when pages name it, and to whom statements tie it."""

    entity: Entity
    first: str = ""
    last: str = ""
    """Dates of the first and last page that names it, as far as known."""
    ties: Mapping[str, str] = field(default_factory=dict)
    """Names of the entities that statements join it with, by key."""
    pages: frozenset[str] = frozenset()
    """Ids of the pages that name it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, the keys in order, and why."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """Whether little speaks against it. It is a question all the same."""
        return self.score >= SURE


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates, the likeliest first, and the blocks passed over with their sizes."""

    candidates: tuple[Candidate, ...]
    skipped: tuple[tuple[str, int], ...] = ()


def propose(profiles: Iterable[Profile], *, least: float = GREY, largest: int = LARGEST) -> Proposals:
    """Pairs of entities of one type that may be one.

    Args:
        profiles: the corpus's entities, in any order.
        least: the lowest score that is given out.
        largest: entities in a block that are still compared.
    """
    ordered = sorted(profiles, key=lambda profile: profile.entity.key)
    index: dict[Block, list[int]] = defaultdict(list)
    stretches = [_stretches(profile.entity) for profile in ordered]
    for at, profile in enumerate(ordered):
        for stretch in stretches[at]:
            index[profile.entity.type.value, stretch, _nearest(profile.entity.area)].append(at)
    skipped = {block: len(inside) for block, inside in index.items() if len(inside) > largest}
    for block in skipped:
        del index[block]
    found = []
    for at, profile in enumerate(ordered):
        for near in _neighbours(at, profile.entity, stretches, index):
            candidate = compare(ordered[near], profile)
            if candidate is not None and candidate.score >= least:
                found.append(candidate)
    found.sort(key=lambda candidate: (-candidate.score, candidate.one, candidate.other))
    named = sorted(((" · ".join(filter(None, block)), size) for block, size in skipped.items()), key=_largest_first)
    return Proposals(tuple(found), tuple(named))


def _largest_first(block: tuple[str, int]) -> tuple[int, str]:
    return -block[1], block[0]


def _neighbours(
    at: int, entity: Entity, stretches: Sequence[frozenset[str]], index: Mapping[Block, Sequence[int]]
) -> Iterator[int]:
    """Entities that share enough with this one, each pair once: with equals those before it, with wider areas all."""
    shared: Counter[int] = Counter()
    own, *wider = _areas(entity.area)
    for stretch in stretches[at]:
        weight = len(stretch)  # a whole name counts for all its stretches
        for near in index.get((entity.type.value, stretch, own), ()):
            if near < at:
                shared[near] += weight
        for area in wider:
            for near in index.get((entity.type.value, stretch, area), ()):
                shared[near] += weight
    everywhere = sum(map(len, stretches[at]))
    for near in sorted(shared):
        least = min(everywhere, sum(map(len, stretches[near])))
        if entity.type is EntityType.PER or shared[near] >= _SHARED * least:
            yield near


def _areas(area: str) -> list[str]:
    """The last name of a path, the names above it, and nothing, for entities whose area is not known."""
    return list(dict.fromkeys([*reversed(area.split("/")), ""]))


def _nearest(area: str) -> str:
    return area.rpartition("/")[2]


def _stretches(entity: Entity) -> frozenset[str]:
    """What entities of this name meet by."""
    name = core(entity.type, entity.name)
    if entity.type is EntityType.PER:
        if len(name) == 3:  # one character may be misprinted or another form of itself
            return frozenset((name, f"{name[:2]}?", f"{name[0]}?{name[2]}", f"?{name[1:]}"))
        return frozenset((name, name.rpartition("·")[2]))
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return frozenset(pairs | {name} | {alias for alias in entity.aliases if len(alias) >= _SHORTEST_ALIAS})


def compare(one: Profile, other: Profile) -> Candidate | None:
    """The score of two entities of one type with its reasons; None if something speaks plainly against it."""
    first, second = one.entity, other.entity
    place = _area(first, second)
    if first.key == second.key or first.type is not second.type or not place:
        return None
    if first.code and second.code and first.code != second.code:
        return None  # the register of divisions has both
    if first.key in other.ties or second.key in one.ties:
        return None  # a page says something of the one and the other
    likeness = _names(first, second)
    if likeness.value == 0:
        return None
    score, reasons = _weigh(first.type, likeness), [likeness.reason]
    for points, reason in (*_circumstances(one, other, place), *_against(one, other)):
        score += points
        reasons.append(reason)
    score = max(0.0, min(score, DOUBT if likeness.disagree else 1.0))
    low, high = sorted((first.key, second.key))
    return Candidate(low, high, round(score, 3), tuple(reasons))


def _weigh(kind: EntityType, likeness: Likeness) -> float:
    """What the names alone are worth. Of persons little: names are few and people many."""
    return likeness.value * (0.45 if kind is EntityType.PER else 0.7)


def _names(one: Entity, other: Entity) -> Likeness:
    kind = one.type
    firm = {one.subtype, other.subtype} <= _COMPANIES
    best = alike(kind, core(kind, one.name), core(kind, other.name), firm=firm)
    if kind is EntityType.PER or best.value == 1 or best.reason == OTHER_NUMBERS:
        return best
    called = ({one.name, *one.aliases} & {other.name, *other.aliases}) - {""}
    long = sorted((name for name in called if len(name) >= _SHORTEST_ALIAS), key=lambda name: (-len(name), name))
    if long and (best.disagree or best.value < 0.9):
        return Likeness(0.9, f"both are called {long[0]}")
    return best


def _area(one: Entity, other: Entity) -> str:
    """How the areas stand: same, inside, unknown, or empty if each excludes the other."""
    here, there = _around(one), _around(other)
    if not nested(here, there):
        return ""
    if not here or not there:
        return "unknown"
    if _nearest(here) == _nearest(there):
        return "same"
    if one.type is EntityType.ORG and not {one.subtype, other.subtype} & _COMPANIES:
        return ""  # a district's bureau is not its city's
    return "inside"


def _around(entity: Entity) -> str:
    """The path of what an entity lies in: for an area without its own name."""
    if entity.type is EntityType.PLACE and _nearest(entity.area) == entity.name:
        return entity.area.rpartition("/")[0]
    return entity.area


def _circumstances(one: Profile, other: Profile, place: str) -> Iterator[tuple[float, str]]:
    where = max(_around(one.entity), _around(other.entity), key=len)
    told = {"same": f"both in {where}", "inside": f"one in {where}, one around it", "unknown": "one without area"}
    if where:
        yield _AREA[place], told[place]
    person = one.entity.type is EntityType.PER
    both = sorted(key for key in one.ties.keys() & other.ties.keys() if person or not key.startswith(_PLACE))
    if both:  # that a body's area is that of another was counted above
        yield (0.3 if person else 0.15), f"both tied to {one.ties[both[0]]}"


def _against(one: Profile, other: Profile) -> Iterator[tuple[float, str]]:
    kinds = {one.entity.subtype, other.entity.subtype} - {""}
    if len(kinds) > 1:
        yield -0.1, f"of two sorts: {', '.join(sorted(kinds))}"
    writes = [profile.entity.key.split("|")[3] == "author" for profile in (one, other)]
    if one.entity.type is EntityType.PER and writes[0] != writes[1]:
        yield -0.1, "one writes, the other is written of"
    if not one.pages.isdisjoint(other.pages):
        yield -0.2, f"kept apart on one page, {min(one.pages & other.pages)}"
    years = _gap(one, other)
    if years > _YEARS:
        yield -0.15, f"{years} years apart"


def _gap(one: Profile, other: Profile) -> int:
    """Whole years between the last word of the earlier and the first of the later; 0 if a date is missing."""
    early, late = sorted((one, other), key=lambda profile: (profile.first, profile.last))
    begin, end = late.first[:4], early.last[:4]
    return max(0, int(begin) - int(end)) if begin.isdecimal() and end.isdecimal() else 0
