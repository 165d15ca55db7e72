"""A graph as networkx knows it, and as tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import networkx

from kg.export import records
from kg.model import Edge, Network, Node

if TYPE_CHECKING:
    from kg.api.graph import Graph

Made = tuple[list[str], Iterable[tuple[Any, ...]]]
"""Columns and rows."""

_NODE = [field.name for field in fields(Node)]
_EDGE = ["id", "subject", "predicate", "label", "object", "weight", "first", "last", "title", "quote", "page"]
_ROLE = ["person", "title", "rank", "at", "relation", "first", "last", "ended", "id", "person_id", "at_id"]
_MENTION = ["page", "date", "start", "end", "text", "type", "subtype", "name", "rule", "score", "entity"]
_TYPED: Mapping[str, type] = MappingProxyType({"start": int, "end": int, "score": float})


def as_networkx(seen: Network) -> "networkx.MultiDiGraph[str]":
    """Nodes by IRI with their attributes, edges by predicate with theirs; no attribute is None or a list."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in seen.nodes:
        values = asdict(node) | {"aliases": "、".join(node.aliases)}
        graph.add_node(values.pop("id"), **values)
    for edge in seen.edges:
        values = asdict(edge)
        ends = values.pop("source"), values.pop("target")
        graph.add_edge(*ends, key=edge.predicate, **values)
    return graph


def _statements(graph: "Graph") -> Made:
    def rows() -> Iterator[tuple[Any, ...]]:
        for row in records.statements(graph._store.quads):
            named = zip(records.COLUMNS, row, strict=True)
            yield tuple(_TYPED.get(name, str)(cell) for name, cell in named)

    return list(records.COLUMNS), rows()


def _entities(graph: "Graph") -> Made:
    return _NODE, (tuple(getattr(node, name) for name in _NODE) for node in records.entities(graph._store.quads))


def _relations(graph: "Graph") -> Made:
    seen = graph._network(None, 0, None)
    names = {node.id: node.name for node in seen.nodes}

    def row(edge: Edge) -> tuple[Any, ...]:
        said = (edge.id, names[edge.source], edge.predicate, edge.label, names[edge.target], edge.weight)
        return (*said, edge.first, edge.last, edge.title, edge.quote, edge.page, edge.source, edge.target)

    return [*_EDGE, "subject_id", "object_id"], map(row, seen.edges)


def _roles(graph: "Graph") -> Made:
    rows = (
        (r.person.name, r.title, r.rank, r.at.name, r.relation, r.first, r.last, r.ended, r.iri, r.person.iri, r.at.iri)
        for r in graph._reader.roles()
    )
    return _ROLE, rows


def _mentions(graph: "Graph") -> Made:
    rows = (
        (page.id, page.date, m.start, m.end, m.text, m.type, m.subtype, m.entity.name, m.rule, m.score, m.entity.iri)
        for page in graph.pages.values()
        for m in page.mentions
    )
    return _MENTION, rows


TABLES: Mapping[str, Callable[["Graph"], Made]] = MappingProxyType(
    {
        "statements": _statements,
        "entities": _entities,
        "relations": _relations,
        "roles": _roles,
        "mentions": _mentions,
    }
)
