"""Tables: what Excel and Neo4j's importer read."""

import csv
from pathlib import Path

import pytest

from kg.export import Source, write
from kg.model.network import Network
from tests.export.graph_samples import edge, node, quads, small


def rows(path: Path, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.reader(stream))


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    write("csv", tmp_path / "csv", source=Source(quads=quads, network=small))
    return tmp_path / "csv"


@pytest.mark.parametrize("name", ["entities", "relations", "statements"])
def test_a_sheet_begins_with_one_mark_that_tells_excel_utf8(sheets: Path, name: str) -> None:
    raw = (sheets / f"{name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert len({len(row) for row in rows(sheets / f"{name}.csv", "utf-8-sig")}) == 1


def test_entities_come_from_the_graph(sheets: Path) -> None:
    head, first, second = rows(sheets / "entities.csv", "utf-8-sig")
    one = dict(zip(head, first, strict=True))
    assert one["name"] == "青禾实业有限公司"
    assert (one["type"], one["subtype"]) == ("ORG", "company")
    assert (one["articles"], one["first"], one["last"]) == ("1", "2019-05", "2019-05")
    assert dict(zip(head, second, strict=True))["name"] == "松岭工业园"


def test_statements_have_names_quote_and_page(sheets: Path) -> None:
    head, said = rows(sheets / "statements.csv", "utf-8-sig")
    row = dict(zip(head, said, strict=True))
    assert (row["subject"], row["predicate"], row["object"]) == ("青禾实业有限公司", "inPark", "松岭工业园")
    assert (row["quote"], row["page"]) == ("青禾实业落户松岭工业园", "yunxi-2019-05")
    assert (row["start"], row["end"], row["score"], row["modality"]) == ("12", "23", "0.85", "fact")
    assert row["title"] == ""


def test_relations_name_both_ends(sheets: Path) -> None:
    head, *found = rows(sheets / "relations.csv", "utf-8-sig")
    names = {item.id: item.name for item in small().nodes}
    for row, wanted in zip(found, small().edges, strict=True):
        values = dict(zip(head, row, strict=True))
        assert (values["subject"], values["object"]) == (names[wanted.source], names[wanted.target])
        assert int(values["weight"]) >= 1


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@cmd", "\t=1", "\x01=1"])
def test_no_cell_runs_as_a_formula(tmp_path: Path, text: str) -> None:
    one = node(0)
    network = Network((one,), (edge(1, one, one, title=text, quote=text),))
    write("csv", tmp_path, source=Source(quads=quads, network=lambda: network))
    for name in ("entities", "relations", "statements"):
        for row in rows(tmp_path / f"{name}.csv", "utf-8-sig"):
            assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]
    assert "'=青禾" in (tmp_path / "entities.csv").read_text(encoding="utf-8-sig")


def test_neo4j_headers_labels_and_lists(tmp_path: Path) -> None:
    write("neo4j", tmp_path, source=Source(quads=quads, network=small))
    head, *found = rows(tmp_path / "nodes.csv", "utf-8")
    assert (head[0], head[1], head[-1]) == (":ID", "name", ":LABEL")
    assert found[0][-1] == "Entity;Organization;Company"
    assert found[1][-1] == "Entity;Place"
    head, *found = rows(tmp_path / "relationships.csv", "utf-8")
    assert (head[0], head[1], head[-1]) == (":START_ID", ":END_ID", ":TYPE")
    assert {row[-1] for row in found} == {"LEADS", "SUPPORTS", "VISITED", "IN_PARK", "ORGANIZES"}
    assert all(len(row) == len(head) for row in found)
