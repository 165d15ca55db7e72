"""Places: areas with their path and code, parks by short form, other sites by their own name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from kg.link.area import ADMINISTRATIVE, ArticleArea, PageArea, area_chain
from kg.link.atlas import Area
from kg.link.bodies import is_zone, split_level
from kg.link.names import bare, chain, level, stem
from kg.link.reading import Reading
from kg.link.siblings import among_siblings
from kg.model import EntityType, Mention

_ZONES: Final = {
    "经开区": "经济开发区",
    "高新区": "高新技术产业开发区",
    "开发区": "经济开发区",
    "保税区": "保税区",
    "工业园": "工业园区",
}
_GENERIC_ZONE: Final = re.compile(
    r"^(?:经开区|高新区|开发区|保税区|工业园|工业园区|工业集中区|集中区|产业园|园区|新区|景区|度假区|经济开发区|经济技术开发区"
    r"|(?:国家级?|省级).{2,12}(?:试验区|示范区|开发区|园区|产业园))$"
)
_SITE: Final = re.compile(
    r"(?:人民|文化|体育|图书|博物|档案|科技|会展|客运|汽车|烈士|青少年|行政|政务|便民|党群|老年|敬老院|养老|实验|污水|垃圾|自来水|殡仪|妇女|全民)"
)
_LIST_LEVEL: Final = re.compile(
    r"^(?:[、和及][\u4e00-\u9fff]{2,4})*等?(?:[\d一二三四五六七八九十两]+个?)?(?:行政)?(村|社区|镇|乡|街道)(?!民?小?组)"
)
_SMALL: Final = {"村": "village", "社区": "community"}
_LEVELS: Final = ("province", "city", "district", "town", "village")
_OWN_ZONE: Final = re.compile(
    r"^(?:(?:新型)?工业|产业|(?:现代)?农业|科技|经济技术|经济|高新技术(?:产业)?|物流|创业|循环经济|化工|食品)?"
    r"(?:园区|产业园|工业园|集聚区|集中区|开发区|示范区|示范园|科技园|创业园|物流园)$|^(?:产业集聚区|工业集中区|工业园|产业园)$"
)
"""Zones of a county that has one (县工业园区)."""
_SITE_END: Final = re.compile(
    r"^(?:风景(?:名胜)?区|景区|旅游区|度假区|公园|湿地公园|广场|小区|水库|农产品?批发市场|批发市场)$"
)
_INNER_LEVEL: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:街道|[省市区县镇乡村])(?=[\u4e00-\u9fff]{2})")


@dataclass(slots=True)
class Places:
    """Reads the places of one page."""

    page: str
    areas: PageArea
    parks: Iterable[str] = ()
    """Surfaces of the page's parks and sites."""
    _longest: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._longest = _longest_forms({bare(park) for park in self.parks})

    def read(
        self, mention: Mention, article: ArticleArea, chained: tuple[str, ...], after: str, before: str | None = None
    ) -> Reading:
        """The reading of one PLACE mention.

        Args:
            mention: the mention.
            article: the area of its article.
            chained: the area names that it consists of, if it is an area.
            after: what stands right behind it.
            before: name of a town or village that stands right before a site, if one does.
        """
        if mention.subtype in ADMINISTRATIVE:
            return self._area(mention, article, chained or (mention.text,), after)
        text = bare(mention.text)
        if mention.subtype in {"natural", "region"} and (ending := _level_behind(after)) and not level(text):
            # 云河、柳塘等街道: the list's own level tells more than the look of the name.
            town = replace(mention, subtype=_SMALL.get(ending, "town"))
            return self._small(town, self.areas.names.low(text) or text + ending, article)
        name, why = self._longest.get(text, text), "as on page"
        word, rest = split_level(name)
        if word and rest in _ZONES and not is_zone(word):  # 县高新区
            text, word = rest, ""
        if name != text and not word and text not in _ZONES:
            why = "longer name on page"
        elif before is not None:
            name, why = before + text, "area right before"
        elif word and not is_zone(word) and (_SITE.match(rest) or _OWN_ZONE.match(rest)):
            area, why = article.at(word, mention.text_start)
            name = area.name + rest if area is not None else text
        elif _GENERIC_ZONE.match(text) and self.areas.own is not None:
            near = article.own.above(4) if article.own is not None else None
            own = near or self.areas.own
            name, why = self._zone(text, stem(own.name)), article.reason
        return Reading(EntityType.PLACE, mention.subtype, name, self._around(mention, name, article), reason=why)

    def _zone(self, word: str, own: str) -> str:
        """The county's park of a zone word: the one that the page names so (建湖高新技术经济区), or the usual name."""
        named = {bare(park) for park in self.parks}
        fits = [park for park in named if park.startswith(own) and park[-1] == word[-1] and _contains(park, own + word)]
        longer = sorted({self._longest.get(park, park) for park in fits if word in _ZONES})
        return longer[0] if len(longer) == 1 else own + _ZONES.get(word, word)

    def _around(self, mention: Mention, name: str, article: ArticleArea) -> str:
        """Path of the area that a site lies in: the one that its name begins with, else the article's own."""
        if mention.subtype in {"natural", "region"}:
            return ""
        parts, _ = chain(name)
        area = self.areas.names.resolve(parts, article.own) if parts else None
        if area is not None and area.known and area.level in (2, 3):
            return area.text
        if article.own is None:
            return ""
        own = article.own.above(4) or article.own
        return own.text

    def _area(self, mention: Mention, article: ArticleArea, parts: tuple[str, ...], after: str) -> Reading:
        text = bare(mention.text)
        if mention.subtype == "country":
            return Reading(EntityType.PLACE, "country", text, text, reason="country")
        if mention.subtype == "region":
            return Reading(EntityType.PLACE, "region", text, reason="region")
        low = mention.subtype in {"village", "community"}
        if low and len(parts) == 1 and not level(text):
            full = self.areas.names.low(text) or text + _level_behind(after)
            return self._small(mention, full, article)
        area = self._letter(text, article) or self._sibling(mention, text, article)
        if area is None:
            base = self._base(mention, article) if low and len(parts) == 1 else article.own
            area = self.areas.names.resolve(parts, base, text_only=low)
        if mention.subtype == "town" and (area is None or area.level < 4):
            full = self.areas.names.low(text) or text + _level_behind(after)
            return self._small(mention, full, article)
        if area is None:
            return Reading(EntityType.PLACE, mention.subtype, text, text, reason="as on page")
        return area_reading(area, mention.subtype, "gazetteer" if area.known else "names on page")

    def _sibling(self, mention: Mention, text: str, article: ArticleArea) -> Area | None:
        """A short name in a list of places (长春、吉林两市)."""
        if level(text) or mention.subtype in {"town", "village", "community"}:
            return None
        names = self.areas.names
        found = among_siblings(text, article.text, mention.text_start, mention.text_end, names.atlas)
        return names.note(found) if found is not None else None

    def _letter(self, text: str, article: ArticleArea) -> Area | None:
        """An area by one character: 通 on a page of 南通市, 苏 for 江苏省."""
        if len(text) != 1:
            return None
        own = article.own
        if own is not None:
            for size in range(len(own.path), 0, -1):
                if own.levels[size - 1] in (2, 3) and text in stem(own.path[size - 1]):
                    return own.cut(size)
        found = self.areas.names.atlas.abbreviated(text)
        return found[0] if len(found) == 1 else None

    def _base(self, mention: Mention, article: ArticleArea) -> Area | None:
        """What a village lies in: the article's town, or in a county's article the town named before it."""
        if article.own is not None and article.own.level == 3:
            return article.town_before(mention.text_start) or article.own
        return article.own

    def _small(self, mention: Mention, name: str, article: ArticleArea) -> Reading:
        """A town or village named without its level (光明、杨庄等9个村), below the article's own area."""
        depth = 4 if mention.subtype == "town" else 5
        own = article.own if depth == 4 else self._base(mention, article)
        area = self.areas.names.resolve((name,), own, text_only=True) if level(name) else None
        if area is None and own is not None:
            area = (own.above(depth) or own).below(name, depth)
        if area is None:
            return Reading(EntityType.PLACE, mention.subtype, name, name, reason="as on page")
        return area_reading(area, mention.subtype, "level from the words behind")


