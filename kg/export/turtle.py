"""Turtle and TriG from sorted lines: grouped by subject, with prefixes, the same bytes for the same quads.

Oxigraph's serialiser writes prefixes in the order of a hash table that is seeded anew in each process; these writers
take the vocabulary's order. A literal is taken over as N-Quads escapes it, which is valid Turtle.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import IO

from pyoxigraph import Quad

from kg.export.sorting import graph_rows, triple_lines
from kg.schema import PREFIXES

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "^^<http://www.w3.org/2001/XMLSchema#"
LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
BARE = {
    f"{XSD}integer>": re.compile(r'"([+-]?[0-9]+)"\Z'),
    f"{XSD}decimal>": re.compile(r'"([+-]?[0-9]*\.[0-9]+)"\Z'),
}
"""Numbers that Turtle writes without quotes, by datatype."""


def turtle(quads: Iterable[Quad], stream: IO[bytes]) -> None:
    """All graphs as one, in Turtle."""
    stream.write(_header())
    stream.writelines(piece.encode() for piece in _subjects(triple_lines(quads), ""))


def trig(quads: Iterable[Quad], stream: IO[bytes]) -> None:
    """TriG: the default graph first, then each named graph."""
    stream.write(_header())
    for name, rows in groupby(graph_rows(quads), key=lambda row: row[0]):
        lines = (line for _, line in rows)
        if not name:
            stream.writelines(piece.encode() for piece in _subjects(lines, ""))
            continue
        stream.write(f"\n{compact(name)} {{\n".encode())
        stream.writelines(piece.encode() for piece in _subjects(lines, "    "))
        stream.write(b"}\n")


@lru_cache(maxsize=4096)
def compact(term: str) -> str:
    """An IRI in angle brackets with a prefix, where one fits; else as it is."""
    iri = term[1:-1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and LOCAL_NAME.match(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return term


def _header() -> bytes:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()).encode()


def _subjects(lines: Iterable[str], indent: str) -> Iterator[str]:
    """One piece a subject, from sorted N-Triples lines."""
    rows = (line[:-3].split(" ", 2) for line in lines)
    for subject, group in groupby(rows, key=_at(0)):
        parts = []
        for predicate, members in groupby(group, key=_at(1)):
            verb = "a" if predicate == RDF_TYPE else compact(predicate)
            separator = f",\n{indent}        "
            parts.append(f"{verb} {separator.join(_object(row[2]) for row in members)}")
        # The type comes first, as people expect it.
        parts.sort(key=lambda part: not part.startswith("a "))
        yield f"\n{indent}{compact(subject)} " + f" ;\n{indent}    ".join(parts) + " .\n"


def _at(place: int) -> Callable[[list[str]], str]:
    return lambda row: row[place]


def _object(term: str) -> str:
    if term.startswith("<"):
        return compact(term)
    if not term.endswith(">"):
        return term
    value, _, datatype = term.rpartition("^^")
    bare = BARE.get(f"^^{datatype}")
    number = bare.match(value) if bare else None
    return number[1] if number else f"{value}^^{compact(datatype)}"
