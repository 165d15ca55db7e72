"""Which area an article is about, and what a level word (市, 区, 镇) means at a place of it."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.lexicon.gazetteer import Gazetteer
from kg.link.area_names import AreaNames
from kg.link.atlas import Area, Atlas
from kg.link.names import bare, chain, level, stem, suffix
from kg.link.page_area import OWN_WORD, fits, page_area
from kg.model import Article, Document, EntityType, Mention

ADMINISTRATIVE: Final = frozenset({"country", "province", "city", "district", "town", "community", "village", "region"})
_BODY_LEAD: Final = re.compile(r"^(?:中国共产党|中共|共青团|团(?=[省市县区州旗盟]委)|中国人民政治协商会议|政协)")
_TOWN_WORDS: Final = frozenset({"镇", "乡", "街道", "苏木"})
_COUNTY_WORDS: Final = frozenset({"县", "区", "旗"})
_BASE_WORDS: Final = frozenset({"村", "社区", "嘎查"})
LEAD: Final = 90
"""Characters from an article's start in which a name counts as headline, dateline or first sentence."""


@dataclass(slots=True)
class ArticleArea:
    """The area of one article and the places named in it, by offset in its text."""

    own: Area | None
    reason: str
    places: list[tuple[int, Area]] = field(default_factory=list)
    text: str = ""
    counties: list[tuple[int, Area]] = field(default_factory=list)
    """The counties named in it, for what a city's or province's paper says of one."""

    def at(self, word: str, offset: int) -> tuple[Area | None, str]:
        """What a level word means at an offset of the article's text, with the reason; None if nothing tells."""
        small = word in _TOWN_WORDS or word in _BASE_WORDS
        if small:
            near = self._before(word, offset, self.text.rfind("\n", 0, offset) + 1)
            if near is not None:
                return near, f"last {word} named before: {near.name}"
        own = self.own
        if own is not None:
            for size in range(len(own.path), 0, -1):
                if fits(own.path[size - 1], own.levels[size - 1], word):
                    return own.cut(size), self.reason
        if small:
            near = self._before(word, offset, 0)
            if near is not None:
                return near, f"last {word} named before: {near.name}"
            named = {area.path: area for _, area in self.places if suffix(area.name) == word}
            if len(named) == 1:
                area = next(iter(named.values()))
                return area, f"only {word} in the article: {area.name}"
        elif own is not None and own.level <= 2 and word in _COUNTY_WORDS:
            before = [area for start, area in self.counties if start < offset and fits(area.name, 3, word)]
            if before:
                return before[-1], f"last {word} named before: {before[-1].name}"
        return None, ""

    def town_before(self, offset: int) -> Area | None:
        """The town named last before an offset of the article's text, in the same paragraph."""
        since = self.text.rfind("\n", 0, offset) + 1
        at = bisect_right(self.places, offset, key=lambda item: item[0]) - 1
        while at >= 0 and self.places[at][0] >= since:
            if (town := self.places[at][1].above(5)) is not None and town.level == 4:
                return town
            at -= 1
        return None

    def _before(self, word: str, offset: int, since: int) -> Area | None:
        at = bisect_right(self.places, offset, key=lambda item: item[0]) - 1
        while at >= 0 and self.places[at][0] >= since:
            area = self.places[at][1]
            for size in range(len(area.path), 0, -1):
                if suffix(area.path[size - 1]) == word:
                    return area.cut(size)
            at -= 1
        return None


@dataclass(slots=True)
class PageArea:
    """The area of a page, that of each of its articles (by `Article.index`), and how its area names read."""

    own: Area | None
    reason: str
    articles: dict[int, ArticleArea]
    names: AreaNames


def resolve_area(document: Document, mentions: Sequence[Mention] | None, gazetteer: Gazetteer | None) -> PageArea:
    """The area of the page and of each article.

    Args:
        document: the page with its articles.
        mentions: its mentions; None to go by the page's metadata alone.
        gazetteer: divisions of China, or None to go by the text alone.

    The page's area is what its metadata says, else the most named area of the level that the page calls its own (我区,
    县委). An article's own area is the page's unless its first lines name another, or a town of it.
    """
    found = tuple(mentions or ())
    chains = chains_of(found)
    others = [mention for mention in found if mention.type is EntityType.PROG or mention.subtype in {"company", "bank"}]
    hints = [parts for mention in others if (parts := chain(bare(mention.text))[0])]
    names = AreaNames(Atlas(gazetteer, document.page.date), chains.values(), hints)
    own, reason = page_area(document, found, chains, names)
    headed = _headed(document, found)
    by_article: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        by_article[mention.article].append(mention)
    articles = {
        article.index: _article_area(article, by_article[article.index], chains | headed, names, own, reason)
        for article in document.articles
    }
    return PageArea(own, reason, articles, names)