def area_reading(area: Area, subtype: str, reason: str) -> Reading:
    """The reading of an area with its own path."""
    kind = subtype or _LEVELS[max(area.level, 1) - 1]
    return Reading(EntityType.PLACE, kind, area.name, area.text, code=area.code, reason=reason)


def _level_behind(after: str) -> str:
    """The level that a list of names has in common behind it (村 of 杨庄、蒋庄两村), or empty."""
    found = _LIST_LEVEL.match(after)
    return found.group(1) if found else ""


def _longest_forms(names: set[str]) -> dict[str, str]:
    """For each park or site the longest name on the page that it is short for.

    A short form keeps the end of the name and the characters in order, and begins as the name does, but for an area in
    front of it: 和平工业集中区 for 和平街道工业集中区, 开发区 for 海安经济开发区.
    """
    found = {}
    index: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda one: (-len(one), one)):
        index.setdefault(name[-2:], []).append(name)
        index.setdefault("^" + name[:2], []).append(name)
    for name in names:
        near = dict.fromkeys((*index[name[-2:]], *index["^" + name[:2]]))
        longer = sorted(
            (one for one in near if len(one) > len(name) and _short_of(name, one)), key=lambda o: (-len(o), o)
        )
        if longer and all(_contains(longer[0], one) for one in longer[1:]):
            found[name] = longer[0]
    return found


def _short_of(short: str, name: str) -> bool:
    if not _contains(name, short):
        return False
    if _GENERIC_ZONE.match(short) is not None:
        return True
    if name.startswith(short):
        return _SITE_END.match(name[len(short) :]) is not None
    plain = _INNER_LEVEL.sub("", name)
    return plain[:2] == short[:2] or name.endswith(short)


def _contains(long: str, short: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


__all__ = ["Places", "area_chain", "area_reading"]
