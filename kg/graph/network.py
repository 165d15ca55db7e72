"""The network view: one node an entity, one edge all statements of one subject, predicate and object.

Only facts make edges. A symmetric relation said in both directions is one edge, from the lesser IRI to the greater.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import groupby
from typing import NamedTuple

from kg.errors import UnknownName
from kg.graph.find import find_entities
from kg.graph.store import Store
from kg.io.sorting import SortedLines
from kg.model import Edge, Network, Node, short_hash
from kg.schema import NS, class_types, predicates

LONGEST_LABEL = 12
SHORTEST_ALIAS = 4

_STATEMENTS = """
SELECT ?subject ?predicate ?object ?article ?page ?quote ?start ?score ?title ?date WHERE {
  ?statement a kg:Statement ; kg:modality "fact" ;
    rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    prov:wasQuotedFrom ?article ; kg:quote ?quote ; kg:start ?start ; kg:score ?score .
  ?article dcterms:isPartOf/dcterms:identifier ?page .
  OPTIONAL { ?statement kg:title ?title }
  OPTIONAL { ?statement dcterms:date ?date }
}
"""
_RELATED = """
SELECT ?subject ?object WHERE {
  ?statement a kg:Statement ; kg:modality "fact" ; rdf:subject ?subject ; rdf:object ?object .
}
"""
_ENTITIES = """
SELECT ?entity ?name ?area ?code WHERE {
  ?entity kg:key ?key ; rdfs:label ?name .
  OPTIONAL { ?entity kg:areaPath ?area }
  OPTIONAL { ?entity kg:divisionCode ?code }
}
"""
_CLASSES = "SELECT ?entity ?class WHERE { ?entity kg:key ?key ; a ?class }"
_ALIASES = "SELECT ?entity ?alias WHERE { ?entity skos:altLabel ?alias }"
_MENTIONS = """
SELECT ?entity (COUNT(DISTINCT ?article) AS ?articles) (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) WHERE {
  ?entity kg:mentionedIn ?article .
  OPTIONAL { ?article dcterms:date ?date }
}
GROUP BY ?entity
"""


class _Pair(NamedTuple):
    source: str
    predicate: str
    target: str


@dataclass(slots=True)
class _Said:
    """What is known of an edge while statements come in. `best` sorts the best statement first."""

    articles: set[str]
    first: str
    last: str
    best: tuple[float, str, int, str, str]


def network(
    store: Store,
    *,
    around: str | None = None,
    hops: int = 2,
    predicates: Iterable[str] | None = None,
    among: frozenset[str] | None = None,
) -> Network:
    """The graph as people look at it: every entity that has a relation, and the relations.

    Args:
        store: the graph.
        around: keep what lies near this entity (a name, alias or IRI), the entity itself included in any case.
        hops: how many relations away, in either direction.
        predicates: keep these relations only.
        among: keep of these entities (IRIs) only; the others never come into memory.

    Raises:
        UnknownName: no entity of that name, or no such relation.
    """
    said = _edges(store, _wanted(predicates), among)
    if around is None:
        kept = {end for pair in said for end in (pair.source, pair.target)}
    else:
        kept = _near(said, find_entities(store, around), hops)
    edges = (_edge(pair, found) for pair, found in said.items() if pair.source in kept and pair.target in kept)
    return Network(_nodes(store, kept), tuple(sorted(edges, key=lambda edge: edge.id)))


def best_connected(store: Store, most: int) -> frozenset[str] | None:
    """The IRIs of so many entities, those with the most others that they have a relation with.

    Of equals those whose IRIs come first. None if no more entities than `most` have a relation.
    """
    with SortedLines() as ends:
        for subject, object_ in store.select(_RELATED):
            if subject != object_:
                ends.add(f"{subject.value} {object_.value}\n")
                ends.add(f"{object_.value} {subject.value}\n")
        counts = ((-sum(1 for _ in rows), node) for node, rows in groupby(ends, key=lambda line: line.split(" ", 1)[0]))
        best = nsmallest(most + 1, counts)
    return frozenset(node for _, node in best[:most]) if len(best) > most else None


def short_label(name: str, aliases: Iterable[str]) -> str:
    """A name short enough to draw: itself, else the shortest alias that still says something, else cut with …"""
    if len(name) <= LONGEST_LABEL:
        return name
    fitting = [alias for alias in aliases if SHORTEST_ALIAS <= len(alias) <= LONGEST_LABEL]
    return min(fitting, key=lambda alias: (len(alias), alias), default=name[: LONGEST_LABEL - 1] + "…")


def _wanted(names: Iterable[str] | None) -> frozenset[str]:
    known = predicates()
    if names is None:
        return frozenset(known)
    wanted = frozenset(names)
    for name in sorted(wanted - known.keys()):
        raise UnknownName(f"there is no relation {name!r}; there are: {', '.join(known)}")
    return wanted


def _edges(store: Store, wanted: frozenset[str], kept: frozenset[str] | None) -> Mapping[_Pair, _Said]:
    said: dict[_Pair, _Said] = {}
    once: dict[str, str] = {}
    """Each IRI once: every row of an answer brings texts of its own."""
    symmetric = {name for name, predicate in predicates().items() if predicate.symmetric}
    for row in store.select(_STATEMENTS):
        source, predicate, target, article, page, quote, start, score = (row[i].value for i in range(8))
        name = predicate.removeprefix(NS)
        if name not in wanted or source == target or (kept is not None and not (source in kept and target in kept)):
            continue
        if name in symmetric and target < source:
            source, target = target, source
        best = (-float(score), page, int(start), _value(row[8]), quote)
        source, target, article = (once.setdefault(text, text) for text in (source, target, article))
        found = said.setdefault(_Pair(source, name, target), _Said(set(), "", "", best))
        found.articles.add(article)
        found.best = min(found.best, best)
        if row[9] is not None:
            date = row[9].value
            found.first, found.last = min(found.first or date, date), max(found.last, date)
    return said


def _near(said: Iterable[_Pair], start: Iterable[str], hops: int) -> set[str]:
    neighbours: dict[str, set[str]] = {}
    for pair in said:
        neighbours.setdefault(pair.source, set()).add(pair.target)
        neighbours.setdefault(pair.target, set()).add(pair.source)
    reached = set(start)
    ring = set(reached)
    for _ in range(hops):
        ring = {other for node in ring for other in neighbours.get(node, ())} - reached
        reached |= ring
    return reached


def _edge(pair: _Pair, said: _Said) -> Edge:
    _, page, _, title, quote = said.best
    return Edge(
        id="e" + short_hash(*pair),
        source=pair.source,
        target=pair.target,
        predicate=pair.predicate,
        label=predicates()[pair.predicate].label_zh,
        weight=len(said.articles),
        first=said.first,
        last=said.last,
        title=title,
        quote=quote,
        page=page,
    )


def _nodes(store: Store, kept: set[str]) -> tuple[Node, ...]:
    types = _types(store, kept)
    aliases: dict[str, list[str]] = {}
    for row in store.select(_ALIASES):
        if row[0].value in kept:
            aliases.setdefault(row[0].value, []).append(row[1].value)
    nodes: dict[str, Node] = {}
    for row in store.select(_ENTITIES):
        iri, name = row[0].value, row[1].value
        if iri not in kept:
            continue
        others = tuple(sorted(aliases.get(iri, ())))
        kind, subtype = types.get(iri, ("", ""))
        label = short_label(name, others)
        nodes[iri] = Node(iri, label, name, kind, subtype, _value(row[2]), _value(row[3]), others)
    for row in store.select(_MENTIONS):
        iri = row[0].value if row[0] is not None else ""
        if iri in nodes:
            count = int(row[1].value)
            nodes[iri] = replace(nodes[iri], articles=count, first=_value(row[2]), last=_value(row[3]))
    return tuple(nodes[iri] for iri in sorted(nodes))


def _types(store: Store, kept: set[str]) -> dict[str, tuple[str, str]]:
    """Type and subtype of each entity: of its classes the one that says most."""
    known = class_types()
    found: dict[str, tuple[str, str]] = {}
    for row in store.select(_CLASSES):
        if row[0].value not in kept:
            continue
        kind, subtype = known.get(row[1].value.removeprefix(NS), ("", ""))
        found[row[0].value] = max(found.get(row[0].value, ("", "")), (str(kind), subtype))
    return found


def _value(cell: object) -> str:
    """Text of a cell that may be unbound."""
    return str(getattr(cell, "value", ""))
