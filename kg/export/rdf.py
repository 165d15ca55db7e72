"""N-Quads, JSON-LD and RDF/XML: the same bytes for the same quads, sorted, grouped by subject, as streams.

RDF/XML has no named graphs: all graphs are written as one. Our graphs hold no blank nodes.
"""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import DataError
from kg.export.sorting import graph_rows, parsed, quad_lines, triple_lines
from kg.export.turtle import compact
from kg.export.xmltext import DECLARATION, NOT_XML
from kg.schema import PREFIXES

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
NAME_AT_END = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")

Term = NamedNode | BlankNode | Literal | Triple


def nquads(quads: Iterable[Quad], stream: IO[bytes]) -> None:
    """N-Quads in canonical lines, sorted: fit for diff."""
    stream.writelines(line.encode() for line in quad_lines(quads))


def jsonld(quads: Iterable[Quad], stream: IO[bytes]) -> None:
    """JSON-LD with prefixes as its context; one line a subject, nested in its named graph if it has one."""
    stream.write(b'{"@context": ' + _json(dict(PREFIXES)) + b',\n "@graph": [')
    separator = b"\n  "
    for name, rows in groupby(graph_rows(quads), key=lambda row: row[0]):
        nested = name != ""
        if nested:
            stream.write(separator + b'{"@id": ' + _json(_compact(name[1:-1])) + b', "@graph": [')
            separator = b"\n    "
        for _, group in groupby(parsed(line for _, line in rows), key=lambda triple: triple.subject):
            stream.write(separator + _json(_object(list(group))))
            separator = b",\n    " if nested else b",\n  "
        if nested:
            stream.write(b"\n  ]}")
            separator = b",\n  "
    stream.write(b"\n]}\n")


def rdfxml(quads: Iterable[Quad], stream: IO[bytes]) -> None:
    """RDF/XML. What XML cannot hold (control characters in a literal) is left out: the only loss of any format.

    Raises:
        DataError: a predicate does not end in a name, so RDF/XML has no way to write it.
    """
    head = "".join(f'\n         xmlns:{prefix}="{_escaped(iri)}"' for prefix, iri in PREFIXES.items())
    stream.write(f"{DECLARATION}<rdf:RDF{head}>\n".encode())
    for subject, group in groupby(parsed(triple_lines(quads)), key=lambda triple: triple.subject):
        lines = "".join(_property(triple) for triple in group)
        stream.write(f'  <rdf:Description rdf:about="{_iri(subject)}">\n{lines}  </rdf:Description>\n'.encode())
    stream.write(b"</rdf:RDF>\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _compact(iri: str) -> str:
    """IRI with a prefix where one fits."""
    short = compact(f"<{iri}>")
    return iri if short.startswith("<") else short


def _object(group: list[Triple]) -> Mapping[str, Any]:
    node: dict[str, Any] = {"@id": _compact(_iri_of(group[0].subject))}
    for predicate, members in groupby(group, key=lambda triple: triple.predicate):
        is_type = predicate.value == RDF + "type"
        values = [_compact(_iri_of(triple.object)) if is_type else _value(triple.object) for triple in members]
        node["@type" if is_type else _compact(predicate.value)] = values[0] if len(values) == 1 else values
    return node


def _value(term: Term) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _compact(_iri_of(term))}
    if term.language is not None:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD_STRING:
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype.value)}


def _property(triple: Triple) -> str:
    namespace, name = _split(triple.predicate.value)
    prefix = next((prefix for prefix, iri in PREFIXES.items() if iri == namespace), None)
    tag, declared = (f"{prefix}:{name}", "") if prefix else (f"n:{name}", f' xmlns:n="{_escaped(namespace)}"')
    value = triple.object
    if not isinstance(value, Literal):
        return f'    <{tag}{declared} rdf:resource="{_iri(value)}"/>\n'
    if value.language is not None:
        declared += f' xml:lang="{value.language}"'
    elif value.datatype.value != XSD_STRING:
        declared += f' rdf:datatype="{_escaped(value.datatype.value)}"'
    return f"    <{tag}{declared}>{_escaped(NOT_XML.sub('', value.value))}</{tag}>\n"


def _split(iri: str) -> tuple[str, str]:
    match = NAME_AT_END.search(iri)
    if match is None or match.start() == 0:
        raise DataError(f"predicate <{iri}> does not end in a name: RDF/XML cannot write it, choose another format")
    return iri[: match.start()], match[0]


def _iri_of(term: Term) -> str:
    """IRI of a term that is no literal.

    Raises:
        DataError: it is a blank node or a triple, which our graphs do not hold.
    """
    if isinstance(term, NamedNode):
        return term.value
    raise DataError(f"the graph holds {term}, not an IRI: only Turtle, TriG and N-Quads can write it")


def _iri(term: Term) -> str:
    return _escaped(_iri_of(term))


def _escaped(text: str) -> str:
    """Escaped for XML content and attributes; a carriage return as a reference, else readers make it a line feed."""
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(raw, safe)
    return text
