"""Corpus linking: entities with one key are one entity, in whatever order they come."""

from collections.abc import Iterable

from kg.model import Entity


def merge(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Unite entities of equal keys; the result is ordered by key.

    The choice among unequal fields is by value alone, so the order of the input does not matter, and merging merged
    entities gives the same as merging all at once: the longest name (then the last by code point), subtype, area, code
    and reason; the other names become aliases.
    """
    found: dict[str, Entity] = {}
    for entity in entities:
        other = found.get(entity.key)
        found[entity.key] = _alone(entity) if other is None else _united(other, entity)
    return tuple(found[key] for key in sorted(found))


def _alone(entity: Entity) -> Entity:
    """The entity with its other names in order."""
    return _united(entity, entity) if entity.aliases else entity


def _united(one: Entity, other: Entity) -> Entity:
    name = _best(one.name, other.name)
    aliases = {one.name, other.name, *one.aliases, *other.aliases} - {name, ""}
    return Entity(
        key=one.key,
        type=max(one.type, other.type),
        subtype=_best(one.subtype, other.subtype),
        name=name,
        aliases=tuple(sorted(aliases)),
        area=_best(one.area, other.area),
        code=_best(one.code, other.code),
        reason=_best(one.reason, other.reason),
    )


def _best(one: str, other: str) -> str:
    return max(one, other, key=lambda text: (len(text), text))
