"""Entities and statements of the graph, read back from its quads as a stream, for tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import Quad

from kg.export.sorting import parsed, triple_lines
from kg.graph.network import short_label
from kg.model.network import Node
from kg.schema import NS, PREFIXES, class_types

COLUMNS = (
    *("id", "subject", "predicate", "object", "title", "modality", "date", "quote", "page", "start", "end"),
    *("rule", "score", "subject_id", "object_id"),
)
RDF, DCTERMS = PREFIXES["rdf"], PREFIXES["dcterms"]
LABEL = PREFIXES["rdfs"] + "label"
PART_OF, IDENTIFIER, DATE = DCTERMS + "isPartOf", DCTERMS + "identifier", DCTERMS + "date"
KEY = NS + "key"
TYPE, STATEMENT = RDF + "type", NS + "Statement"


@dataclass(slots=True)
class _Names:
    """What statements point to: labels of entities, the page of an article, a page's identifier, dates."""

    labels: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)

    def page(self, article: str) -> str:
        return self.identifiers.get(self.parents.get(article, article), "")


def statements(quads: Callable[[], Iterable[Quad]]) -> Iterator[tuple[str, ...]]:
    """One row of `COLUMNS` a `kg:Statement`, sorted by its IRI; a value that the graph lacks is empty.

    Reads the quads twice: first for the names, then, sorted by subject, for the statements.
    """
    names = _names(quads())
    for iri, values in _subjects(quads()):
        if STATEMENT in values.get(TYPE, ()):
            yield _row(iri, {key: min(found) for key, found in values.items()}, names)


def entities(quads: Callable[[], Iterable[Quad]]) -> Iterator[Node]:
    """Every entity, those without a relation too, sorted by IRI. Reads the quads twice."""
    names = _names(quads())
    for iri, values in _subjects(quads()):
        if KEY in values:
            yield _entity(iri, values, names)


def _names(quads: Iterable[Quad]) -> _Names:
    names = _Names()
    places = {LABEL: names.labels, PART_OF: names.parents, IDENTIFIER: names.identifiers, DATE: names.dates}
    for quad in quads:
        place = places.get(quad.predicate.value)
        if place is not None:
            subject, value = _text(quad.subject), _text(quad.object)
            # Of several values the least is taken, so that the order of the quads does not matter.
            place[subject] = min(value, place.get(subject, value))
    return names


def _subjects(quads: Iterable[Quad]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each subject with its values by predicate, sorted."""
    for subject, group in groupby(parsed(triple_lines(quads)), key=lambda triple: triple.subject):
        values: dict[str, list[str]] = {}
        for triple in group:
            values.setdefault(triple.predicate.value, []).append(_text(triple.object))
        yield _text(subject), values


def _entity(iri: str, values: dict[str, list[str]], names: _Names) -> Node:
    known = class_types()
    kind, subtype = max((known.get(cls.removeprefix(NS), ("", "")) for cls in values.get(TYPE, ())), default=("", ""))
    name, aliases = min(values.get(LABEL, [iri])), tuple(sorted(values.get(PREFIXES["skos"] + "altLabel", ())))
    articles = values.get(NS + "mentionedIn", ())
    dates = [names.dates[article] for article in articles if article in names.dates]
    return Node(
        id=iri,
        label=short_label(name, aliases),
        name=name,
        type=str(kind),
        subtype=subtype,
        area=min(values.get(NS + "areaPath", [""])),
        code=min(values.get(NS + "divisionCode", [""])),
        aliases=aliases,
        articles=len(articles),
        first=min(dates, default=""),
        last=max(dates, default=""),
    )


def _row(iri: str, value: dict[str, str], names: _Names) -> tuple[str, ...]:
    subject, target = value.get(RDF + "subject", ""), value.get(RDF + "object", "")
    article = value.get(PREFIXES["prov"] + "wasQuotedFrom", "")
    return (
        iri,
        names.labels.get(subject, ""),
        value.get(RDF + "predicate", "").removeprefix(NS),
        names.labels.get(target, ""),
        value.get(NS + "title", ""),
        value.get(NS + "modality", ""),
        value.get(DATE, ""),
        value.get(NS + "quote", ""),
        names.page(article),
        value.get(NS + "start", ""),
        value.get(NS + "end", ""),
        value.get(NS + "rule", ""),
        value.get(NS + "score", ""),
        subject,
        target,
    )


def _text(term: object) -> str:
    """Value of an IRI or a literal; of anything else what N-Quads writes."""
    return str(getattr(term, "value", term))
