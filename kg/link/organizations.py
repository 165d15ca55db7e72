"""Organisations: level words and area names in front, short forms of bodies, and units of bodies."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from kg.link.area import ArticleArea, PageArea
from kg.link.atlas import Area
from kg.link.bodies import Body, expand, is_zone, national, signatures, split_level, unled, without_session
from kg.link.names import bare, chain, stem, suffix
from kg.link.reading import Reading, unresolved
from kg.model import EntityType, Mention

_UNIT: Final = re.compile(
    r"^(局|校|院|厂|所|站|公司|集团|中心|学校|医院|银行|机关)(?=党|机关|团委|工会|第[一二三四五六七八九十]|妇联|办公室)"
)
_COURT_UNIT: Final = re.compile(r"^(?:[民刑行立审执][\u4e00-\u9fff]{0,4}第?[一二三四五]?庭|执行局|立案庭|审判委员会)$")
_COURT_SHORT: Final = re.compile(r"^(民|刑|行)([一二三四五])庭$")
_COURT_LONG: Final = {"民": "民事", "刑": "刑事", "行": "行政"}
_INNER_QUOTE: Final = re.compile(r"“.*”.")
_OWN_BODY: Final = re.compile(
    r"(?:领导小组|指挥部|工作专班|联席会议)(?:办公室)?$|(?:行业|产业链?|综合)(?:党委|党总支|党工委)$"
)
_OFFICIAL: Final = frozenset({"government", "party", "people_congress", "union"})
_ZONE_NAME: Final = re.compile(r"(?:经开|开发|高新|园|产业|工业|保税|合作|示范|度假|集聚|集中)区$")
_ZONE_BODIES: Final = frozenset({"管委会", "管理委员会", "党工委"})
_OWN_FORM: Final = frozenset({"bank", "company", "education", "health"})
"""Kinds whose names keep the area as they print it (双江农村商业银行, not 双江县农村商业银行)."""
_REGISTERED: Final = frozenset(
    {"company", "bank", "education", "health", "media", "association", "institution", "team"}
)
_WORKING: Final = re.compile(r"[区园城港岛]党工委$")
_MANAGES: Final = re.compile(r"(?<=[区园寺城港岛带场])管委会")
_BRANCH: Final = re.compile(r"[\u4e00-\u9fff]{2,12}?局([\u4e00-\u9fff]{2,4}?)分局")
_TOWN_BODY: Final = re.compile(r"(?:[站所]|居委会|村委会|街道办|办事处)$")


class Zone(NamedTuple):
    """Where the page names a park, and its full name."""

    article: int
    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation as the page has named it: surface without marks, body behind its area, reading."""

    surface: str
    rest: str
    reading: Reading


