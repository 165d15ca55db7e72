"""Tables: entities, relations and statements for spreadsheets; nodes and relationships for Neo4j's importer."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad

from kg.export.records import COLUMNS, entities, statements
from kg.export.style import checked_edges, short_label
from kg.export.xmltext import clean, joined
from kg.io import atomic_writer
from kg.model import EntityType
from kg.model.network import Edge, Network, Node
from kg.schema import class_name, subtypes

BOM = b"\xef\xbb\xbf"
FORMULA = ("=", "+", "-", "@")
NODE_HEADER = (
    *(":ID", "name", "label", "type", "subtype", "area", "code"),
    *("aliases:string[]", "articles:int", "first", "last", ":LABEL"),
)
RELATION_HEADER = (
    *(":START_ID", ":END_ID", "id", "predicate", "label"),
    *("weight:int", "first", "last", "title", "quote", "page", ":TYPE"),
)
CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")

Row = Sequence[str]


def sheets(quads: Callable[[], Iterable[Quad]], network: Network, folder: Path) -> None:
    """`entities.csv`, `relations.csv` and `statements.csv`, each with a byte-order mark so that Excel reads UTF-8.

    A cell that begins with =, +, - or @ gets an apostrophe in front, for a spreadsheet would run it as a formula.
    """
    names = {node.id: node.name for node in network.nodes}
    _write(folder / "entities.csv", _safe(_entities(entities(quads))), mark=BOM)
    _write(folder / "relations.csv", _safe(_relations(network, names)), mark=BOM)
    _write(folder / "statements.csv", _safe(chain([COLUMNS], statements(quads))), mark=BOM)


def neo4j(quads: Callable[[], Iterable[Quad]], network: Network, folder: Path) -> None:
    """`nodes.csv` and `relationships.csv` for `neo4j-admin database import`; lists are parted by `;`.

    A node's labels are `Entity` and the classes of its type and subtype; a relation's type is its term in capitals
    (IN_PARK).
    """
    _write(folder / "nodes.csv", _nodes(entities(quads)))
    _write(folder / "relationships.csv", _relationships(network))


def _entities(nodes: Iterable[Node]) -> Iterator[Row]:
    yield ["id", "name", "label", "type", "subtype", "area", "code", "aliases", "articles", "first", "last"]
    for node in nodes:
        values = (node.name, short_label(node), node.type, node.subtype, node.area, node.code, joined(node.aliases))
        yield (node.id, *values, str(node.articles), node.first, node.last)


def _relations(network: Network, names: dict[str, str]) -> Iterator[Row]:
    head = "id,subject,predicate,label,object,weight,first,last,title,quote,page,subject_id,object_id"
    yield head.split(",")
    for edge in checked_edges(network):
        said = (names[edge.source], edge.predicate, edge.label, names[edge.target])
        yield (edge.id, *said, *_details(edge), edge.source, edge.target)


def _details(edge: Edge) -> tuple[str, ...]:
    return str(max(edge.weight, 1)), edge.first, edge.last, edge.title, edge.quote, edge.page


def _nodes(nodes: Iterable[Node]) -> Iterator[Row]:
    yield NODE_HEADER
    for node in nodes:
        # The list's separator inside a name would cut the name in two.
        aliases = ";".join(alias.replace(";", "；") for alias in node.aliases)
        values = (node.name, short_label(node), node.type, node.subtype, node.area, node.code, aliases)
        yield (node.id, *values, str(node.articles), node.first, node.last, ";".join(_labels(node)))


def _labels(node: Node) -> list[str]:
    if node.type not in {kind.value for kind in EntityType}:
        return ["Entity"]
    kind = EntityType(node.type)
    classes = [class_name(kind)]
    if node.subtype in subtypes(kind):
        classes.append(class_name(kind, node.subtype))
    return ["Entity", *dict.fromkeys(classes)]


def _relationships(network: Network) -> Iterator[Row]:
    yield RELATION_HEADER
    for edge in checked_edges(network):
        kind = CAPITAL.sub("_", edge.predicate).upper()
        yield (edge.source, edge.target, edge.id, edge.predicate, edge.label, *_details(edge), kind)


def _safe(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield [f"'{cell}" if clean(cell).lstrip().startswith(FORMULA) else cell for cell in row]


def _write(path: Path, rows: Iterable[Row], *, mark: bytes = b"") -> None:
    with atomic_writer(path) as stream:
        stream.write(mark)
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        csv.writer(text).writerows([clean(cell) for cell in row] for row in rows)
        text.flush()
        # The stream belongs to the atomic writer, which still has to sync it.
        text.detach()
