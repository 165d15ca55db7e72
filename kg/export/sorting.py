"""Quads in one order, whatever the store's: sorted on disk when they are many.

Oxigraph gives quads in the order of its own hashes. One quad as a line of N-Quads sorts into groups of one subject, or,
with the graph in front, of one graph.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.io.sorting import CHUNK, sorted_lines

PARSED = 5_000
"""Lines parsed at a time."""


def quad_lines(quads: Iterable[Quad], *, chunk: int = CHUNK) -> Iterator[str]:
    """N-Quads lines, each once, sorted by subject, predicate, object, graph (code points)."""
    return sorted_lines((f"{quad} .\n" for quad in quads), chunk=chunk)


def triple_lines(quads: Iterable[Quad], *, chunk: int = CHUNK) -> Iterator[str]:
    """N-Triples lines of all graphs as one, each once, sorted by subject, predicate, object."""
    return sorted_lines((f"{quad.triple} .\n" for quad in quads), chunk=chunk)


def graph_rows(quads: Iterable[Quad], *, chunk: int = CHUNK) -> Iterator[tuple[str, str]]:
    """Graph and N-Triples line, each once, sorted by graph (the default graph, an empty name, first), then the line."""
    rows = (f"{_graph(quad)}\t{quad.triple} .\n" for quad in quads)
    for row in sorted_lines(rows, chunk=chunk):
        # A literal's own tab is escaped, so the first tab ends the graph.
        graph, _, line = row.partition("\t")
        yield graph, line


def parsed(lines: Iterable[str]) -> Iterator[Triple]:
    """N-Triples lines as triples, as a stream."""
    iterator = iter(lines)
    while part := "".join(islice(iterator, PARSED)):
        for quad in parse(part, RdfFormat.N_TRIPLES):
            yield quad.triple


def _graph(quad: Quad) -> str:
    name = str(quad.graph_name)
    return "" if name == "DEFAULT" else name
