"""Divisions in time: until when an area was what a page calls it, and what took its place.

A page of 2018 names 港闸区, one of 2022 崇川区: two entities, joined by `kg:succeededBy`. A path ends too when an area
above it is renamed or dissolved: 樊城区 of 襄樊市 goes on as 樊城区 of 襄阳市.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Quad

from kg.graph.quads import Resolve
from kg.graph.terms import date_literal, entity_node, term
from kg.lexicon import Division, Gazetteer, Level
from kg.model import Entity, EntityType, entity_key

DIVISIONS: Final = frozenset({"province", "city", "district", "town"})
"""Subtypes of places that may be divisions of the gazetteer."""
_SUBTYPES: Final = {Level.PROVINCE: "province", Level.CITY: "city", Level.COUNTY: "district", Level.TOWN: "town"}


@dataclass(frozen=True, slots=True)
class Life:
    """Validity of an area's path: ISO dates of its first day and of the first day without it, empty if open or unknown.

    `heirs` are the paths, on the day of the end, of what took over.
    """

    since: str = ""
    until: str = ""
    heirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Successions:
    """Validity of the corpus's divisions by key, and the successors that no page speaks of."""

    lives: dict[str, Life]
    heirs: tuple[Entity, ...]

    def quads(self, base: str, resolve: Resolve) -> Iterator[Quad]:
        """The dates, and a triple from each former division to what took its place, ordered by key."""
        for key in sorted(self.lives):
            life, node = self.lives[key], entity_node(key, base)
            if life.since:
                yield Quad(node, term("kg:validFrom"), date_literal(life.since))
            if life.until:
                yield Quad(node, term("kg:validUntil"), date_literal(life.until))
            for heir in sorted({resolve(place_key(path)) for path in life.heirs} - {key}):
                yield Quad(node, term("kg:succeededBy"), entity_node(heir, base))


def successions(entities: Iterable[Entity], gazetteer: Gazetteer, resolve: Resolve) -> Successions:
    """The life of each division among the entities, and of its successors down to today.

    Args:
        entities: of the corpus, those that `in_gazetteer`; others do not change the result.
        gazetteer: divisions with their dated changes.
        resolve: maps keys through judgements: two divisions that are judged to be one succeed nobody.
    """
    waiting = {one.key: one.area for one in entities if is_division(one)}
    known, lives, heirs = {one.key for one in entities}, {}, {}
    while waiting:
        key, path = waiting.popitem()
        life = lives[key] = life_of(path, gazetteer)
        for heir in life.heirs:
            own = place_key(heir)
            entity = _entity(heir, gazetteer)
            if resolve(own) == own and own not in known and own not in heirs and entity is not None:
                heirs[own] = entity
                waiting[own] = heir
    return Successions(lives, tuple(heirs[key] for key in sorted(heirs)))


def is_division(entity: Entity) -> bool:
    """Whether an entity may be a division: an administrative place with a path that ends in its name."""
    return entity.type is EntityType.PLACE and entity.subtype in DIVISIONS and "/" in entity.area


def in_gazetteer(entity: Entity, gazetteer: Gazetteer) -> bool:
    """Whether an entity is a division that the gazetteer knows, now or in the past: those few decide successions."""
    if entity.type is not EntityType.PLACE or "/" not in entity.area:
        return False
    return (is_division(entity) or entity.key == place_key(entity.area)) and gazetteer.by_path(entity.area) is not None


def place_key(path: str) -> str:
    """Key of the area of a path, as linking gives it."""
    return entity_key(EntityType.PLACE, path.rpartition("/")[2], path)


def life_of(path: str, gazetteer: Gazetteer) -> Life:
    """Validity and successors of the area of a path; an open life if the gazetteer does not have it.

    Of townships the gazetteer knows only in which of its lists they are missing first, which is no day to be cited:
    they end with a county, or not at all.
    """
    place = gazetteer.by_path(path)
    if place is None:
        return Life()
    line = list(_line(path, gazetteer))
    if place.level == Level.TOWN and place.until not in {one.until for one in line[:-1]}:
        line = [one for one in line if one is not place]
        place = replace(place, until="")
    since = max((one.since for one in line), default="")
    if gazetteer.path(place) == path and place.until:
        heirs = [gazetteer.path(gazetteer.division(heir), date=place.until) for heir in place.successors]
        return Life(since if since < place.until else "", place.until, tuple(heirs))
    ends = sorted(one.until for one in line if one.until)
    if not ends:
        return Life(since)
    then = gazetteer.path(place, date=ends[0])
    return Life(since if since < ends[0] else "", ends[0], (then,) if then != path else ())


def _line(path: str, gazetteer: Gazetteer) -> Iterator[Division]:
    """The divisions of exactly that path and of those above it."""
    parts = path.split("/")
    for size in range(1, len(parts) + 1):
        above = "/".join(parts[:size])
        place = gazetteer.by_path(above)
        if place is not None and gazetteer.path(place) == above:
            yield place


def _entity(path: str, gazetteer: Gazetteer) -> Entity | None:
    """A successor that no page speaks of, with as much as the gazetteer tells."""
    place = gazetteer.by_path(path)
    if place is None:
        return None
    subtype = "city" if place.level == Level.COUNTY and place.name.endswith("市") else _SUBTYPES[place.level]
    key = place_key(path)
    return Entity(key, EntityType.PLACE, subtype, place.name, (), path, place.code, "gazetteer: successor")
