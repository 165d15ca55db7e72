"""The closed set of types, subtypes and relations, read from `terms.json` when first asked for."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import DataError
from kg.model import EntityType

_FILE = Path(__file__).with_name("terms.json")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One of the twelve relations.

    `domain` and `range` are the types that its subject and object may have; `range_subtypes` narrows the object to
    some subtypes (`inPark`: a park), empty if any will do. `inverse_zh` and `inverse_en` name it read from its object.
    """

    name: str
    label_zh: str
    label_en: str
    domain: frozenset[EntityType]
    range: frozenset[EntityType]
    symmetric: bool
    inverse_zh: str = ""
    inverse_en: str = ""
    range_subtypes: frozenset[str] = frozenset()


@cache
def predicates() -> Mapping[str, Predicate]:
    """The relations by name, in the order of the guidelines."""
    return MappingProxyType({row["name"]: _predicate(row) for row in _terms()["predicates"]})


class _Predicates(Mapping[str, Predicate]):
    """`predicates()` as a module-level mapping that reads nothing at import."""

    def __getitem__(self, name: str) -> Predicate:
        return predicates()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(predicates())

    def __len__(self) -> int:
        return len(predicates())


PREDICATES: Mapping[str, Predicate] = _Predicates()


@cache
def subtypes(kind: EntityType) -> tuple[str, ...]:
    """Subtypes of a type, in the order of the guidelines."""
    return tuple(_terms()["types"][kind.value]["subtypes"])


@cache
def class_name(kind: EntityType, subtype: str = "") -> str:
    """Local name of the class of a subtype (`GovernmentBody`), or of the type itself for no subtype.

    Raises:
        DataError: the type has no such subtype.
    """
    entry = _terms()["types"][kind.value]
    if not subtype:
        return str(entry["class"])
    if subtype not in entry["subtypes"]:
        known = ", ".join(entry["subtypes"])
        raise DataError(f"{kind.value} has no subtype {subtype!r}: use one of {known}")
    return str(entry["subtypes"][subtype]["class"])


@cache
def class_types() -> Mapping[str, tuple[EntityType, str]]:
    """Type and subtype by a class's local name; a type's own class has no subtype, but `Person` has `person`."""
    found: dict[str, tuple[EntityType, str]] = {}
    for kind in EntityType:
        found[class_name(kind)] = (kind, "")
        found.update({class_name(kind, subtype): (kind, subtype) for subtype in subtypes(kind)})
    return MappingProxyType(found)


@cache
def type_label(kind: EntityType, subtype: str = "", *, language: str = "zh") -> str:
    """Name of a type or subtype in Chinese (`zh`) or English (`en`).

    Raises:
        DataError: the type has no such subtype.
    """
    class_name(kind, subtype)
    entry = _terms()["types"][kind.value]
    return str((entry["subtypes"][subtype] if subtype else entry)[language])


def allows(predicate: str, subject_type: EntityType, object_type: EntityType) -> bool:
    """Whether the relation may hold between entities of these types. An unknown relation holds between none."""
    found = predicates().get(predicate)
    return found is not None and subject_type in found.domain and object_type in found.range


def version() -> str:
    """Version of the vocabulary."""
    return str(_terms()["version"])


@cache
def _terms() -> Any:
    try:
        return json.loads(_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"the vocabulary's terms in {_FILE} cannot be read: run tools/generate_schema.py") from error


def _predicate(row: Any) -> Predicate:
    return Predicate(
        name=row["name"],
        label_zh=row["label"]["zh"],
        label_en=row["label"]["en"],
        domain=frozenset(EntityType(code) for code in row["domain"]),
        range=frozenset(EntityType(code) for code in row["range"]),
        symmetric=row["symmetric"],
        inverse_zh=row["inverse"]["zh"],
        inverse_en=row["inverse"]["en"],
        range_subtypes=frozenset(row["range_subtypes"]),
    )
