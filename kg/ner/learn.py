"""Proposals for a user's lexicon: names that a corpus uses often and that no list knows.

Four sources, each with its own evidence:

- `rule`: names that rules found in several articles, spelled out in full;
- `short`: short forms of companies and banks, with the full name that linking found for them;
- `quoted`: strings in quotes that no rule took for a name;
- `head`: strings before the head word of an organisation that no rule took for a name. Where such a name begins is
  told by the variety of what stands left and right of it (branch entropy; Tanaka-Ishii, "Entropy as an indicator of
  context boundaries", IJCNLP 2005).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import NamedTuple

import rjieba

from kg.model import Article, Entity, EntityType, Mention, PageResult
from kg.ner.user_lexicon import RULE
from kg.ner.vocabulary import HAN, alternation, listed, subtypes

LISTED = frozenset({"place:gazetteer", "place:world", "org:list", "org:body", "org:area-body", "org:committee"})
"""Rules that read a name from a list, or make it of a listed body and an area."""
_SHORT = frozenset({"company", "bank"})
_NOT_FIRST = re.compile("[省市区县州旗镇乡村街全我本该各其两]")
"""How a form begins that means another thing in another article (市公司, 我公司)."""
_QUOTED = re.compile(f"“([{HAN}·]{{3,12}})”")
_BESIDE = 12
"""Characters of context on each side."""
_ENTROPY = 0.9
"""Bits; two occurrences with different neighbours have 1."""
_LENGTHS = range(2, 9)
"""Characters before a head word."""
_INSIDE = 0.8
"""Share of a string's occurrences inside a longer proposal from which on it is only a part of it."""


class Place(NamedTuple):
    """Where a string stands: what is left and right of it, and in which article of which page."""

    left: str
    right: str
    article: int
    page: str


@dataclass(slots=True)
class _Tally:
    count: int = 0
    articles: set[int] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)
    kinds: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, place: Place, kind: tuple[str, str, str], rule: str = "") -> None:
        self.count += 1
        if place.article not in self.articles and len(self.articles) < 2:
            self.places.append(place)
        self.articles.add(place.article)
        self.kinds[kind] += 1
        self.rules[rule] += 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """One name to accept or not. `rule` is the one that found it most often, `contexts` are at most two places."""

    surface: str
    type: EntityType
    subtype: str
    canonical: str
    source: str
    rule: str
    count: int
    articles: int
    contexts: tuple[str, ...]


def propose(results: Iterable[PageResult], *, min_articles: int = 2) -> list[Proposal]:
    """Names to put into a user's lexicon, those of most articles first. The order of the pages changes contexts only.

    Args:
        results: extracted pages; of each only counts and a few characters are kept.
        min_articles: how many articles must name it.
    """
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    heads: dict[str, list[Place]] = defaultdict(list)
    number = 0
    for result in results:
        entities = {entity.key: entity for entity in result.linked.entities}
        for article in result.document.articles:
            number += 1
            inside = [mention for mention in result.linked.mentions if mention.article == article.index]
            spot = (article, number, result.document.page.id)
            _count_mentions(tallies, inside, entities, spot)
            _count_quotes(tallies, inside, spot)
            _collect_heads(heads, inside, spot)
    frequent = [
        _proposal(surface, source, tally)
        for (source, surface), tally in tallies.items()
        if len(tally.articles) >= min_articles
    ]
    best = {one.surface: one for one in sorted(frequent, key=_order, reverse=True)}
    return sorted([*best.values(), *_before_heads(heads, min_articles, best)], key=_order)


def _order(one: Proposal) -> tuple[int, int, str, str]:
    return -one.articles, -one.count, one.surface, one.source


_Spot = tuple[Article, int, str]


def _place(spot: _Spot, start: int, end: int) -> Place:
    article, number, page = spot
    left = article.text[max(0, start - _BESIDE) : start]
    return Place(left.rpartition("\n")[2], article.text[end : end + _BESIDE].partition("\n")[0], number, page)


def _count_mentions(
    tallies: dict[tuple[str, str], _Tally], mentions: Sequence[Mention], entities: dict[str, Entity], spot: _Spot
) -> None:
    for mention in mentions:
        entity = entities[mention.entity]
        source = _source(mention, entity)
        if source:
            kind = (mention.type.value, mention.subtype, entity.name if source == "short" else "")
            tallies[source, mention.text].add(_place(spot, mention.text_start, mention.text_end), kind, mention.rule)


