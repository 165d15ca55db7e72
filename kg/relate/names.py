"""Relations that names plainly show: 区委组织部 is a part of 区委 and serves the 区."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import table, words
from kg.model import Entity, EntityType, Mention
from kg.relate.claim import Claim
from kg.relate.context import Page
from kg.relate.symbols import AREAS

RULES = {
    "name-jurisdiction": ("jurisdiction", "the name of a body that serves an area begins with the area's"),
    "name-locatedIn": ("locatedIn", "the name of another body holds the name of an area"),
    "name-part": ("partOf", "the name of a body begins with another body's"),
    "name-within": ("within", "a place's path or name lies below that of another which the article names"),
    "name-host": ("organizes", "a meeting or programme is named after the body that holds it"),
    "name-area-host": ("organizes", "a campaign, project, policy or plan is named after an area"),
}
"""Rules on names: what each finds."""
_SERVING = frozenset({"government", "party", "people_congress", "union"})
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_TERM = re.compile(r"第[一二三四五六七八九十百0-9]+届")
_INNER = re.compile(r"(?:常务委员会|常委会).+")
"""Offices and groups of a standing committee, which serve the committee."""
_TOWN_BODY = re.compile(
    r"(?:中心)?(?:派出所|司法所|人民法庭|法庭|卫生院|中学|小学|幼儿园|供电所|税务所|税务分局|工商所|市场监管所|财政所|国土所|林业站|粮站|信用社|敬老院)$"
)
"""What is named after a town's short name (枫木|派出所)."""
_OWNED = re.compile(r"公司|局|所|学|中心|医院|供电|镇|乡|村|街道|帮扶|分队|组$")
"""Whose teams these are: they go where they are sent."""
_SHORT_BODIES = (
    ("人大常委会", "人民代表大会常务委"),
    ("人代会", "人民代表大会"),
    ("党代会", "代表大会"),
    ("纪委", "纪律检查委"),
)
"""What meetings are named after, as bodies are written out."""
_PLANS = ("规划", "规划（草案）", "计划", "方案", "意见")
_CITY = re.compile("^[\u4e00-\u9fff]{2,5}?市(?=[\u4e00-\u9fff]{1,5}[区县市旗])")
"""The city before a district's body, which another name of the page may lack (盐城市|盐都区人民法院)."""
_AREA_END = re.compile(r"(?:省|市|区|县|旗|镇|乡|街道|村|社区|自治州|自治区|自治县)$")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Compiled from `relate_name_parts.tsv`."""

    serves: re.Pattern[str]
    mass: re.Pattern[str]
    trade: re.Pattern[str]
    branch: re.Pattern[str]
    inner: re.Pattern[str]
    """A party organisation inside a company or school, or a study group, which serves no area."""
    deeper: re.Pattern[str]
    """Goes on with a smaller area: 范岗镇…"""


@lru_cache(maxsize=1)
def _parts() -> _Parts:
    rows = table("relate_name_parts", 2)
    any_of = {kind: "|".join(part for k, part in rows if k == kind) for kind, _ in rows}
    return _Parts(
        serves=re.compile(f"(?:{any_of['serves']})$"),
        mass=re.compile(any_of["mass"]),
        trade=re.compile(any_of["trade"]),
        branch=re.compile(f"(?:市|区|县)?(?:第[一二三四五])?(?:{any_of['branch']})"),
        inner=re.compile(f"(?:{any_of['owner']})[^区县市镇]{{0,6}}(?:{any_of['party']})|学习中心组$"),
        deeper=re.compile(
            r"(?!.*(?:村民|居民)委员会$)(?!农|城乡|[^镇乡村]{0,3}(?:农村|乡村|城镇|村镇))"
            f"[^区]{{2,5}}(?:{any_of['level']})(?!{any_of['subject']})"
        ),
    )


def from_names(page: Page) -> Iterator[Claim]:
    """Claims about entities that the page names, with the mention that shows the relation as evidence."""
    orgs = [e for e in page.named if e.type is EntityType.ORG]
    places = [e for e in page.named if e.type is EntityType.PLACE]
    plain = {e.key: _plain(e.name) for e in orgs}
    for org in orgs:
        found = _area_in_name(org, places)
        inside = org.subtype == "party" and _parts().inner.search(org.name)
        if found and not inside and not _INNER.search(org.name):
            if _serves(org):
                yield _claim(page, org, "jurisdiction", found, "name-jurisdiction", 0.95)
            elif found.subtype not in ("province", "country") and not _is_sent(org):
                yield _claim(page, org, "locatedIn", found, "name-locatedIn", 0.85)
        if parent := _parent(org, orgs, plain):
            yield _claim(page, org, "partOf", parent, "name-part", 0.9)
    for place in places:
        if found := _container(place, places, page):
            yield _claim(page, place, "within", found, "name-within", 0.85)


def _claim(
    page: Page,
    subject: Entity,
    predicate: str,
    obj: Entity,
    rule: str,
    score: float,
    *,
    evidence: Mention | None = None,
) -> Claim:
    seen = evidence or page.first[subject.key]
    return Claim(seen.article, subject.key, predicate, obj.key, seen.text_start, seen.text_end, rule, score)


def _serves(org: Entity) -> bool:
    parts = _parts()
    if parts.trade.search(org.name):
        return False
    if org.subtype == "association":
        return bool(parts.mass.search(org.name))
    return org.subtype in _SERVING or (org.subtype in ("institution", "team") and bool(parts.serves.search(org.name)))


def _is_sent(org: Entity) -> bool:
    return org.subtype == "team" and _OWNED.search(org.name) is not None


def _plain(name: str) -> str:
    return _PARTY.sub("", _TERM.sub("", name)).replace("委员会", "委").replace("中国人民政治协商会议", "政协")


def _short(name: str) -> str:
    short = _AREA_END.sub("", name)
    return short if len(short) >= 2 else name


def _area_in_name(org: Entity, places: list[Entity]) -> Entity | None:
    """The nearest named area or park that the body's name holds.

    A full name counts before a short one. A name that goes on with an area which the page does not name on its own
    (桐城市|范岗镇…党总支) shows no nearest area.
    """
    name = _PARTY.sub("", org.name)
    provinces = words("relate_provinces")
    best: tuple[int, int, Entity] | None = None
    for place in places:
        if place.subtype not in AREAS and place.subtype != "park":
            continue
        if "籍" in name and name.startswith(_short(place.name) + "籍"):
            return None
        if (
            place.subtype == "town"
            and _TOWN_BODY.match(name.removeprefix(short := _short(place.name)))
            and (name.startswith(short) and best is None)
        ):
            best = (0, len(short), place)
        for form, full in _forms(place):
            at = name.find(form)
            found = at + len(form)
            if at > 0 and not full and name[:at] in place.area.split("/"):
                full = 1  # 盘锦市|大洼|生态环境分局
            if (
                at >= 0
                and (full or at == 0 or name[at - 1] in "（(" or name[:at] in provinces or _before_branch(name, found))
                and (best is None or (full, found) > best[:2])
            ):
                best = (full, found, place)
    if best is not None:
        town = best[2].subtype == "town"  # 三水街道|状元社区党总支: the community stands for no office
        return None if not town and _parts().deeper.match(name[best[1] :]) else best[2]
    return None


def _forms(place: Entity) -> list[tuple[str, int]]:
    """Names under which bodies carry a place: in full, or short for areas that companies are named after."""
    forms = [(place.name, 1)]
    if place.subtype in ("province", "city", "district", "country"):
        forms += [(form, 0) for form in (_short(place.name), *place.aliases) if len(form) > 1]
    return forms


def _before_branch(name: str, at: int) -> bool:
    """安庆市供电公司桐城|分公司"""
    return _parts().branch.match(name, at) is not None


def _parent(org: Entity, orgs: list[Entity], plain: dict[str, str]) -> Entity | None:
    """The body whose whole name this body's name begins with, the longest such."""
    name = plain[org.key]
    best: Entity | None = None
    for other in orgs:
        whole = plain[other.key]
        if (
            other.key != org.key
            and len(whole) >= 3
            and len(name) >= len(whole) + 2
            and _begins(name, whole)
            and (best is None or len(whole) > len(plain[best.key]))
        ):
            best = other
    return best


