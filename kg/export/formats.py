"""The formats by name, and the one function that writes them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from pyoxigraph import Quad

from kg.errors import UnknownName
from kg.export.gexf import gexf
from kg.export.graphml import graphml
from kg.export.rdf import jsonld, nquads, rdfxml
from kg.export.svg import svg
from kg.export.tables import neo4j, sheets
from kg.export.turtle import trig, turtle
from kg.io import atomic_writer
from kg.model.network import Network


@dataclass(frozen=True, slots=True)
class Source:
    """What is written, each made when a format asks for it: quads for RDF, the network for graphs and tables."""

    quads: Callable[[], Iterable[Quad]]
    network: Callable[[], Network]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name of its file (or folder, if `folder`) in a build, and its writer."""

    file: str
    write: Callable[[Source, Path], None]
    folder: bool = False


def _rdf(file: str, writer: Callable[[Iterable[Quad], IO[bytes]], None]) -> Format:
    def write(source: Source, path: Path) -> None:
        with atomic_writer(path) as stream:
            writer(source.quads(), stream)

    return Format(file, write)


def _xml(file: str, writer: Callable[[Network], Iterable[str]]) -> Format:
    def write(source: Source, path: Path) -> None:
        with atomic_writer(path) as stream:
            stream.writelines(piece.encode() for piece in writer(source.network()))

    return Format(file, write)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": _rdf("graph.ttl", turtle),
        "nquads": _rdf("graph.nq", nquads),
        "trig": _rdf("graph.trig", trig),
        "jsonld": _rdf("graph.jsonld", jsonld),
        "rdfxml": _rdf("graph.rdf", rdfxml),
        "graphml": _xml("graph.graphml", graphml),
        "gexf": _xml("graph.gexf", gexf),
        "svg": _xml("graph.svg", svg),
        "csv": Format("csv", lambda source, path: sheets(source.quads, source.network(), path), folder=True),
        "neo4j": Format("neo4j", lambda source, path: neo4j(source.quads, source.network(), path), folder=True),
    }
)


def file_name(kind: str) -> str:
    """Usual name of the format's file or folder, `graph.ttl`.

    Raises:
        UnknownName: there is no such format.
    """
    return _format(kind).file


def write(kind: str, path: Path, *, source: Source) -> None:
    """Write `path` (a file; a folder for `csv` and `neo4j`) in a format. The same source gives the same bytes.

    Raises:
        UnknownName: there is no such format.
        DataError: the graph holds what the format cannot say.
    """
    _format(kind).write(source, path)


def _format(kind: str) -> Format:
    found = FORMATS.get(kind)
    if found is None:
        raise UnknownName(f"there is no format {kind!r}: choose one of {', '.join(FORMATS)}")
    return found