@dataclass(slots=True)
class Organizations:
    """Reads the organisations of one page, in the order of the text."""

    page: str
    areas: PageArea
    zones: Sequence[Zone] = ()
    """The page's parks in the order of the text, for 开发区党工委."""
    full_bodies: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """What the page writes out behind an area's name, by area and first character."""
    full_names: dict[int, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    """The last mention of each surface that bears an area's name, by article."""
    printed: dict[tuple[str, str], str] = field(default_factory=dict)
    """The area's name as the page prints it in front of that body (阿坝州 of 阿坝州人民医院)."""
    _seen: dict[int, dict[str, Shown]] = field(default_factory=lambda: defaultdict(dict))
    """By article and surface, in the order in which each was last named."""

    def learn(self, mention: Mention, article: ArticleArea) -> None:
        """Take note of a body that the page names with its area, before any is read."""
        found = self._area_prefix(unled(without_session(bare(mention.text))), article)
        if found is not None and len(found[2]) > 2:
            area, shown, rest = found
            self.full_bodies[area.text, rest[0]].add(rest)
            self.full_names[mention.article][bare(mention.text)] = mention
            if len(shown) == 1:
                self.printed.setdefault((area.text, rest), shown[0])

    def read(self, mention: Mention, article: ArticleArea) -> Reading:
        """The reading of one ORG mention."""
        text = without_session(bare(mention.text))
        reading, rest = self._read(mention, text, article)
        if reading.name == text and _WORKING.search(text):
            reading = replace(reading, name=f"中共{text[:-3]}工作委员会", subtype="party")
        elif _MANAGES.search(reading.name):
            reading = replace(reading, name=_MANAGES.sub("管理委员会", reading.name))
        elif reading.name == text and _INNER_QUOTE.search(mention.text):
            # Quotes around a part of a name belong to it (莫斯科“白桦林”股份公司).
            reading = replace(reading, name=without_session(mention.text))
        seen = self._seen[mention.article]
        seen.pop(text, None)
        seen[text] = Shown(text, rest, reading)
        return reading

    def _read(self, mention: Mention, text: str, article: ArticleArea) -> tuple[Reading, str]:
        state = national(text)
        if state is not None:
            return Reading(EntityType.ORG, state[1], state[0], reason="body of the state"), text
        rest = unled(text)
        word, body = split_level(rest)
        known = bool(word) and not is_zone(word) and expand(body) is not None  # 县|城市管理局 is no 县城市
        prefix = None if known else self._area_prefix(rest, article)
        if prefix is not None:
            area, shown, body = prefix
            return self._official(mention, body, area, "area named in front", shown), body
        if word:
            found = self._by_level(mention, rest, word, body, article)
            if found is not None:
                return found, body
        return self._unit(mention, text) or self._bare(mention, text, article), text

    def _area_prefix(self, text: str, article: ArticleArea) -> tuple[Area, tuple[str, ...], str] | None:
        """The area that a name begins with, the names that show it, and the rest."""
        parts, rest = chain(text)
        if parts and rest:
            area = self.areas.names.resolve(parts, article.own)
            return None if area is None else (area, parts, rest)
        for size in (5, 4, 3, 2):
            name, rest = text[:size], text[size:]
            if not rest or (len(rest) < 2 and rest != "委") or expand(rest) is None:
                continue
            area = self.areas.names.resolve((name,), article.own)
            if area is not None and area.level <= 3 and name != area.name:
                return area, (name,), rest
        return None

    def _by_level(self, mention: Mention, text: str, word: str, rest: str, article: ArticleArea) -> Reading | None:
        if is_zone(word):
            own = self.areas.own
            if own is not None and own.level == 3 and own.name.endswith(word):  # 新区 on a page of 浦东新区
                return self._official(mention, rest, own, self.areas.reason, ())
            return self._of_zone(mention, word, rest)
        area, why = article.at(word, mention.text_start)
        if area is None:
            return self._longer(mention, text) or unresolved(mention, self.page)
        return self._official(mention, rest, area, why, ())

    def _of_zone(self, mention: Mention, word: str, rest: str) -> Reading | None:
        own = self.areas.own
        zone = self._zone(word, mention) or (
            stem(own.name) + word if own is not None and word not in {"", "园区"} else ""
        )
        if not zone:
            return None
        body = expand(rest)
        name = body.named(zone, zone) if body else zone + rest
        return Reading(EntityType.ORG, _kind(mention, body), name, _path(own), reason=f"zone {zone}")

    def _zone(self, word: str, mention: Mention) -> str:
        """The park that a zone word means: the one of that ending that the article, else the page, names most."""
        fits = [zone for zone in self.zones if zone.name.endswith(word)] or [
            zone for zone in self.zones if word and zone.name[-1] == word[-1] and _contains(zone.name, word)
        ]
        if not fits and word in {"园区", "新区", "景区", ""}:
            fits = [zone for zone in self.zones if zone.name.endswith(("园", "区")) and zone.article == mention.article]
        here = [zone.name for zone in fits if zone.article == mention.article]
        return Counter(here or [zone.name for zone in fits]).most_common(1)[0][0] if fits else ""

    def _official(self, mention: Mention, rest: str, area: Area, why: str, shown: tuple[str, ...]) -> Reading:
        if rest == "医院" and area.level <= 3 and shown[-1:] in ((), (area.name,)):
            rest = "人民医院"
        if rest == "办" and area.name.endswith("街道"):
            rest = "办事处"
        if area.level == 5 and rest in {"委", "委会"}:
            rest = "村委会" if suffix(area.name) == "村" else "居委会"  # a village's 村委会, read as 村 and 委会
        written = self._written_out(rest, area)
        if written != rest:
            why = "longer form on page"
        body = expand(written)
        near = full_area(area, shown) if area.level == 5 and mention.subtype not in _OWN_FORM else area.name
        if body is None:
            return Reading(EntityType.ORG, mention.subtype, near + written, area.text, reason=why)
        if area.level == 2 and body.official == "支行":
            body = replace(body, official="分行")
        short = self.areas.names.atlas.short(area) if area.level == 3 and len(area.path) > 1 else ""
        name = official = body.named(near, full_area(area, shown), (area.path[-2], short) if short else ("", ""))
        area = self._served(body, area)
        if body.subtype in _OWN_FORM and not body.lead:
            name = self.printed.get((area.text, written), area.name) + body.official
        aliases = tuple({area.name + rest} - {name})
        kind = _kind(mention, body)
        return Reading(EntityType.ORG, kind, name, area.text, reason=why, aliases=aliases, canonical=official)

    def _served(self, body: Body, area: Area) -> Area:
        """The district that a branch of a city's body serves (港闸区 of 市公安局港闸分局), else the area itself."""
        branch = _BRANCH.match(body.official) if area.level <= 2 else None
        served = self.areas.names.resolve((branch.group(1),), area) if branch is not None else None
        return served if served is not None and served.level == 3 and served.within(area) else area

    def _written_out(self, rest: str, area: Area) -> str:
        """The body of that area that the page writes out and `rest` is short for (医院 of 人民医院, 住建局).

        Needed where a place's own name differs from what the list says (住房和城乡规划建设局).
        """
        body = expand(rest)
        if body is not None and body.subtype == "bank" and body.lead:
            return rest  # 农行 is no 农商行
        known = self.full_bodies.get((area.text, rest[0]), ())
        longer = [one for one in known if len(one) > len(rest) and one[-1] == rest[-1] and _contains(one, rest)]
        return longer[0] if len(longer) == 1 and len(rest) > 1 and not longer[0].startswith(rest) else rest

    def _unit(self, mention: Mention, text: str) -> Reading | None:
        """A unit named by its parent's kind alone (局机关第一支部, 民二庭): of the last such body in the article."""
        court = _COURT_UNIT.match(text)
        found = None if court else _UNIT.match(text)
        if court:
            short = _COURT_SHORT.match(text)
            unit = f"{_COURT_LONG[short.group(1)]}审判第{short.group(2)}庭" if short else text
            ending = "人民法院"
        elif found:
            unit, ending = text[found.end(1) :], found.group(1)
        else:
            return None
        for shown in reversed(self._seen[mention.article].values()):
            name = shown.reading.name
            at = name.find(ending) + len(ending) if court else len(name)
            if ending in name and (court or name.endswith(ending)):
                parent = name[:at]
                return Reading(
                    EntityType.ORG, mention.subtype, parent + unit, shown.reading.area, reason=f"unit of {parent}"
                )
        return None

    def _longer(self, mention: Mention, text: str) -> Reading | None:
        """An earlier organisation of the article whose name ends so (退役军人服务站 ⇐ 柳塘镇退役军人服务站)."""
        for shown in reversed(self._seen[mention.article].values()):
            reading = shown.reading
            if shown.surface != text and (shown.surface.endswith(text) or reading.name.endswith(text)):
                return Reading(
                    EntityType.ORG,
                    reading.subtype,
                    reading.name,
                    reading.area,
                    discriminator=reading.discriminator,
                    reason="longer name in the article",
                )
        for surface, later in self.full_names[mention.article].items():
            if later.text_start > mention.text_start and len(surface) > len(text) > 3 and surface.endswith(text):
                found = self._read(later, without_session(surface), self.areas.articles[mention.article])[0]
                return replace(found, reason="longer name in the article")
        return None

    def _bare(self, mention: Mention, text: str, article: ArticleArea) -> Reading:
        """A name without area or level: a body of the article's own area if it is an official one."""
        longer = self._longer(mention, text)
        if longer is not None:
            return longer
        if text in _ZONE_BODIES and (of_zone := self._of_zone(mention, "", text)) is not None:
            return of_zone
        body = expand(text)
        official = (body is not None and body.subtype in _OFFICIAL) or _OWN_BODY.search(text)
        own = article.own
        if own is not None and (signed := self._signature(text, own)):
            area = own.above(4) or own
            return self._official(mention, signed, area, "collective signature", ())
        if own is not None and official:
            town = article.at("镇", mention.text_start)[0] or article.at("乡", mention.text_start)[0]
            area = (town or own) if _TOWN_BODY.search(text) else (own.above(4) or own)
            return self._official(mention, text, area, f"{article.reason} (named without area)", ())
        if mention.subtype in _REGISTERED:
            city = self._city_in_front(text, own)
            if city is not None:
                return Reading(EntityType.ORG, mention.subtype, text, city.text, reason="city in the name")
        return Reading(EntityType.ORG, mention.subtype, text, _path(own), reason="as on page")

    def _signature(self, text: str, own: Area) -> str:
        """The body that signs with one character of the area's name and of its own (云组宣), or empty."""
        county = (own.above(4) or own).name
        return signatures().get(text[1:], "") if text[:1] in stem(county) else ""

    def _city_in_front(self, text: str, own: Area | None) -> Area | None:
        """The province or city whose short name the name begins with (南通远澜科技有限公司), or a county of our city.

        Any page must come to the same, so that a company has one key: homonyms are left alone.
        """
        for size in (4, 3, 2):
            fits = [area for area in self.areas.names.atlas.readings(text[:size]) if area.level <= 3]
            near = [area for area in fits if area.level <= 2 or (own is not None and area.path[:2] == own.path[:2])]
            if near and len({area.level for area in near}) == len(near):
                return self.areas.names.note(near[0])
        return None


def _kind(mention: Mention, body: Body | None) -> str:
    return body.subtype if body is not None else mention.subtype


def _path(own: Area | None) -> str:
    """The area of a name that tells none: the county or city of the article."""
    return "" if own is None else (own.above(4) or own).text


def full_area(area: Area, shown: tuple[str, ...] = ()) -> str:
    """An area's name as official bodies bear it: a district behind its city, a town behind its county, others alone.

    A village stands behind its town, as the page shows it (`shown`) or as the article's area has it.
    """
    if len(area.path) < 2 or area.levels[-2] < 2:
        return area.name
    if area.level == 5:
        known = area.path[-2:] if area.levels[-2] == 4 else area.path[-1:]
        return "".join(shown[-2:] if len(shown) > 1 else known)
    if area.level == 4 or (area.level == 3 and area.name.endswith("区") and not _ZONE_NAME.search(area.name)):
        return area.path[-2] + area.name
    return area.name


def _contains(long: str, short: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
