"""Programmes: one under several spellings, short forms, and the area that a level word in front of the name means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.link.area import ArticleArea
from kg.link.names import chain
from kg.link.bodies import split_level
from kg.link.reading import Reading
from kg.model import EntityType, Mention

_LOOSE: Final = re.compile(r"[“”‘’\"'《》〈〉「」『』\s、,，·.．—－\-!！]")
_QUOTED: Final = re.compile(r"[“‘「『]([^“”‘’「」『』]+)[”’」』](.*)$")
_COUNTED: Final = re.compile(r"^([两二三四五六七八九十\d]{1,2})(?:个|大|项|条)?(.+)$")
_NUMBER: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_HEAD: Final = re.compile(
    r"^(?:专项|主题|系列|突击|集中|综合|大型|党建|志愿服务|实践|教育|服务|宣传|示范)*"
    r"(?:行动|工程|计划|活动|项目|平台|机制|模式|品牌|制度|工作法|工作室|工作|战略|政策|体系|方案|大赛|评选|称号|奖|教育|整治|试点|联盟)$"
)
_OWNED: Final = re.compile(r"(?<![全该各])(?:我|获|获评|被授予|荣获|评为)?(省|市|区|县|旗|州|镇)[“‘「『《]?$")
_AREA_KINDS: Final = frozenset({"award", "event", "document"})


def plain(surface: str) -> str:
    """A programme's name without quotes, spaces and list marks: what its spellings have in common."""
    return _LOOSE.sub("", surface)


@dataclass(slots=True)
class Programmes:
    """Reads the programmes of one page."""

    surfaces: Iterable[tuple[str, int]]
    """The page's PROG surfaces with their articles."""
    _chosen: dict[tuple[str, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chosen = _representatives(self.surfaces)

    def name(self, surface: str, article: int) -> str:
        """The fullest spelling of the programme on the page."""
        return self._chosen.get((surface, article), surface)

    def read(self, mention: Mention, article: ArticleArea, text_before: str) -> Reading:
        """The reading of one PROG mention; `text_before` is what stands right before it in the article."""
        name = self.name(mention.text, mention.article)
        own = article.own
        area = own.above(4) or own if own is not None else None
        around = area.text if area is not None else ""
        why = "as on page" if name == mention.text else "longest form on page"
        word, rest = split_level(name)
        if word and rest:
            meant, reason = article.at(word, mention.text_start)
            if meant is not None:
                return Reading(EntityType.PROG, mention.subtype, meant.name + rest, meant.text, reason=reason)
        elif mention.subtype in _AREA_KINDS and not chain(name)[0] and (owner := _OWNED.search(text_before)):
            meant, reason = article.at(owner.group(1), mention.text_start)
            if meant is not None:
                return Reading(EntityType.PROG, mention.subtype, meant.name + name, meant.text, reason=reason)
        return Reading(EntityType.PROG, mention.subtype, name, around, reason=why)


def _representatives(surfaces: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The fullest spelling for each (surface, article)."""
    groups: dict[str, list[str]] = defaultdict(list)
    where: dict[str, set[int]] = defaultdict(set)
    for surface, article in surfaces:
        key = plain(surface)
        where[key].add(article)
        if surface not in groups[key]:
            groups[key].append(surface)
    best = {key: max(group, key=lambda one: (len(one), one)) for key, group in groups.items()}
    target: dict[tuple[str, int], str] = {}
    short_of = _ShortForms(best)
    for key, group in groups.items():
        for article in where[key]:
            chosen = short_of.longest(key, lambda other, here=article: here in where[other])  # type: ignore[misc]
            for surface in group:
                target[surface, article] = best[chosen]
    return target


class _ShortForms:
    """Finds for a plain name the longer one that it is short for."""

    def __init__(self, best: dict[str, str]) -> None:
        self._best = best
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for key in sorted(best):
            self._by_start[key[:1]].append(key)
            self._by_end[key[-2:]].append(key)

    def longest(self, key: str, here: "object") -> str:
        found = {other for other in self._candidates(key) if self._means(key, other, here)}
        if not found:
            return key
        ranked = sorted(found, key=lambda one: (-len(one), one))
        return ranked[0] if all(_contains(ranked[0], one) for one in ranked) else key

    def _candidates(self, key: str) -> list[str]:
        return [one for one in self._by_start[key[:1]] + self._by_end[key[-2:]] if len(one) > len(key)]

    def _means(self, key: str, other: str, here: "object") -> bool:
        assert callable(here)
        if other.startswith(key) and len(key) >= 3 and _HEAD.match(other[len(key) :]):
            return True
        if _counts(self._best[key], self._best[other]):
            return True
        if not here(other):
            return False
        if other.endswith(key) and len(key) >= 4:
            return True
        return 2 <= len(key) <= 3 and len(other) >= 6 and key[0] == other[0] and _contains(other, key)


def _counts(short: str, long: str) -> bool:
    """“三个一线”行动 for “旗飘一线、人在一线、心在一线”行动: as many clauses as the number says, each with the word."""
    one, other = _QUOTED.match(short), _QUOTED.match(long)
    if one is None or other is None or one.group(2) != other.group(2):
        return False
    counted = _COUNTED.match(one.group(1))
    if counted is None:
        return False
    number = _NUMBER.get(counted.group(1)) or (int(counted.group(1)) if counted.group(1).isdigit() else 0)
    clauses = [clause for clause in re.split(r"[、，,\s]", other.group(1)) if clause]
    return len(clauses) == number and all(counted.group(2) in clause for clause in clauses)


def _contains(long: str, short: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
