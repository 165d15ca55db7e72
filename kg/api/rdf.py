"""Oxigraph's triples as an rdflib graph."""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from kg.schema import PREFIXES

_STRING = PREFIXES["xsd"] + "string"


def as_rdflib(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    """The triples (of quads, those of all graphs as one) with the vocabulary's prefixes bound.

    Literals keep their spelling: rdflib would else write an `xsd:gYearMonth` as a day.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    known: dict[ox.NamedNode, rdflib.URIRef] = {}
    for triple in triples:
        graph.add((_node(triple.subject, known), _node(triple.predicate, known), _node(triple.object, known)))
    return graph


def _node(term: object, known: dict[ox.NamedNode, rdflib.URIRef]) -> Node:
    if isinstance(term, ox.NamedNode):
        found = known.get(term)
        if found is None:
            found = known[term] = rdflib.URIRef(term.value)
        return found
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        kind = term.datatype.value
        if kind == _STRING:
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(kind), normalize=False)
    assert isinstance(term, ox.BlankNode)  # our graphs hold none; a CONSTRUCT may make some
    return rdflib.BNode(term.value)
