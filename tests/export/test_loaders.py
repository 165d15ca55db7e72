"""What bulk loaders ask of the files, on the graph of the sample pages: N-Quads line by line, Neo4j's CSV headers.

The N-Quads grammar is written here from the W3C recommendation (RDF 1.1 N-Quads, section 4), without a library that
might share a mistake with the writer. The CSV rules are those of `neo4j-admin database import`.
"""

import csv
import re
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[2]

IRI = r'<[A-Za-z][A-Za-z0-9+.-]*:(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>'
STRING = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"'
LITERAL = rf"{STRING}(?:\^\^{IRI}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?"
LINE = re.compile(rf"{IRI} {IRI} (?:{IRI}|{LITERAL})(?: {IRI})? \.")

FIELD = re.compile(r"(?P<name>[A-Za-z_]*)(?::(?P<kind>ID|LABEL|START_ID|END_ID|TYPE|int|string\[\]))?")
LABEL = re.compile(r"[A-Z][A-Za-z]*")
TYPE = re.compile(r"[A-Z]+(?:_[A-Z]+)*")


@pytest.fixture(scope="module")
def train(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.build(ROOT / "examples" / "train", tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def neo4j(train: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """The rows of both files by header, read as the importer reads them: UTF-8 without a mark, quotes doubled."""
    folder = train.export("neo4j", tmp_path_factory.mktemp("neo4j"))
    found = {}
    for name in ("nodes", "relationships"):
        assert not (folder / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_each_line_of_nquads_is_a_quad_by_the_grammar(train: kg.Graph, tmp_path: Path) -> None:
    text = train.export("nquads", tmp_path / "graph.nq").read_text(encoding="utf-8")
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert len(lines) == len(set(lines)) == len(train)
    assert "_:" not in re.sub(STRING, "", text), "loaders rename blank nodes, and two loads would double them"


@pytest.mark.parametrize(
    "line", ['<http://a> <http://b> "c .', "<http://a> <b> <http://c> .", "<http://a> <http://b> ."]
)
def test_the_grammar_refuses_what_is_no_quad(line: str) -> None:
    assert not LINE.fullmatch(line)


@pytest.mark.parametrize(
    ("file", "wanted"), [("nodes", {"ID", "LABEL"}), ("relationships", {"START_ID", "END_ID", "TYPE"})]
)
def test_headers_are_the_importers(neo4j: dict[str, list[dict[str, str]]], file: str, wanted: set[str]) -> None:
    heads = [FIELD.fullmatch(column) for column in neo4j[file][0]]
    assert all(heads)
    kinds = [head["kind"] for head in heads if head is not None and head["kind"]]
    assert wanted <= set(kinds)
    assert all(kinds.count(kind) == 1 for kind in wanted)
    names = [head["name"] for head in heads if head is not None and head["name"]]
    assert len(names) == len(set(names))


def test_nodes_are_unique_typed_and_labelled(neo4j: dict[str, list[dict[str, str]]], train: kg.Graph) -> None:
    nodes = neo4j["nodes"]
    assert {node[":ID"] for node in nodes} == {entity.iri for entity in train.entities()}
    assert len({node[":ID"] for node in nodes}) == len(nodes)
    for node in nodes:
        assert node["name"]
        assert int(node["articles:int"]) >= 0
        labels = node[":LABEL"].split(";")
        assert labels[0] == "Entity"
        assert all(LABEL.fullmatch(label) for label in labels)
        assert tuple(filter(None, node["aliases:string[]"].split(";"))) == train.entity(node[":ID"]).aliases


def test_relationships_end_at_nodes(neo4j: dict[str, list[dict[str, str]]], train: kg.Graph) -> None:
    ids = {node[":ID"] for node in neo4j["nodes"]}
    relationships = neo4j["relationships"]
    assert len(relationships) == train.to_networkx().number_of_edges()
    assert len({row["id"] for row in relationships}) == len(relationships)
    for row in relationships:
        assert {row[":START_ID"], row[":END_ID"]} <= ids
        assert TYPE.fullmatch(row[":TYPE"])
        assert int(row["weight:int"]) >= 1