def _begins(name: str, whole: str) -> bool:
    """Whether `name` begins with `whole`, leading areas of either aside."""
    for known in dict.fromkeys((whole, _CITY.sub("", whole))):
        at = name.find(known)
        if at == 0 or (0 < at <= 7 and _AREA_END.search(name[:at]) is not None):
            return True
    return False


def _container(place: Entity, places: list[Entity], page: Page) -> Entity | None:
    if place.subtype in ("country", "province", "city", "district"):
        return None  # only where the page sets them beside each other
    if place.subtype in AREAS and place.subtype != "region" and place.area:
        found = page.container(place.area)
        if found is not None and place.subtype == "town" and not page.together(place, found):
            return None  # which county the town is in, its article takes for granted
        if found is not None and place.subtype in ("village", "community") and found.subtype != "town":
            return None  # its town stands between, unless the page sets them beside each other
        return found
    best: Entity | None = None
    for other in places:
        if other.key == place.key or other.subtype not in (*AREAS, "park"):
            continue
        short = _short(other.name) if place.subtype == "park" else other.name
        if place.name.startswith((other.name, short)) and (best is None or len(other.name) > len(best.name)):
            best = other
    return best


def from_programme_names(page: Page, hosted: Container[str]) -> Iterator[Claim]:
    """Who runs a programme that bears their name (区人大常委会第三次会议, 云川县水利规划), unless it is in `hosted`.

    The body with the longest such name, else the nearest area.
    """
    bodies = [e for e in page.named if e.type is EntityType.ORG]
    areas = [e for e in page.areas if e.subtype in ("province", "city", "district", "town", "village", "community")]
    for programme in page.named:
        if programme.type is not EntityType.PROG or programme.key in hosted:
            continue
        name = _plain(programme.name)
        for short, full in _SHORT_BODIES:
            name = name.replace(short, full)
        own = areas if programme.subtype in ("campaign", "project") or programme.name.endswith(_PLANS) else []
        for candidates, rule, score in ((bodies, "name-host", 0.8), (own, "name-area-host", 0.72)):
            fitting = [e for e in candidates if len(name) > len(e.name) and name.startswith(_plain(e.name))]
            if fitting:
                best = max(fitting, key=lambda e: len(e.name))
                yield _claim(page, best, "organizes", programme, rule, score, evidence=page.first[programme.key])
                break