def _headed(document: Document, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """The areas that events in headlines are named after (枣阳市桃花节), by the mention's identity."""
    heads = {article.index: article.text.find("\n") for article in document.articles}
    events = [one for one in mentions if one.type is EntityType.PROG and one.text_start < heads[one.article]]
    return {id(one): parts for one in events if (parts := chain(bare(one.text))[0])}


def area_chain(mention: Mention) -> tuple[str, ...]:
    """The area names that a mention is made of or begins with; empty for a person, a park or a company."""
    if mention.type is EntityType.PLACE and mention.subtype in ADMINISTRATIVE:
        parts, rest = chain(mention.text)
        return (mention.text,) if rest or not parts else parts
    if mention.type is EntityType.ORG and mention.subtype not in {"company", "bank"}:
        return chain(_BODY_LEAD.sub("", mention.text))[0]
    return ()


def chains_of(mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """The chain of each mention that has one, by its identity; neighbours without a gap are one chain."""
    chains: dict[int, tuple[str, ...]] = {}
    before: Mention | None = None
    for mention in mentions:
        parts = area_chain(mention)
        if parts and before is not None and id(before) in chains and before.type is EntityType.PLACE:
            above = chains[id(before)]
            touching = before.article == mention.article and before.text_end == mention.text_start
            if touching and 0 < level(above[-1]) < level(parts[0]):
                parts = above + parts
        if parts:
            chains[id(mention)] = parts
        before = mention
    return chains


def _article_area(
    article: Article,
    mentions: Sequence[Mention],
    chains: dict[int, tuple[str, ...]],
    names: AreaNames,
    page: Area | None,
    reason: str,
) -> ArticleArea:
    own, why = page, reason
    lead = [mention for mention in mentions if mention.text_start < LEAD and id(mention) in chains]
    if not _of_page(article, mentions, chains, names, page):
        other = _other_area(article, mentions, chains, names, page)
        if other is not None:
            own, why = other, f"article area {other.name}"
    county = _county(article, mentions, chains, names, own)
    if county is not None:
        own, why = county, f"article area {county.name}"
    for mention in lead:
        area = names.resolve(chains[id(mention)], own)
        if area is None or area.level < 4:
            continue
        town = area if area.level == 4 else area.above(5)
        if town is not None and town.level == 4 and (own is None or town.within(own)):
            own, why = town, f"article area {town.name}"
            break
    named = [
        (mention.text_start, names.resolve(chains[id(mention)], own)) for mention in mentions if id(mention) in chains
    ]
    found = sorted(((start, area) for start, area in named if area is not None), key=lambda item: item[0])
    places = [(start, area) for start, area in found if area.level >= 4]
    return ArticleArea(own, why, places, article.text, [(start, area) for start, area in found if area.level == 3])


def _of_page(
    article: Article,
    mentions: Sequence[Mention],
    chains: dict[int, tuple[str, ...]],
    names: AreaNames,
    page: Area | None,
) -> bool:
    """Whether an article speaks of the page's own area: 我县, its name, or a town that lies in it."""
    if page is None:
        return False
    if OWN_WORD.search(article.text) or stem(page.name) in article.text:
        return True
    for mention in mentions:
        area = names.resolve(chains[id(mention)], page) if id(mention) in chains else None
        if area is not None and area.known and area.level > 3 and area.within(page):
            return True
    return False


def _county(
    article: Article,
    mentions: Sequence[Mention],
    chains: dict[int, tuple[str, ...]],
    names: AreaNames,
    city: Area | None,
) -> Area | None:
    """The county of a city's paper that an article is about: in its first lines, and no other county is named there."""
    if city is None or city.level != 2:
        return None
    found: dict[Area, int] = {}
    for mention in mentions:
        if id(mention) not in chains or mention.text_start >= LEAD:
            continue
        area = names.resolve(chains[id(mention)], city)
        county = None if area is None else area if area.level == 3 else area.above(4)
        if county is not None and county.level == 3 and county.within(city):
            found[county] = found.get(county, 0) + 1
    if len(found) != 1:
        return None
    (county,) = found
    return county if "全市" not in article.text[:LEAD] else None


def _other_area(
    article: Article,
    mentions: Sequence[Mention],
    chains: dict[int, tuple[str, ...]],
    names: AreaNames,
    page: Area | None,
) -> Area | None:
    """The other county or city that an article is about: named in its headline or dateline, or more than once."""
    head = article.text.find("\n")
    counts: Counter[Area] = Counter()
    for mention in mentions:
        area = names.resolve(chains[id(mention)], page) if id(mention) in chains else None
        if area is None or not 2 <= area.level <= 3 or (page is not None and page.within(area)):
            continue
        dated = article.text[max(0, mention.text_start - 3) : mention.text_start].endswith(("本报", "新华社"))
        if mention.text_start < max(head, 0) or dated:
            return area
        counts[area] += 1
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None
