"""Finding entities by what people call them."""

import re

from rapidfuzz import fuzz, process

from kg.errors import UnknownName
from kg.graph.store import Store
from kg.graph.terms import text_literal

_NAMES = """
SELECT ?entity ?name ?rank WHERE {
  { ?entity kg:key ?key ; rdfs:label ?name . BIND (0 AS ?rank) }
  UNION { ?entity kg:key ?key ; skos:altLabel ?name . BIND (1 AS ?rank) }
}
"""
_BEARING = "SELECT ?entity WHERE { ?entity $property $name ; kg:key ?key }"
_IS_ENTITY = "SELECT ?key WHERE { $entity kg:key ?key }"
_REPLACED = "SELECT ?entity WHERE { $old dcterms:isReplacedBy ?entity }"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+\Z")
_SUGGESTED = 3
_NEAR = 50.0
"""Likeness (0 to 100) under which a name is no suggestion."""


def find_entities(store: Store, name: str) -> tuple[str, ...]:
    """IRIs of the entities of that name: by IRI, else by full name, else by alias; ordered.

    Several entities may bear one name. The IRI of an entity that was judged to be another leads to that other one.

    Raises:
        UnknownName: there is none; the message suggests near names.
    """
    indexed = _indexed(store, name)
    if indexed:
        return indexed
    ranked: dict[int, set[str]] = {0: set(), 1: set()}
    names: set[str] = set()
    for row in store.select(_NAMES):
        iri, label, rank = row[0].value, row[1].value, int(row[2].value)
        if iri == name:
            return (iri,)
        names.add(label)
        if label == name:
            ranked[rank].add(iri)
    found = ranked[0] or ranked[1]
    if found:
        return tuple(sorted(found))
    if _IRI.match(name):
        (*replaced,) = (row[0].value for row in store.select(_REPLACED.replace("$old", f"<{name}>")))
        if replaced:
            return tuple(sorted(replaced))
    near = process.extract(name, sorted(names), scorer=fuzz.WRatio, limit=_SUGGESTED, score_cutoff=_NEAR)
    hint = f"; near it: {', '.join(label for label, _, _ in near)}" if near else ""
    raise UnknownName(f"the graph has no entity named {name!r}{hint}")


def _indexed(store: Store, name: str) -> tuple[str, ...]:
    """What the store's indexes find at once, without reading all names; empty if that is nothing."""
    if _IRI.match(name) and list(store.select(_IS_ENTITY.replace("$entity", f"<{name}>"))):
        return (name,)
    for term, literal in (("rdfs:label", text_literal(name)), ("skos:altLabel", text_literal(name, "zh"))):
        query = _BEARING.replace("$property", term).replace("$name", str(literal))
        found = {row[0].value for row in store.select(query)}
        if found:
            return tuple(sorted(found))
    return ()
