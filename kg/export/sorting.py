"""Quads in one order, whatever the store's: sorted on disk when they are many.

Oxigraph gives quads in the order of its own hashes. One quad as a line of N-Quads sorts into groups of one subject, or,
with the graph in front, of one graph.
"""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse

CHUNK = 400_000
"""Lines sorted in memory at a time, about 100 MB; more are merged from temporary files."""
PARSED = 5_000
"""Lines parsed at a time."""


def quad_lines(quads: Iterable[Quad], *, chunk: int = CHUNK) -> Iterator[str]:
    """N-Quads lines, each once, sorted by subject, predicate, object, graph (code points)."""
    return _sorted((f"{quad} .\n" for quad in quads), chunk)


def triple_lines(quads: Iterable[Quad], *, chunk: int = CHUNK) -> Iterator[str]:
    """N-Triples lines of all graphs as one, each once, sorted by subject, predicate, object."""
    return _sorted((f"{quad.triple} .\n" for quad in quads), chunk)


def graph_rows(quads: Iterable[Quad], *, chunk: int = CHUNK) -> Iterator[tuple[str, str]]:
    """Graph and N-Triples line, each once, sorted by graph (the default graph, an empty name, first), then the line."""
    rows = (f"{_graph(quad)}\t{quad.triple} .\n" for quad in quads)
    for row in _sorted(rows, chunk):
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


def _sorted(lines: Iterable[str], chunk: int) -> Iterator[str]:
    """External merge sort without repeats. A line has one line end, at its end: N-Quads escapes those in literals."""
    iterator = iter(lines)
    with ExitStack() as files:
        runs: list[Iterable[str]] = []
        last: list[str] = []
        while run := sorted(islice(iterator, chunk)):
            if last:
                runs.append(_spilled(last, files))
            last = run
        for line, _ in groupby(heapq.merge(*runs, last) if runs else last):
            yield line


def _spilled(run: list[str], files: ExitStack) -> IO[str]:
    # newline="\n": a U+0085 or U+2028 in a literal is no line end, and \r is escaped.
    file: IO[str] = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
    file.writelines(run)
    file.seek(0)
    return file
