"""Relations that names plainly show: 区委组织部 is a part of 区委 and serves the 区."""

import re
from collections.abc import Iterator

from kg.model import Entity, EntityType, Mention
from kg.relate.claim import Claim
from kg.relate.context import Page
from kg.relate.symbols import AREAS

_SERVING = frozenset({"government", "party", "people_congress", "union"})
_SERVING_NAME = re.compile(
    r"(?:联合会|妇联|残联|文联|工商联|团委|科协|侨联|红十字会|关工委|委员会|政治协商会议|政协|法院|检察院|领导小组|指挥部|办公室|服务中心|服务站|工作站|"
    r"工作组|工作队|管委会|管理处|管理局|大队|支队|委)$"
)
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_TERM = re.compile(r"第[一二三四五六七八九十百0-9]+届")
_AREA_END = re.compile(r"(?:省|市|区|县|旗|镇|乡|街道|村|社区|自治州|自治区|自治县)$")


def from_names(page: Page) -> Iterator[Claim]:
    """Claims about entities that the page names, with the mention that shows the relation as evidence."""
    orgs = [e for e in page.named if e.type is EntityType.ORG]
    places = [e for e in page.named if e.type is EntityType.PLACE]
    plain = {e.key: _plain(e.name) for e in orgs}
    for org in orgs:
        if found := _area_in_name(org, places, page):
            predicate = "jurisdiction" if _serves(org) else "locatedIn"
            yield _claim(page, org, predicate, found, f"name-{predicate}", 0.95 if predicate == "jurisdiction" else 0.85)
        if parent := _parent(org, orgs, plain):
            yield _claim(page, org, "partOf", parent, "name-part", 0.9)
    for place in places:
        if found := _container(place, places, page):
            yield _claim(page, place, "within", found, "name-within", 0.85)
    for event in page.named:
        if event.type is EntityType.PROG and (body := _host(event, orgs)):
            yield _claim(page, body, "organizes", event, "name-host", 0.8, evidence=page.first[event.key])


def _claim(page: Page, subject: Entity, predicate: str, obj: Entity, rule: str, score: float, *, evidence: Mention | None = None) -> Claim:
    seen = evidence or page.first[subject.key]
    return Claim(seen.article, subject.key, predicate, obj.key, seen.text_start, seen.text_end, rule, score)


def _serves(org: Entity) -> bool:
    return org.subtype in _SERVING or (org.subtype in ("institution", "association", "team") and bool(_SERVING_NAME.search(org.name)))


def _plain(name: str) -> str:
    return _PARTY.sub("", _TERM.sub("", name)).replace("委员会", "委")


def _short(name: str) -> str:
    short = _AREA_END.sub("", name)
    return short if len(short) >= 2 else name


def _area_in_name(org: Entity, places: list[Entity], page: Page) -> Entity | None:
    """The nearest named area or park that the body's name holds; for a body that serves, else the area that it has."""
    name = _PARTY.sub("", org.name)
    best: tuple[int, int, Entity] | None = None
    for place in places:
        if place.subtype not in AREAS and place.subtype != "park":
            continue
        for form, full in ((place.name, 1), (_short(place.name), 0)):
            at = name.find(form)
            if 0 <= at and (full or at == 0 or _follows_area(name, at)) and (best is None or (at + len(form), full) > best[:2]):
                best = (at + len(form), full, place)
    if best is not None:
        return best[2]
    return page.area_at(org.area) if _serves(org) and org.area else None


def _follows_area(name: str, at: int) -> bool:
    return name[at - 1] in "省市区县旗镇乡"


def _parent(org: Entity, orgs: list[Entity], plain: dict[str, str]) -> Entity | None:
    """The body whose whole name this body's name begins with, the longest such."""
    name = plain[org.key]
    best: Entity | None = None
    for other in orgs:
        whole = plain[other.key]
        if other.key != org.key and len(name) >= len(whole) + 2 and _begins(name, whole) and (best is None or len(whole) > len(plain[best.key])):
            best = other
    return best


def _begins(name: str, whole: str) -> bool:
    """Whether `name` begins with `whole`, leading areas of either aside."""
    at = name.find(whole)
    return at == 0 or (0 < at <= 7 and _AREA_END.search(name[:at]) is not None)


def _container(place: Entity, places: list[Entity], page: Page) -> Entity | None:
    if place.subtype in AREAS and place.subtype != "region" and place.area:
        return page.container(place.area)
    best: Entity | None = None
    for other in places:
        if other.key == place.key or other.subtype not in AREAS:
            continue
        if (place.name.startswith(other.name) or place.name.startswith(_short(other.name))) and place.name != other.name and (
            best is None or len(other.name) > len(best.name)
        ):
            best = other
    if best is None and place.area and place.subtype in ("park", "facility", "natural", "road"):
        return None
    return best


def _host(event: Entity, orgs: list[Entity]) -> Entity | None:
    """The body whose session the event is: 区人大常委会第三次会议."""
    name = _plain(event.name)
    if event.subtype != "event" or not name.endswith(("会议", "全会", "大会")):
        return None
    hosts = [org for org in orgs if name.startswith(_plain(org.name))]
    return max(hosts, key=lambda org: len(org.name), default=None)
