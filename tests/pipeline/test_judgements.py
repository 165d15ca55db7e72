"""Judgements in the whole build: they merge and split entities, survive new pages, and cost no extraction."""

import json
import sqlite3
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.config import BuildSettings, Settings
from kg.errors import DataError, SourceMissing
from kg.graph import Store, find_entities, validate
from kg.model import entity_iri
from kg.pipeline import Report, build, kept_pages

BYTES_MUST_AGREE = ("graph.ttl", "graph.graphml", "statements.jsonl", "annotations.jsonl", "report.json")
PAGES = {
    "qinglan-2021-05-13": """青岚市远澜纺织有限公司开工投产

本报讯 5月12日，青岚市远澜纺织有限公司举行投产仪式。青岚市水利局局长何志远出席仪式并讲话。
""",
    "qinglan-2021-06-02": """远澜集团捐资助学

本报讯 6月1日，青岚市远澜集团联合青岚市总工会开展“金秋圆梦”助学行动。
""",
}
NEWS = """青岚市召开防汛会议

本报讯 7月2日，青岚市水利局召开防汛会议，青岚市远澜集团参加会议。青岚市水利局局长顾平主持会议。
"""
FIRM, GROUP = "ORG|青岚市远澜纺织有限公司|青岚市|", "ORG|青岚市远澜集团|青岚市|"
BUREAU = "ORG|青岚市水利局|青岚市|"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def judge(pages: Path, *rows: tuple[str, str, str]) -> None:
    (pages / "judgements.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def names(out: Path, key: str) -> set[str]:
    """Label and other names of the entity that the key's IRI leads to."""
    store = Store.open(out / "store")
    (iri,) = find_entities(store, entity_iri(key))
    rows = store.select(f"SELECT ?name WHERE {{ <{iri}> rdfs:label|skos:altLabel ?name }}")
    return {row[0].value for row in rows}


def has(out: Path, key: str) -> bool:
    return f'kg:key "{key}"' in (out / "graph.ttl").read_text(encoding="utf-8")


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in BYTES_MUST_AGREE}


def problems(report: Report, kind: str) -> list[str]:
    return [problem.message for problem in report.problems if problem.kind == kind]


