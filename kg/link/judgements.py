"""Clusters of entities: a pure function of the entities' keys and the judgements on them.

A `same` joins two clusters unless that would put a pair judged `different` into one. The joins are taken in the order
of their pairs, so neither the order of pages nor that of the ledger's lines shows in the result. No entity is joined to
another without a judgement; equal keys are one entity before this begins.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.link.ledger import Line
from kg.model import Entity, Problem, Verdict, off_page

Pair = tuple[str, str]
Lines = Mapping[Pair, Sequence[Line]]
"""Lines of the ledger by the pair of entities that they mean."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Who is one: `canonical` gives, for each key that was joined to others, the key that stands for all of them."""

    canonical: Mapping[str, str]
    refused: tuple[Pair, ...] = ()
    """Pairs judged `same` that were left apart, because a pair judged `different` would have come together."""

    def resolve(self, key: str) -> str:
        """The key that stands for this one: itself, if nothing was joined to it."""
        return self.canonical.get(key, key)


def cluster(same: Iterable[Pair], different: Iterable[Pair]) -> Clusters:
    """Join what was judged the same, but never a pair judged different.

    Args:
        same: pairs of keys; their order, and that within a pair, does not matter.
        different: likewise.
    """
    members: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in different:
        apart[one].add(other)
        apart[other].add(one)
    refused = []
    for one, other in sorted({(min(pair), max(pair)) for pair in same}):
        left, right = members.setdefault(one, {one}), members.setdefault(other, {other})
        if left is right:
            continue
        small, large = (left, right) if len(left) <= len(right) else (right, left)
        if one == other or any(not large.isdisjoint(apart[key]) for key in small if key in apart):
            refused.append((one, other))
            continue
        large |= small
        members.update((key, large) for key in small)
    canonical = {}
    for key in members:
        if len(members[key]) > 1:
            canonical[key] = min(members[key], key=standing)
    return Clusters(canonical, tuple(refused))


def standing(key: str) -> tuple[int, int, str]:
    """Sorts the keys of a cluster: first the one whose key and name stand for it.

    The deepest area says most exactly where the entity belongs; then the longest name, as full names are longer than
    short ones; then the order of code points. Nothing but the key counts, so that an IRI changes with a judgement and
    never because another page came in.
    """
    parts = key.split("|")
    depth = parts[2].count("/") + 1 if len(parts) > 2 and parts[2] else 0
    return -depth, -len(parts[1]) if len(parts) > 1 else 0, key