def _source(mention: Mention, entity: Entity) -> str:
    """Why a mention may be worth an entry; empty if it is not."""
    if mention.rule in LISTED or mention.rule.partition(":")[0] == RULE or len(mention.text) < 2:
        return ""
    if mention.text == entity.name.partition("(")[0]:
        return "rule"
    short = mention.type is EntityType.ORG and mention.subtype in _SHORT and not _NOT_FIRST.match(mention.text)
    return "short" if short else ""


def _count_quotes(tallies: dict[tuple[str, str], _Tally], mentions: Sequence[Mention], spot: _Spot) -> None:
    text = spot[0].text
    taken = _taken(mentions)
    for match in _QUOTED.finditer(text):
        if match.start(1) not in taken and not rjieba.has_word(match[1]):
            tallies["quoted", match[1]].add(_place(spot, *match.span(1)), ("PROG", "campaign", ""))


def _collect_heads(heads: dict[str, list[Place]], mentions: Sequence[Mention], spot: _Spot) -> None:
    taken = _taken(mentions)
    for match in _head_words().finditer(spot[0].text):
        if match.start() not in taken and match.end() - 1 not in taken:
            heads[match[0]].append(_place(spot, *match.span()))


def _taken(mentions: Iterable[Mention]) -> set[int]:
    return {offset for mention in mentions for offset in range(mention.text_start, mention.text_end)}


def _head_words() -> re.Pattern[str]:
    return re.compile(alternation(head for head in subtypes("ner_org_heads") if len(head) > 1 and head.isalpha()))


def _proposal(surface: str, source: str, tally: _Tally) -> Proposal:
    kind, subtype, canonical = min(tally.kinds, key=lambda kind: (-tally.kinds[kind], kind))
    return Proposal(
        surface=surface,
        type=EntityType(kind),
        subtype=subtype,
        canonical=canonical,
        source=source,
        rule=min(tally.rules, key=lambda rule: (-tally.rules[rule], rule)),
        count=tally.count,
        articles=len(tally.articles),
        contexts=tuple(_context(surface, place) for place in tally.places),
    )


def _context(surface: str, place: Place) -> str:
    return f"…{place.left}【{surface}】{place.right}… ({place.page})"


def _before_heads(heads: dict[str, list[Place]], min_articles: int, known: Container[str]) -> Iterator[Proposal]:
    """Names that end in a head word, as long as their neighbours vary."""
    kinds = subtypes("ner_org_heads")
    for head in sorted(heads):
        kept: dict[str, list[Place]] = {}
        for name, places in _names(head, heads[head], min_articles):
            longer = sum(len(other) for long, other in kept.items() if long.endswith(name))
            if name not in known and longer < _INSIDE * len(places):
                kept[name] = places
        for name, places in kept.items():
            tally = _Tally()
            for place in places:
                left = place.left[: len(place.left) - len(name) + len(head)]
                tally.add(place._replace(left=left), ("ORG", kinds[head], ""))
            yield _proposal(name, "head", tally)


def _names(head: str, places: Sequence[Place], min_articles: int) -> Iterator[tuple[str, list[Place]]]:
    """Strings that end in the head word and have boundaries, the longest first."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for length in _LENGTHS:
            body = place.left[-length:]
            if len(body) < length or not _is_han(body[0]):
                break
            found[body + head].append(place)
    for name in sorted(found, key=lambda name: (-len(name), name)):
        seen = found[name]
        if len({place.article for place in seen}) < min_articles or not _may_begin(name):
            continue
        size = len(name) - len(head) + 1
        lefts = [place.left[-size : 1 - size] for place in seen]
        if min(_entropy(lefts), _entropy([place.right[:1] for place in seen])) >= _ENTROPY:
            yield name, seen


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _may_begin(name: str) -> bool:
    """Whether a string is no word of the language and does not begin with a function word or a verb."""
    first = rjieba.cut(name)[0]
    return 1 < len(first) < len(name) and first not in listed("ner_stop") and first not in listed("ner_verbs")


def _entropy(neighbours: Sequence[str]) -> float:
    """Entropy of the neighbours in bits; each mark or edge of a text counts as another neighbour."""
    counts = Counter(char for char in neighbours if char and _is_han(char))
    edges = len(neighbours) - counts.total()
    shares = [count / len(neighbours) for count in counts.values()] + [1 / len(neighbours)] * edges
    return -sum(share * log2(share) for share in shares)
