"""Making graphs: from pages, from a folder, from one text."""

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg


def test_build_gives_what_the_command_gives(pages: Path, run: Callable[..., str], tmp_path: Path) -> None:
    run("build", str(pages), "-o", str(tmp_path / "command"))
    kg.build(pages, tmp_path / "library")
    for name in ("graph.ttl", "graph.graphml", "statements.jsonl", "annotations.jsonl", "report.json"):
        assert (tmp_path / "command" / name).read_bytes() == (tmp_path / "library" / name).read_bytes()


def test_open_reads_what_build_wrote(built: kg.Graph) -> None:
    assert built.folder is not None
    again = kg.open(built.folder)
    assert len(again) == len(built) > 100
    assert again.to_rdflib().isomorphic(built.to_rdflib())


def test_a_temporary_graph_takes_its_folder_along(pages: Path) -> None:
    graph = kg.build([pages / "liutang-2020-06-01.txt"])
    folder = graph.folder
    assert folder is not None
    assert (folder / "graph.ttl").is_file()
    person = graph.entity("柳塘县")
    del graph
    gc.collect()
    assert person.mentions  # what is still in use stays
    del person
    gc.collect()
    assert not folder.exists()


def test_a_failed_build_leaves_no_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(kg.errors.SourceMissing):
        kg.build(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_the_lexicon_reaches_the_build(pages: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "words.csv"
    lexicon.write_text(
        "surface,type,subtype,canonical\n青禾实业有限公司,ORG,company,松岭青禾实业有限公司\n", encoding="utf-8"
    )
    assert kg.build(pages, lexicon=lexicon).entity("青禾实业有限公司").name == "松岭青禾实业有限公司"


def test_judgements_reach_the_build(pages: Path, built: kg.Graph, tmp_path: Path) -> None:
    one, other = (entity.key for entity in built.entities(name="张鸣"))
    ledger = tmp_path / "ledger.tsv"
    ledger.write_text(f"same\t{one}\t{other}\n", encoding="utf-8")
    person = kg.build(pages, judgements=ledger).entity("张鸣")
    assert {role.title for role in person.roles} == {"县长", "总经理"}
    assert {mention.page for mention in person.mentions} == {"songling-2020-05-12", "liutang-2020-06-01"}


def test_a_judgement_on_one_page_moves_that_pages_mentions(pages: Path, built: kg.Graph, tmp_path: Path) -> None:
    key = built.entity("松岭县").key
    ledger = tmp_path / "ledger.tsv"
    ledger.write_text(f"different\t{key}\t{key}|songling-2020-05-12\n", encoding="utf-8")
    graph = kg.build(pages, judgements=ledger)
    kept, moved = sorted(graph.entities(name="松岭县"), key=lambda entity: len(entity.key))
    assert {mention.page for mention in kept.mentions} == {"songling-2019-05-11"}
    assert {mention.page for mention in moved.mentions} == {"songling-2020-05-12"}


def test_progress_is_told(pages: Path) -> None:
    told: list[tuple[str, int]] = []
    kg.build(pages, progress=lambda step, items: told.append((step, items)))
    assert sum(items for step, items in told if step == "read") == 3


def test_open_of_no_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(kg.errors.StoreError, match="run kg build"):
        kg.open(tmp_path)


def test_annotate_reads_a_text() -> None:
    page = kg.annotate("青禾实业有限公司落户松岭工业园。", date="2020-05-11")
    assert [(m.text, m.type) for m in page.mentions] == [("青禾实业有限公司", "ORG"), ("松岭工业园", "PLACE")]
    (statement,) = page.statements
    assert (statement.predicate, statement.date) == ("inPark", "2020-05-11")
    assert page.text[statement.start : statement.end] == statement.quote
    assert statement.subject == page.mentions[0].entity
    assert [relation.other.name for relation in page.entities[0].relations] == ["松岭工业园"]


def test_annotate_agrees_with_the_command(pages: Path, run: Callable[..., str]) -> None:
    file = pages / "songling-2019-05-11.txt"
    printed = run("annotate", str(file))
    wanted = json.loads(printed)
    page = kg.annotate(file)
    assert page.date == "2019-05-11"
    assert [(m.start, m.end, m.rule) for m in page.mentions] == [
        (m["start"], m["end"], m["rule"]) for m in wanted["mentions"]
    ]
    assert sorted((s.predicate, s.start, s.end) for s in page.statements) == sorted(
        (r["predicate"], *r["evidence"]) for r in wanted["relations"]
    )


@pytest.mark.parametrize("text", ["", " \n"])
def test_annotate_refuses_an_empty_text(text: str) -> None:
    with pytest.raises(kg.errors.PageError, match="no text"):
        kg.annotate(text)


def test_annotate_tells_a_file_name_from_a_text(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(kg.errors.UsageError, match="pathlib"):
        kg.annotate(str(pages / "liutang-2020-06-01.txt"))
    with pytest.raises(kg.errors.SourceMissing):
        kg.annotate(tmp_path / "nothing.txt")
    with pytest.raises(kg.errors.PageError, match="3 pages"):
        kg.annotate(pages)
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(kg.errors.PageError, match="no text"):
        kg.annotate(tmp_path / "empty.txt")
