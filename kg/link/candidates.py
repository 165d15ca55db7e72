"""Pairs of corpus entities that may be one: found by blocks, scored with reasons, decided by people.

Nothing here joins anything. Two entities are joined by equal keys or by a judgement; a candidate is a question.

Entities meet in a block: they share a stretch of characters of the name (for a person the name, or two of its three
characters), and where more than `LARGEST` do, the area of one also holds or is that of the other. So the work grows
with the number of entities and not with its square. In a block that is too large even so not all are compared; it is
named in the result.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.link.blocks import SHORTEST_ALIAS, Blocks, nearest
from kg.link.judgements import nested
from kg.link.likeness import DOUBT, OTHER_NUMBERS, Likeness, alike, core
from kg.link.names import chain, level
from kg.model import Entity, EntityType

LARGEST: Final = 60
"""Entities in a block that are still compared each with each."""
GREY: Final = 0.5
"""Score from which a pair is worth a question."""
SURE: Final = 0.85
"""Score from which a pair is called likely. Names that disagree in a character never come near it."""
_SHORTEST_OWN: Final = 3
"""Characters from which the core of a firm's name is its own: 供电公司 is one of many."""
_YEARS: Final = 20
"""Years without a word of either, from which time speaks against a pair."""
_AREA: Final = {"same": 0.15, "inside": 0.08, "unknown": 0.03}
_PLACE: Final = "PLACE|"
_COMPANIES: Final = frozenset({"company", "bank"})


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
    """The candidates, the likeliest first, and the blocks not compared in full, with their sizes."""

    candidates: tuple[Candidate, ...]
    skipped: tuple[tuple[str, int], ...] = ()


def propose(profiles: Iterable[Profile], *, least: float = GREY, largest: int = LARGEST) -> Proposals:
    """Pairs of entities of one type that may be one.

    Args:
        profiles: the corpus's entities, in any order.
        least: the lowest score that is given out.
        largest: entities in a block that are still compared each with each.
    """
    ordered = sorted(profiles, key=lambda profile: profile.entity.key)
    blocks = Blocks([profile.entity for profile in ordered], largest)
    found = []
    for at, profile in enumerate(ordered):
        for near in blocks.near(at):
            candidate = compare(ordered[near], profile)
            if candidate is not None and candidate.score >= least:
                found.append(candidate)
    found.sort(key=lambda candidate: (-candidate.score, candidate.one, candidate.other))
    return Proposals(tuple(found), blocks.skipped())


def foremost(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Of candidates in their order, those that are the first of one of their entities.

    Forty pages that each name a 何志远 make 780 pairs, and 39 questions: what these leave open is asked once they are
    answered.
    """
    seen: set[str] = set()
    chosen = []
    for candidate in candidates:
        if not {candidate.one, candidate.other} <= seen:
            seen |= {candidate.one, candidate.other}
            chosen.append(candidate)
    return tuple(chosen)


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
    if likeness.value == 0 or (place == "unknown" and not _self_standing(one, other)):
        return None
    score, reasons = _weigh(first.type, likeness), [likeness.reason]
    for points, reason in (*_circumstances(one, other, place), *_against(one, other)):
        score += points
        reasons.append(reason)
    score = max(0.0, min(score, DOUBT if likeness.disagree else 1.0))
    low, high = sorted((first.key, second.key))
    return Candidate(low, high, round(score, 3), tuple(reasons))


def _weigh(kind: EntityType, likeness: Likeness) -> float:
    """What the names alone are worth.

    Of persons little: names are few and people many. Of names that disagree so little that they are asked about only
    if a third entity ties the two.
    """
    if kind is EntityType.PER:
        return likeness.value * 0.45
    return likeness.value * (0.55 if likeness.disagree else 0.7)


def _names(one: Entity, other: Entity) -> Likeness:
    kind = one.type
    firm = {one.subtype, other.subtype} <= _COMPANIES
    best = alike(kind, core(kind, one.name), core(kind, other.name), firm=firm)
    if kind is EntityType.PER or best.value == 1 or best.reason == OTHER_NUMBERS:
        return best
    called = ({one.name, *one.aliases} & {other.name, *other.aliases}) - {""}
    long = sorted((name for name in called if len(name) >= SHORTEST_ALIAS), key=lambda name: (-len(name), name))
    if long and (best.disagree or best.value < 0.9):
        return Likeness(0.9, f"both are called {long[0]}")
    return best


def _self_standing(one: Profile, other: Profile) -> bool:
    """Whether two bodies can be told to be one without an area: 县总工会 and 青岚县总工会 cannot.

    Firms have names of their own, and so has a body whose name begins with its area; else a third entity must tie them.
    """
    first, second = one.entity, other.entity
    if first.type is not EntityType.ORG or _shared_ties(one, other):
        return True
    if {first.subtype, second.subtype} <= _COMPANIES:
        return min(len(core(first.type, first.name)), len(core(second.type, second.name))) >= _SHORTEST_OWN
    return first.name == second.name and bool(chain(first.name)[0])


def _shared_ties(one: Profile, other: Profile) -> list[str]:
    """Entities that both are tied to; for others than persons no places, as areas are compared anyway."""
    person = one.entity.type is EntityType.PER
    return sorted(key for key in one.ties.keys() & other.ties.keys() if person or not key.startswith(_PLACE))


def _area(one: Entity, other: Entity) -> str:
    """How the areas stand: same, inside, unknown, or empty if each excludes the other."""
    here, there = _around(one), _around(other)
    firms = {one.subtype, other.subtype} <= _COMPANIES
    if not nested(here, there):
        return "unknown" if (firms or one.type is EntityType.PLACE) and _may_nest(here, there) else ""
    if not here or not there:
        return "unknown"
    if nearest(here) == nearest(there):
        return "same"
    if one.type is EntityType.ORG and not firms:
        return ""  # a district's bureau is not its city's
    return "inside"


def _may_nest(here: str, there: str) -> bool:
    """Whether no level has two names in the paths: 云溪区 may lie in 苍州省/青岚市, and not in 苍州省/青岚市/平湖区."""
    levels = [{level(name) for name in path.split("/")} for path in (here, there)]
    return 0 not in levels[0] | levels[1] and levels[0].isdisjoint(levels[1])


def _around(entity: Entity) -> str:
    """The path of what an entity lies in: for an area without its own name."""
    if entity.type is EntityType.PLACE and nearest(entity.area) == entity.name:
        return entity.area.rpartition("/")[0]
    return entity.area


def _circumstances(one: Profile, other: Profile, place: str) -> Iterator[tuple[float, str]]:
    where = max(_around(one.entity), _around(other.entity), key=len)
    told = {
        "same": f"both in {where}",
        "inside": f"one in {where}, one around it",
        "unknown": "the area of one is not known",
    }
    if where:
        yield _AREA[place], told[place]
    both = _shared_ties(one, other)
    if both:
        yield (0.3 if one.entity.type is EntityType.PER else 0.15), f"both tied to {one.ties[both[0]]}"


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
