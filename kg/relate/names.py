"""Relations that names plainly show: 区委组织部 is a part of 区委 and serves the 区."""

import re
from collections.abc import Iterator

from kg.lexicon import words
from kg.model import Entity, EntityType, Mention
from kg.relate.claim import Claim
from kg.relate.context import Page
from kg.relate.symbols import AREAS

_SERVING = frozenset({"government", "party", "people_congress", "union"})
_SERVING_NAME = re.compile(
    r"(?:(?<!工商业)(?<!企业家)联合会|妇联|残联|文联|工商联|团委|科协|侨联|关工委|委员会|政治协商会议|政协|法院|检察院|领导小组|指挥部|办公室|服务中心|服务站|工作站|"
    r"工作组|联络组|管委会|管理处|管理局|大队|支队|委)$"
)
_MASS = re.compile(r"(?:(?<!工商业)(?<!企业家)联合会|妇联|残联|文联|共青团|团委|科协|侨联|关工委|委员会)")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_DEEPER = re.compile(
    r"(?!农|城乡|[^镇乡村]{0,3}(?:农村|乡村|城镇|村镇))[^区]{2,5}(?:镇|乡|街道|村|社区)(?!银行|建设|规划|振兴|服务|委员会)"
)
_BRANCH = re.compile(
    r"(?:市|区|县)?(?:第[一二三四五])?(?:分公司|支公司|支行|分行|支社|分社|分局|分院|分店|供电|营业部|分校|中心支公司|项目部|网点|商会|办事处|大队|中队|派出所)"
)
_INNER_PARTY = re.compile(
    r"(?:公司|集团|学校|小学|中学|大学|学院|医院|协会|商会|合作社|银行|厂)[^区县市镇]{0,6}(?:党委|支部|总支|党组|委员会)|学习中心组$"
)
_TERM = re.compile(r"第[一二三四五六七八九十百0-9]+届")
_AREA_END = re.compile(r"(?:省|市|区|县|旗|镇|乡|街道|村|社区|自治州|自治区|自治县)$")


def from_names(page: Page) -> Iterator[Claim]:
    """Claims about entities that the page names, with the mention that shows the relation as evidence."""
    orgs = [e for e in page.named if e.type is EntityType.ORG]
    places = [e for e in page.named if e.type is EntityType.PLACE]
    plain = {e.key: _plain(e.name) for e in orgs}
    for org in orgs:
        found = _area_in_name(org, places, page)
        if found and not (org.subtype == "party" and _INNER_PARTY.search(org.name)):
            predicate = "jurisdiction" if _serves(org) else "locatedIn"
            if predicate == "locatedIn" and found.subtype in ("province", "country"):
                continue
            yield _claim(
                page, org, predicate, found, f"name-{predicate}", 0.95 if predicate == "jurisdiction" else 0.85
            )
        if parent := _parent(org, orgs, plain):
            yield _claim(page, org, "partOf", parent, "name-part", 0.9)
    for place in places:
        if found := _container(place, places, page):
            yield _claim(page, place, "within", found, "name-within", 0.85)
    for event in page.named:
        if event.type is EntityType.PROG and (body := _host(event, orgs)):
            yield _claim(page, body, "organizes", event, "name-host", 0.8, evidence=page.first[event.key])


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
    if org.subtype == "association":
        return bool(_MASS.search(org.name))
    return org.subtype in _SERVING or (org.subtype in ("institution", "team") and bool(_SERVING_NAME.search(org.name)))


def _plain(name: str) -> str:
    return _PARTY.sub("", _TERM.sub("", name)).replace("委员会", "委")


def _short(name: str) -> str:
    short = _AREA_END.sub("", name)
    return short if len(short) >= 2 else name


def _area_in_name(org: Entity, places: list[Entity], page: Page) -> Entity | None:
    """The nearest named area or park that the body's name holds; for a body that serves, else the area that it has.

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
        for form, full in _forms(place):
            at = name.find(form)
            found = at + len(form)
            if (
                at >= 0
                and (full or at == 0 or name[at - 1] in "（(" or name[:at] in provinces or _before_branch(name, found))
                and (best is None or (full, found) > best[:2])
            ):
                best = (full, found, place)
    if best is not None:
        return None if _DEEPER.match(name[best[1] :]) else best[2]
    return page.area_at(org.area) if _serves(org) and org.area else None


def _forms(place: Entity) -> list[tuple[str, int]]:
    """Names under which bodies carry a place: in full, or short for areas that companies are named after."""
    forms = [(place.name, 1)]
    if place.subtype in ("province", "city", "district", "country"):
        forms += [(form, 0) for form in (_short(place.name), *place.aliases) if len(form) > 1]
    return forms


def _before_branch(name: str, at: int) -> bool:
    """安庆市供电公司桐城|分公司"""
    return _BRANCH.match(name, at) is not None


def _parent(org: Entity, orgs: list[Entity], plain: dict[str, str]) -> Entity | None:
    """The body whose whole name this body's name begins with, the longest such."""
    name = plain[org.key]
    best: Entity | None = None
    for other in orgs:
        whole = plain[other.key]
        if (
            other.key != org.key
            and len(name) >= len(whole) + 2
            and _begins(name, whole)
            and (best is None or len(whole) > len(plain[best.key]))
        ):
            best = other
    return best


def _begins(name: str, whole: str) -> bool:
    """Whether `name` begins with `whole`, leading areas of either aside."""
    at = name.find(whole)
    return at == 0 or (0 < at <= 7 and _AREA_END.search(name[:at]) is not None)


def _container(place: Entity, places: list[Entity], page: Page) -> Entity | None:
    if place.subtype in ("country", "province", "city", "district"):
        return None  # only where the page sets them beside each other
    if place.subtype in AREAS and place.subtype != "region" and place.area:
        found = page.container(place.area)
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


def _host(event: Entity, orgs: list[Entity]) -> Entity | None:
    """The body whose session the event is: 区人大常委会第三次会议."""
    name = _plain(event.name)
    if event.subtype != "event" or not name.endswith(("会议", "全会", "大会")):
        return None
    hosts = [org for org in orgs if name.startswith(_plain(org.name))]
    return max(hosts, key=lambda org: len(org.name), default=None)
