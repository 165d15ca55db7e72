"""Entities: the things that pages speak of."""

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """The four types of the annotation guidelines."""

    ORG = "ORG"
    PER = "PER"
    PLACE = "PLACE"
    PROG = "PROG"


def entity_key(kind: EntityType, name: str, area: str = "", discriminator: str = "") -> str:
    """Key of an entity: equal keys are equal entities, in any order and on any number of machines.

    `area` is the path of the nearest area (`江苏省/南通市/港闸区`) and `discriminator` what else parts two entities of
    one name (a person's body or office). A `|` inside a part is replaced, so keys parse back.
    """
    return "|".join(part.replace("|", "／") for part in (kind.value, name, area, discriminator))


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing, as far as a page (or, after corpus linking, all pages) can tell.

    `name` is the full, self-standing name; `aliases` the other surfaces, sorted, without `name`. `area` is the path of
    the area that it belongs to (for an area: its own path, itself included), empty if unknown. `code` is the six- to
    twelve-digit division code of an area, else empty. `reason` says in a few words how the name was resolved.
    """

    key: str
    type: EntityType
    subtype: str
    name: str
    aliases: tuple[str, ...] = ()
    area: str = ""
    code: str = ""
    reason: str = ""
