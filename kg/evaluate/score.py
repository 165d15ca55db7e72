"""The figures: mentions (exact and overlap), linking (B-cubed), names, relations, by type and predicate.

Everything is a sum of counts over articles, so that figures of any set of articles, a bootstrap sample among them,
are sums of tallies. B-cubed follows Bagga and Baldwin (1998), with missed and spurious mentions counted as 0.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.evaluate.annotation import Annotation, Marked
from kg.evaluate.match import match

SYMMETRIC = frozenset({"cooperatesWith"})
LEADING_AREA = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:自治区|自治州|自治县|省|市|区|县|旗|镇|乡|街道)")

Tally = Counter[str]
"""Counts under names such as `mention:tp`, `type:ORG:gold`, `link:precision`."""


class Score(NamedTuple):
    """A figure with what it was computed from. `gold` and `found` are counts."""

    precision: float
    recall: float
    gold: int
    found: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class PageScore:
    """Tallies of one page, one an article, and the errors in words."""

    articles: tuple[Tally, ...]
    errors: tuple[str, ...]


def total(tallies: Iterable[Tally]) -> dict[str, Score]:
    """Figures over articles: `mentions`, `mentions strict`, `link`, `names`, `relations`, each type, each predicate."""
    summed: Tally = Counter()
    for tally in tallies:
        summed.update(tally)
    names = sorted({key.rsplit(":", 1)[0] for key in summed})
    return {name: _figure(summed, name) for name in names}


def _figure(summed: Tally, name: str) -> Score:
    gold, found = summed[f"{name}:gold"], summed[f"{name}:found"]
    right = summed[f"{name}:tp"]
    precise = summed.get(f"{name}:precise", right)
    recalled = summed.get(f"{name}:recalled", right)
    return Score(precise / found if found else 0.0, recalled / gold if gold else 0.0, int(gold), int(found))


def plain_name(name: str) -> str:
    """One form for the variants of an official name: 中共 dropped, 委员会 as 委, of leading areas only the nearest."""
    name = re.sub(r"^(中国共产党|中共)", "", name.replace("（", "(").replace("）", ")").replace("委员会", "委"))
    while (area := LEADING_AREA.match(name)) and LEADING_AREA.match(name[area.end() :]):
        name = name[area.end() :]
    return name


def score_page(gold: Annotation, found: Annotation) -> PageScore:
    """Compare one extracted page with its gold."""
    tallies = [Counter[str]() for _ in gold.articles]
    errors: list[str] = []
    _score_mentions(gold, found, tallies, errors)
    pairs = match(gold.mentions, found.mentions, typed=False)
    _score_links(gold, found, pairs, tallies)
    stands_for = _score_names(gold, found, pairs, tallies, errors)
    _score_relations(gold, found, stands_for, tallies, errors)
    return PageScore(tuple(tallies), tuple(errors))


def _score_mentions(gold: Annotation, found: Annotation, tallies: list[Tally], errors: list[str]) -> None:
    def count(mention: Marked, what: str, *groups: str) -> None:
        tally = tallies[gold.article_at(mention.start)]
        tally.update(f"{group}:{what}" for group in groups)

    for side, mentions in (("gold", gold.mentions), ("found", found.mentions)):
        for mention in mentions:
            count(mention, side, "mentions", "mentions strict", f"type {mention.type}", f"strict {mention.type}")
    paired = match(gold.mentions, found.mentions, typed=True)
    for i in paired:
        count(gold.mentions[i], "tp", "mentions", f"type {gold.mentions[i].type}")
    exact = {m[:3] for m in gold.mentions} & {m[:3] for m in found.mentions}
    for start, end, kind in sorted(exact):
        count(Marked(start, end, kind, ""), "tp", "mentions strict", f"strict {kind}")
    hit = set(paired.values())
    missed = [m for i, m in enumerate(gold.mentions) if i not in paired]
    spurious = [m for j, m in enumerate(found.mentions) if j not in hit]
    for label, mentions in (("missed", tuple(missed)), ("spurious", tuple(spurious))):
        errors += [f"{label}\t{m.type}\t{_surface(gold, m)}\t@{m.start}" for m in mentions]
    for i, j in sorted(paired.items()):
        ours, theirs = found.mentions[j], gold.mentions[i]
        if ours[:2] != theirs[:2]:
            errors.append(
                f"boundary\t{theirs.type}\t{_surface(gold, ours)} for {_surface(gold, theirs)}\t@{ours.start}"
            )


def _surface(page: Annotation, mention: Marked) -> str:
    return "".join(page.text[mention.start : mention.end].split())


def _score_links(gold: Annotation, found: Annotation, pairs: dict[int, int], tallies: list[Tally]) -> None:
    clusters: dict[str, set[int]] = defaultdict(set)
    theirs: dict[str, set[int]] = defaultdict(set)
    for i, mention in enumerate(gold.mentions):
        clusters[mention.entity].add(i)
        tallies[gold.article_at(mention.start)]["link:gold"] += 1
    for i, j in pairs.items():
        theirs[found.mentions[j].entity].add(i)
    size = Counter(m.entity for m in found.mentions)
    for mention in found.mentions:
        tallies[gold.article_at(mention.start)]["link:found"] += 1
    for i, j in pairs.items():
        mention, entity = gold.mentions[i], found.mentions[j].entity
        shared = len(clusters[mention.entity] & theirs[entity])
        tally = tallies[gold.article_at(mention.start)]
        tally["link:precise"] += shared / size[entity]  # type: ignore[assignment]  # Counter holds fractions as well
        tally["link:recalled"] += shared / len(clusters[mention.entity])  # type: ignore[assignment]


def _score_names(
    gold: Annotation, found: Annotation, pairs: dict[int, int], tallies: list[Tally], errors: list[str]
) -> dict[str, str]:
    """Count rightly named entities; return which gold entity each extracted one stands for."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j in pairs.items():
        votes[found.mentions[j].entity][gold.mentions[i].entity] += 1
    stands_for = {entity: tally.most_common(1)[0][0] for entity, tally in votes.items()}
    best: dict[str, tuple[str, int]] = {}
    for entity, tally in votes.items():
        target, shared = tally.most_common(1)[0]
        if shared > best.get(target, ("", 0))[1]:
            best[target] = (entity, shared)
    first: dict[str, int] = {}
    for mention in gold.mentions:
        first[mention.entity] = min(mention.start, first.get(mention.entity, mention.start))
    for target in sorted(first, key=first.__getitem__):
        counts = tallies[gold.article_at(first[target])]
        counts.update(("names:gold", "names:found"))
        if target not in best:
            continue
        ours = found.names.get(best[target][0], "")
        if plain_name(ours) == plain_name(gold.names[target]):
            counts["names:tp"] += 1
        else:
            errors.append(f"name\t{ours} for {gold.names[target]}\t@{first[target]}")
    return stands_for


