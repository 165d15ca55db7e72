"""Organisations: level words and area names in front, short forms of bodies, units, and companies by short form."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg.lexicon import words
from kg.link.area import ArticleArea, PageArea
from kg.link.atlas import Area
from kg.link.bodies import Body, expand, national, without_session
from kg.link.names import bare, chain, stem
from kg.link.reading import Reading, unresolved
from kg.model import EntityType, Mention

_LEVEL: Final = re.compile(r"^(街道|社区|苏木|嘎查|自治区|[省市州盟区县旗镇乡村])(?=.)")
_ZONE: Final = re.compile(
    r"^(经开区|经济开发区|经济技术开发区|高新区|开发区|保税区|工业园区|工业园|产业园区|产业园|集中区|园区|新区|景区|度假区)(?=.)"
)
_UNIT: Final = re.compile(
    r"^(局|校|院|厂|所|站|公司|集团|中心|学校|医院|银行|机关)(?=党|机关|团委|工会|第[一二三四五六七八九十]|妇联|办公室)"
)
_PARTY: Final = re.compile(r"^(中国共产党|中共|共青团|中国共产主义青年团|中国人民政治协商会议|政协|团)")
_YOUTH: Final = re.compile(r"^团(省|市|区|县|州|旗|镇)委")
_OWN_BODY: Final = re.compile(r"(?:领导小组|指挥部|工作专班|委员会|办公室|联席会议)(?:办公室)?$")
_LEGAL: Final = re.compile(
    r"(?:股份|有限|责任|集团|控股|实业|总|分|子)*(?:公司|集团|商行|商店|合作社|厂|企业|事务所|经营部|大酒店|超市)$|^.{6,}(?:总厂|药业)$"
)
_TOWN_BODY: Final = re.compile(r"(?:[站所]|居委会|村委会|街道办|办事处)$")
_COMPANY: Final = frozenset({"company", "bank", "media", "education", "health", "institution", "association", "team"})


@lru_cache(maxsize=1)
def _not_level() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("link_not_level"))))


def split_level(text: str) -> tuple[str, str]:
    """The level or zone word in front of a body and the rest (区, 发改委), or two parts of which the first is empty."""
    if _not_level().match(text):
        return "", text
    found = _ZONE.match(text) or _LEVEL.match(text)
    return (found.group(1), text[found.end(1) :]) if found else ("", text)


@dataclass(slots=True)
class Organizations:
    """Reads the organisations of one page, in the order of the text."""

    page: str
    areas: PageArea
    zones: Sequence[Mention] = ()
    """Mentions of parks, for 开发区党工委."""
    _seen: dict[int, list[tuple[str, Reading]]] = field(default_factory=lambda: defaultdict(list))

    def read(self, mention: Mention, article: ArticleArea, text_before: str) -> Reading:
        """The reading of one ORG mention; `text_before` is what stands right before it in the article."""
        text = without_session(bare(mention.text))
        reading = self._read(mention, text, article, text_before)
        self._seen[mention.article].append((text, reading))
        return reading

    def _read(self, mention: Mention, text: str, article: ArticleArea, text_before: str) -> Reading:
        state = national(text)
        if state is not None:
            return Reading(EntityType.ORG, state[1], state[0], reason="body of the state")
        youth = _YOUTH.match(text)
        if youth:
            text = f"{youth.group(1)}团委{text[youth.end() :]}"
        led = _PARTY.match(text)
        rest = text[led.end() :] if led and chain(text[led.end() :])[0] else text
        parts, body = chain(rest)
        if parts and body:
            area = self.areas.names.resolve(parts, article.own)
            if area is not None:
                return self._official(mention, body, area, _lead(led, body), "full name on page")
        short = self._short_area(rest, article)
        if short is not None:
            return self._official(mention, rest[short[1] :], short[0], "", "short area name in front")
        return self._by_level(mention, text, article) or self._unit(mention, text) or self._bare(mention, text, article)

    def _by_level(self, mention: Mention, text: str, article: ArticleArea) -> Reading | None:
        word, rest = split_level(text)
        if not word:
            return None
        if _ZONE.match(text):
            return self._of_zone(mention, word, rest)
        area, why = article.at(word, mention.text_start)
        if area is None:
            return self._suffix(mention, text) or unresolved(mention, self.page)
        return self._official(mention, rest, area, "", why)

    def _of_zone(self, mention: Mention, word: str, rest: str) -> Reading | None:
        named = sorted({zone.text for zone in self.zones if zone.text.endswith(word)}, key=lambda one: (-len(one), one))
        named = named or sorted({z.text for z in self.zones if z.text.endswith(word[-3:])}, key=lambda o: (-len(o), o))
        own = self.areas.own
        if named:
            zone = named[0]
        elif own is not None:
            zone = stem(own.name) + word
        else:
            return None
        body = expand(rest)
        name = body.named(zone, zone) if body else zone + rest
        area = own.text if own is not None else ""
        return Reading(EntityType.ORG, _kind(mention, body), name, area, reason=f"zone {zone}")

    def _official(self, mention: Mention, rest: str, area: Area, lead: str, why: str) -> Reading:
        body = expand(rest)
        if body is None:
            return Reading(EntityType.ORG, mention.subtype, area.name + rest, area.text, reason=why)
        if lead and not body.lead:
            body = Body(body.official, body.subtype, lead)
        name = body.named(area.name, full_area(area))
        alias = area.name + rest
        return Reading(
            EntityType.ORG, _kind(mention, body), name, area.text, reason=why, aliases=(alias,) if alias != name else ()
        )

    def _short_area(self, text: str, article: ArticleArea) -> tuple[Area, int] | None:
        """An area named without its level in front of an official body (港闸公安分局, 南通团市委)."""
        for size in (4, 3, 2):
            name, rest = text[:size], text[size:]
            if len(name) < size or expand(rest) is None or len(rest) < 2:
                continue
            area = self.areas.names.resolve((name,), article.own)
            if area is not None and area.level <= 3 and name != area.name:
                return area, size
        return None

    def _unit(self, mention: Mention, text: str) -> Reading | None:
        """A unit named by the kind of its parent alone (局机关第一支部): the last body of that kind in the article."""
        found = _UNIT.match(text)
        if not found:
            return None
        for _, reading in reversed(self._seen[mention.article]):
            if reading.name.endswith(found.group(1)):
                name = reading.name + text[found.end(1) :]
                return Reading(EntityType.ORG, mention.subtype, name, reading.area, reason=f"unit of {reading.name}")
        return None

    def _suffix(self, mention: Mention, text: str) -> Reading | None:
        """An earlier organisation of the article whose name ends so (退役军人服务站 ⇐ 施集镇退役军人服务站)."""
        for seen, reading in reversed(self._seen[mention.article]):
            if (
                len(text) >= 3
                and seen != text
                and (seen.endswith(text) or reading.name.endswith(text))
                and reading.area
            ):
                return Reading(
                    EntityType.ORG, reading.subtype, reading.name, reading.area, reason="longer name in the article"
                )
        return None

    def _bare(self, mention: Mention, text: str, article: ArticleArea) -> Reading:
        """A name without area or level: a body of the article's own area if it is an official one."""
        longer = self._suffix(mention, text)
        if longer is not None:
            return longer
        body = expand(text)
        official = body is not None and body.subtype in {
            "government",
            "party",
            "people_congress",
            "union",
            "institution",
        }
        own = article.own
        if own is not None and (official or (mention.subtype == "government" and _OWN_BODY.search(text))):
            area = own if _TOWN_BODY.search(text) else (own.above(4) or own)
            return self._official(mention, text, area, "", f"{article.reason} (body named without area)")
        area_text = own.cut(len(own.path)).text if own is not None else ""
        return Reading(EntityType.ORG, mention.subtype, text, area_text, reason="as on page")


def _lead(led: re.Match[str] | None, body: str) -> str:
    if led is None:
        return ""
    return "中共" if led.group().startswith("中") and led.group().endswith("共") else ""


def _kind(mention: Mention, body: Body | None) -> str:
    return body.subtype if body is not None else mention.subtype


def full_area(area: Area) -> str:
    """An area's name as official bodies bear it: a district behind its city, a town behind its county, others alone."""
    if len(area.path) < 2 or area.levels[-2] < 2:
        return area.name
    if area.level == 4 or (area.level == 3 and area.name.endswith("区")):
        return area.path[-2] + area.name
    return area.name
