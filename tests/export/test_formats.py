"""The dispatcher: names, laziness, whole files or none, the same bytes, memory that does not grow with the edges."""

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from kg.errors import DataError, UnknownName
from kg.export import FORMATS, Source, file_name, write
from kg.export.gexf import gexf
from kg.export.graphml import graphml
from kg.model.network import Network
from tests.export.graph_samples import edge, large, node, quads, small

RDF = ("turtle", "nquads", "trig", "jsonld", "rdfxml")


def never() -> NoReturn:
    raise AssertionError("this format does not need it")


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_names() -> None:
    assert set(FORMATS) == {*RDF, "graphml", "gexf", "svg", "csv", "neo4j"}
    assert file_name("turtle") == "graph.ttl"
    assert len({form.file for form in FORMATS.values()}) == len(FORMATS)


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"'xlsx'.*turtle, nquads.*neo4j"):
        write("xlsx", tmp_path / "x", source=Source(quads=never, network=never))
    with pytest.raises(UnknownName):
        file_name("xlsx")


@pytest.mark.parametrize("kind", FORMATS)
def test_only_what_is_needed_is_made(kind: str, tmp_path: Path) -> None:
    tables = kind in ("csv", "neo4j")
    source = Source(
        quads=quads if kind in RDF or tables else never,
        network=never if kind in RDF else small,
    )
    write(kind, tmp_path / "out", source=source)
    assert all(contents(tmp_path / "out").values())
    assert (tmp_path / "out").is_dir() == FORMATS[kind].folder


@pytest.mark.parametrize("kind", FORMATS)
def test_twice_the_same_bytes(kind: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(kind, tmp_path / name / "out", source=Source(quads=quads, network=lambda: large(50, 90)))
    assert contents(tmp_path / "one" / "out") == contents(tmp_path / "two" / "out")


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    goal = tmp_path / "graph.graphml"
    goal.write_text("old")
    one = node(0)
    twice = Network((one,), (edge(1, one, one), edge(1, one, one)))
    with pytest.raises(DataError):
        write("graphml", goal, source=Source(quads=never, network=lambda: twice))
    assert goal.read_text() == "old"
    assert list(tmp_path.iterdir()) == [goal]


class Many:
    """A network of few nodes and any number of edges, which exist one at a time."""

    def __init__(self, edges: int) -> None:
        self.nodes = small().nodes
        self.edges = _Edges(edges)


class _Edges:
    def __init__(self, number: int) -> None:
        self.number = number

    def __iter__(self) -> Iterator[object]:
        a, b = small().nodes[:2]
        return (edge(i, a, b) for i in range(self.number))


@pytest.mark.parametrize("writer", [graphml, gexf])
def test_memory_does_not_grow_with_the_edges(writer: Callable[[object], Iterable[str]]) -> None:
    def peak(edges: int) -> int:
        tracemalloc.start()
        total = sum(len(piece) for piece in writer(Many(edges)))
        assert total > edges * 200
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(10)  # what is loaded once
    assert peak(20_000) < peak(1_000) + 200_000