def test_a_merge_survives_new_pages_and_can_be_split_again(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([pages], out, Settings())
    assert has(out, FIRM)
    assert has(out, GROUP)
    filled = tmp_path / "answers.tsv"
    filled.write_text(f"same\t{GROUP}\t{FIRM}\n", encoding="utf-8")
    assert run(["review", str(out), "--from", str(filled)]) == 0
    build([pages], out, Settings())
    assert has(out, FIRM)
    assert not has(out, GROUP)
    assert names(out, FIRM) >= {"青岚市远澜纺织有限公司", "青岚市远澜集团"}

    (pages / "qinglan-2021-07-03.txt").write_text(NEWS, encoding="utf-8")
    report = build([pages], out, Settings())
    assert not has(out, GROUP)
    assert (report.judgements["same"], report.judgements["merged_away"], report.judgements["unused"]) == (1, 1, 0)
    statements = [json.loads(line) for line in (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {s["subject_name"] for s in statements if s["evidence"][0]["page"] == "qinglan-2021-07-03"}
    assert "青岚市远澜纺织有限公司" in told, "a new page's own key must lead to the judged entity"

    filled.write_text(f"different\t{FIRM}\t{GROUP}\n", encoding="utf-8")
    assert run(["review", str(out), "--from", str(filled)]) == 0
    build([pages], out, Settings())
    assert has(out, FIRM)
    assert has(out, GROUP)
    assert "青岚市远澜集团" not in names(out, FIRM)


def test_the_old_iri_leads_to_the_new_entity(pages: Path, tmp_path: Path) -> None:
    judge(pages, ("same", FIRM, GROUP))
    build([pages], tmp_path, Settings())
    assert find_entities(Store.open(tmp_path / "store"), entity_iri(GROUP)) == (entity_iri(FIRM),)


def test_a_page_is_taken_off_an_entity_and_put_to_another(pages: Path, tmp_path: Path) -> None:
    here = f"{BUREAU}|qinglan-2021-07-03"
    (pages / "qinglan-2021-07-03.txt").write_text(NEWS, encoding="utf-8")
    judge(pages, ("different", BUREAU, here))
    build([pages], tmp_path / "split", Settings())
    assert has(tmp_path / "split", BUREAU)
    assert has(tmp_path / "split", here)
    leaders = {
        row[0].value
        for row in Store.open(tmp_path / "split" / "store").select(
            f"SELECT ?name WHERE {{ ?person kg:leads <{entity_iri(here)}> ; rdfs:label ?name }}"
        )
    }
    assert leaders == {"顾平"}
    judge(pages, ("different", BUREAU, here), ("same", here, "ORG|青岚市总工会|青岚市|"))
    build([pages], tmp_path / "moved", Settings())
    assert not has(tmp_path / "moved", here)
    assert "青岚市水利局" in names(tmp_path / "moved", "ORG|青岚市总工会|青岚市|")
    judge(pages, ("same", BUREAU, here))
    build([pages], tmp_path / "whole", Settings())
    assert not has(tmp_path / "whole", here)


def test_incremental_builds_with_a_changing_ledger_equal_full_ones(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ledgers = [
        (),
        (("same", FIRM, GROUP),),
        (("same", FIRM, GROUP), ("different", BUREAU, f"{BUREAU}|qinglan-2021-05-13")),
        (("different", FIRM, GROUP),),
    ]
    for turn, rows in enumerate(ledgers):
        judge(pages, *rows)
        build([pages], out, Settings())
        build([pages], tmp_path / f"full{turn}", Settings(build=BuildSettings(workers=2)))
        assert outputs(out) == outputs(tmp_path / f"full{turn}")
    assert len({outputs(tmp_path / f"full{turn}")["graph.ttl"] for turn in range(4)}) == 3


def test_a_new_judgement_extracts_no_page_again(pages: Path, tmp_path: Path) -> None:
    build([pages], tmp_path, Settings())
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute("UPDATE result SET record = replace(record, '何志远', '何志近')")  # extraction would undo it
    state.close()
    judge(pages, ("same", FIRM, GROUP))
    build([pages], tmp_path, Settings())
    assert "何志近" in (tmp_path / "annotations.jsonl").read_text(encoding="utf-8")
    assert not has(tmp_path, GROUP)


def test_a_judged_graph_is_valid(pages: Path, tmp_path: Path) -> None:
    (pages / "qinglan-2021-07-03.txt").write_text(NEWS, encoding="utf-8")
    partner = "ORG|青岚市总工会|青岚市|"  # a statement joins it with the group, and so with itself once judged
    judge(
        pages,
        ("same", FIRM, GROUP),
        ("same", partner, GROUP),
        ("different", BUREAU, f"{BUREAU}|qinglan-2021-07-03"),
    )
    build([pages], tmp_path / "out", Settings())
    report = validate(Store.open(tmp_path / "out" / "store"), pages=kept_pages(tmp_path / "out" / "state.sqlite"))
    assert report.conforms, report.problems


def test_contradictions_are_reported_or_stop_a_strict_build(pages: Path, tmp_path: Path) -> None:
    union = "ORG|青岚市总工会|青岚市|"
    judge(pages, ("same", FIRM, GROUP), ("same", GROUP, union), ("different", FIRM, union))
    report = build([pages], tmp_path / "out", Settings())
    (message,) = problems(report, "contradiction")
    assert "lines 1, 2, 3 contradict" in message
    store = Store.open(tmp_path / "out" / "store")
    assert find_entities(store, entity_iri(FIRM)) != find_entities(store, entity_iri(union))
    with pytest.raises(DataError, match=r"judgements\.tsv:\d.*contradict"):
        build([pages], tmp_path / "strict", Settings(build=BuildSettings(strict=True)))


def test_a_judgement_on_nothing_is_reported(pages: Path, tmp_path: Path) -> None:
    judge(pages, ("same", "PER|谁也不是|青岚市|", "PER|何志远|青岚市|青岚市水利局"))
    (message,) = problems(build([pages], tmp_path / "out", Settings()), "judgement")
    assert "谁也不是" in message


def test_a_ledger_may_lie_elsewhere(pages: Path, tmp_path: Path) -> None:
    judge(pages, ("same", FIRM, GROUP))
    elsewhere = tmp_path / "team.tsv"
    (pages / "judgements.tsv").rename(elsewhere)
    files = sorted(pages.glob("*.txt"))
    build(files, tmp_path / "out", Settings(), ledger=elsewhere)
    assert not has(tmp_path / "out", GROUP)
    with pytest.raises(SourceMissing, match=r"nowhere\.tsv"):
        build(files, tmp_path / "out", Settings(), ledger=tmp_path / "nowhere.tsv")


def test_a_broken_ledger_stops_the_build(pages: Path, tmp_path: Path) -> None:
    judge(pages, ("same", FIRM, "ORG|"))
    with pytest.raises(DataError, match=r"judgements\.tsv line 1"):
        build([pages], tmp_path / "out", Settings())


CHIEFS = {
    "qinglan-2021-05-13": "青岚市水利局召开会议\n\n本报讯 青岚市水利局局长何志远主持会议并讲话。\n",
    "qinglan-2021-05-13-b": "青岚市召开防汛会议\n\n本报讯 青岚市水利局局长顾平主持会议并讲话。\n",
    "qinglan-2021-08-01": "青岚市召开节水会议\n\n本报讯 青岚市水利局局长蒋文涛主持会议并讲话。\n",
}


def chiefs(tmp_path: Path, *rows: tuple[str, str, str]) -> Report:
    folder = tmp_path / "chiefs"
    folder.mkdir(exist_ok=True)
    for name, text in CHIEFS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    judge(folder, *rows)
    return build([folder], tmp_path / "out", Settings())


def test_two_chiefs_of_one_post_at_one_time_are_a_conflict_with_both_pages(tmp_path: Path) -> None:
    report = chiefs(tmp_path)
    (conflict,) = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["conflicts"]
    assert (conflict["body"], conflict["post"]) == ("青岚市水利局", "局长")
    told = {(p["name"], q["page"], q["quote"]) for p in conflict["persons"] for q in p["quotes"]}
    assert told == {
        ("何志远", "qinglan-2021-05-13", "青岚市水利局局长何志远"),
        ("顾平", "qinglan-2021-05-13-b", "青岚市水利局局长顾平"),
    }
    (message,) = problems(report, "conflict")
    assert "蒋文涛" not in message, "who came later is a successor"


def test_persons_judged_to_be_one_are_no_conflict(tmp_path: Path) -> None:
    one, other = "PER|何志远|青岚市|青岚市水利局", "PER|顾平|青岚市|青岚市水利局"
    assert not chiefs(tmp_path, ("same", one, other)).conflicts