def _score_relations(
    gold: Annotation, found: Annotation, stands_for: dict[str, str], tallies: list[Tally], errors: list[str]
) -> None:
    def triples(page: Annotation, names: dict[str, str]) -> dict[tuple[str, str, str], int]:
        at: dict[tuple[str, str, str], int] = {}
        for relation in page.relations:
            ends = [names.get(e, f"?{page.names.get(e, e)}") for e in (relation.subject, relation.object)]
            if relation.predicate in SYMMETRIC:
                ends.sort()
            at.setdefault((ends[0], relation.predicate, ends[1]), relation.at)
        return at

    right, ours = triples(gold, {e: e for e in gold.names}), triples(found, stands_for)
    ours = {triple: right.get(triple, at) for triple, at in ours.items()}  # one article counts what is found and right
    for side, at in (("gold", right), ("found", ours)):
        for triple, offset in at.items():
            tally = tallies[gold.article_at(offset)]
            tally.update((f"relations:{side}", f"relation {triple[1]}:{side}"))
    for triple in right.keys() & ours.keys():
        tallies[gold.article_at(right[triple])].update(("relations:tp", f"relation {triple[1]}:tp"))
    for label, some, others in (("relation missed", right, ours), ("relation spurious", ours, right)):
        for subject, predicate, target in sorted(some.keys() - others.keys()):
            names = [gold.names.get(e, e) for e in (subject, target)]
            errors.append(f"{label}\t{names[0]} {predicate} {names[1]}\t@{some[subject, predicate, target]}")