@dataclass(frozen=True, slots=True)
class Identity:
    """The judgements applied to a corpus."""

    clusters: Clusters
    problems: tuple[Problem, ...] = ()
    unused: int = 0

    def merged(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """The corpus's entities, each cluster united under its canonical member; ordered by key."""
        groups: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            groups[self.clusters.resolve(entity.key)].append(entity)
        return tuple(_united(key, groups[key]) for key in sorted(groups))


def identify(entities: Iterable[Entity], lines: Sequence[Line], *, ledger: str) -> Identity:
    """Match the ledger's keys to the corpus's entities and cluster them.

    Args:
        entities: of the corpus, one for each key, those that were taken off a page included.
        lines: the ledger.
        ledger: its name, for the problems.
    """
    matcher = Matcher(entities)
    by_verdict: dict[Verdict, dict[Pair, list[Line]]] = {verdict: defaultdict(list) for verdict in Verdict}
    unused, renamed = [], []
    for line in lines:
        found = [(key, matcher.find(key)) for key in line.judgement.pair]
        one, other = sorted(now for _, now in found)
        if not one:
            unused.append(_unused(line, [key for key, now in found if not now], ledger))
        elif one == other:
            unused += [_merged_by_key(line, one, ledger)] if line.judgement.verdict is Verdict.DIFFERENT else []
        else:
            moved = ((key, now) for key, now in found if off_page(key)[0] != off_page(now)[0])
            renamed += [_renamed(line, key, now, ledger) for key, now in moved]
            by_verdict[line.judgement.verdict][one, other].append(line)
    same, different = by_verdict[Verdict.SAME], by_verdict[Verdict.DIFFERENT]
    clusters = cluster(same.keys() - different.keys(), different)
    denied = sorted({*clusters.refused, *(same.keys() & different.keys())})
    contradictions = (_contradiction(pair, same, different, denied, ledger) for pair in denied)
    return Identity(clusters, (*contradictions, *unused, *renamed), len(unused))


class Matcher:
    """Finds the entity that a key of the ledger means, also when the entity was renamed since."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Index entities by key and by name."""
        self._keys: set[str] = set()
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._called: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entity in entities:
            self._keys.add(entity.key)
            kind, name = entity.key.split("|", 2)[:2]
            self._named[kind, name].append(entity.key)
            for alias in {entity.name, *entity.aliases} - {name}:
                self._called[kind, alias].append(entity.key)

    def find(self, key: str) -> str:
        """The entity's key: equal, or the only one of that type and name (else of that alias) that fits; or empty.

        Areas fit if one is unknown or a part of the other; the marks that tell namesakes apart, if one is empty or
        both are equal. A key on a page that was not taken off its entity means the entity.
        """
        if key in self._keys:
            return key
        whole, page = off_page(key)
        if page:
            return self.find(whole)
        kind, name, area, mark = key.split("|")
        for known in (self._named, self._called):
            found = [other for other in known.get((kind, name), ()) if _fits(other, area, mark)]
            if found:
                return found[0] if len(found) == 1 else ""
        return ""


def _fits(key: str, area: str, mark: str) -> bool:
    whole, page = off_page(key)
    its_area, its_mark = whole.split("|")[2:4]
    return not page and nested(area, its_area) and (not mark or not its_mark or mark == its_mark)


def nested(one: str, other: str) -> bool:
    """Whether one path is unknown, a stretch of the other, or equal to it (青岚市/云溪区 of 苍州省/青岚市/云溪区)."""
    short, long = sorted((f"/{one}/", f"/{other}/"), key=len)
    return not one or not other or short in long


def _united(key: str, members: Sequence[Entity]) -> Entity:
    """One entity of a cluster: the canonical member with all names; what it does not know, from the next member."""
    ranked = sorted(members, key=lambda entity: standing(entity.key))
    first = ranked[0]
    if len(ranked) == 1 and first.key == key:
        return first
    names = {name for entity in ranked for name in (entity.name, *entity.aliases)}
    return replace(
        first,
        key=key,
        subtype=next((e.subtype for e in ranked if e.subtype), ""),
        aliases=tuple(sorted(names - {first.name, ""})),
        area=next((e.area for e in ranked if e.area), ""),
        code=next((e.code for e in ranked if e.code), ""),
        reason=f"judged to be one with {len(ranked) - 1} more; {first.reason}" if len(ranked) > 1 else first.reason,
    )


def _unused(line: Line, missing: Sequence[str], ledger: str) -> Problem:
    keys = " and ".join(missing)
    message = f"the judgement is not used: no entity of the build, or more than one, is meant by {keys}"
    return Problem("judgement", f"{ledger}:{line.number}", message, dropped=False)


def _renamed(line: Line, key: str, now: str, ledger: str) -> Problem:
    message = f"{key} is in no page; the judgement is taken to mean {now}, the only entity with that name"
    return Problem("judgement", f"{ledger}:{line.number}", message, dropped=False)


def _merged_by_key(line: Line, key: str, ledger: str) -> Problem:
    """A `different` whose keys mean one entity: linking joined them since, or the page to be taken off is not there."""
    pages = [page for _, page in map(off_page, line.judgement.pair) if page]
    if pages:
        why = f"the build has no page {pages[0]} that names {key}"
    else:
        why = f"both of its keys now mean {key}; to part a page's mentions from it, write {key}|PAGE for one of them"
    return Problem("judgement", f"{ledger}:{line.number}", f"the judgement is not used: {why}", dropped=False)


def _contradiction(pair: Pair, same: Lines, different: Lines, refused: Iterable[Pair], ledger: str) -> Problem:
    """What a refused `same` contradicts: the lines that hold the two clusters together, and the one that parts them."""
    against = different.get(pair) or _between(pair, {step: same[step] for step in same.keys() - refused}, different)
    numbers = sorted({line.number for line in (*same[pair], *against)})
    lines = ", ".join(map(str, numbers))
    message = f"lines {lines} contradict each other, so {pair[0]} and {pair[1]} are kept apart: change one of them"
    return Problem("contradiction", f"{ledger}:{same[pair][0].number}", message, dropped=False)


def _between(pair: Pair, same: Lines, different: Lines) -> list[Line]:
    """The fewest lines that join the ends of a `different` once the refused pair is joined too, and that line."""
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(same):
        near[one].append(other)
        near[other].append(one)
    left, right = (_ways(near, end) for end in pair)
    best: list[Pair] = []
    for one, other in sorted(different):
        for start, end in ((one, other), (other, one)):
            if start in left and end in right:
                steps = [*_steps(left, start), *_steps(right, end), (one, other)]
                best = min(best or steps, steps, key=len)
    return [(same.get(step) or different[step])[0] for step in best]


def _ways(near: Mapping[str, Sequence[str]], start: str) -> dict[str, str]:
    """The keys that can be reached, each with the one before it on the shortest way; breadth first."""
    came = {start: ""}
    ring = [start]
    while ring:
        fresh = []
        for key in ring:
            for other in near.get(key, ()):
                if other not in came:
                    came[other] = key
                    fresh.append(other)
        ring = fresh
    return came


def _steps(came: Mapping[str, str], key: str) -> list[Pair]:
    """The pairs on the way back from a key."""
    steps = []
    while before := came[key]:
        steps.append((min(before, key), max(before, key)))
        key = before
    return steps
