"""The main job, whole: invented pages in; store, Turtle, GraphML, statements and report out."""

import json
import random
import sqlite3
from pathlib import Path

import pytest
import rdflib

from kg.config import BuildSettings, Settings
from kg.errors import PageError, SourceMissing, StoreError
from kg.graph import Store
from kg.pipeline import build
from kg.pipeline.state import State
from kg.query import ask

BYTES_MUST_AGREE = ("graph.ttl", "graph.graphml", "statements.jsonl", "annotations.jsonl", "report.json")
PAGES = {
    "qinglan-2021-05-13": """青岚市水利局召开防汛会议

本报讯 5月12日，青岚市水利局召开防汛工作会议。青岚市水利局局长何志远主持会议并讲话，
副局长周敏、蒋文涛参加会议。（林晓东）

柳塘镇：企业落户添活力

本报讯 日前，位于柳塘工业集中区的青岚远澜纺织有限公司开工投产。柳塘镇党委书记许建波走访了该公司。
（林晓东 孟佳）
""",
    "qinglan-2021-06-02": """云溪区开展“清水护河”行动

本报讯 6月1日，云溪区水务局联合云溪区总工会开展“清水护河”行动。
云溪区水务局局长罗成介绍，200多名志愿者参加了活动。（孟佳）
""",
}


def write_pages(folder: Path, pages: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    build([write_pages(root / "pages", PAGES)], root / "out", Settings())
    return root


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in BYTES_MUST_AGREE}


def test_every_quote_stands_on_its_page(built: Path) -> None:
    lines = (built / "out" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 5
    for line in lines:
        statement = json.loads(line)
        assert statement["evidence"]
        for evidence in statement["evidence"]:
            page = PAGES[evidence["page"]]
            assert evidence["quote"] == "".join(page[evidence["start"] : evidence["end"]].split())


def test_annotations_slice_back(built: Path) -> None:
    for line in (built / "out" / "annotations.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        entities = {entity["id"] for entity in page["entities"]}
        assert page["mentions"]
        for mention in page["mentions"]:
            text = PAGES[page["page"]][mention["start"] : mention["end"]]
            assert mention["text"] == "".join(text.split())
            assert mention["entity"] in entities


def test_store_and_turtle_hold_the_same_triples(built: Path) -> None:
    turtle = rdflib.Graph().parse(built / "out" / "graph.ttl")
    store = Store.open(built / "out" / "store")
    triples = {tuple(getattr(term, "value", "") for term in (q.subject, q.predicate, q.object)) for q in store.quads()}
    assert {(str(s), str(p), str(o)) for s, p, o in turtle} == triples


def test_questions_are_answered(built: Path) -> None:
    store = Store.open(built / "out" / "store")
    led = {(row[0], row[2]) for row in ask(store, "who-leads-what").rows}
    assert ("何志远", "青岚市水利局") in led
    parks = ask(store, "SELECT ?o ?p WHERE { ?x kg:inPark ?y . ?x rdfs:label ?o . ?y rdfs:label ?p }").rows
    assert ("青岚远澜纺织有限公司", "柳塘工业集中区") in parks


def test_same_bytes_with_files_in_another_order_and_more_workers(built: Path, tmp_path: Path) -> None:
    files = sorted((built / "pages").glob("*.txt"), reverse=True)
    build(files, tmp_path / "again", Settings(build=BuildSettings(workers=2)))
    assert outputs(tmp_path / "again") == outputs(built / "out")


def test_incremental_build_equals_a_full_one(tmp_path: Path) -> None:
    """Random edits, removals and returns of pages: the state must never show in the result."""
    draw = random.Random(7)
    out, pages = tmp_path / "out", dict(PAGES)
    for turn in range(4):
        here = tmp_path / "p"
        if here.exists():
            for file in here.iterdir():
                file.unlink()
        write_pages(here, pages)
        build([here], out, Settings())
        build([here], tmp_path / f"full{turn}", Settings())
        assert outputs(out) == outputs(tmp_path / f"full{turn}")
        name = draw.choice(sorted(PAGES))
        pages = (
            dict(PAGES)
            if draw.random() < 0.3
            else {**pages, name: pages.get(name, PAGES[name]) + "\n远澜纺织成立工会。\n"}
        )
        if len(pages) > 1 and draw.random() < 0.4:
            pages.pop(draw.choice(sorted(pages)))


def test_unchanged_pages_are_not_extracted_again(built: Path, tmp_path: Path) -> None:
    build([built / "pages"], tmp_path, Settings())
    with sqlite3.connect(tmp_path / "state.sqlite") as state:
        state.execute(
            "UPDATE result SET record = replace(record, '何志远', '何志近')"
        )  # a mark that extraction would undo
    state.close()
    build([built / "pages"], tmp_path, Settings())
    assert "何志近" in (tmp_path / "annotations.jsonl").read_text(encoding="utf-8")


def test_bad_pages_are_named_and_the_others_built(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", PAGES)
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "gb-2021-07-01.txt").write_bytes("青岚市教育局局长顾平出席会议。\n".encode("gb18030"))
    report = build([folder], tmp_path / "out", Settings())
    assert report.pages == 3
    assert {Path(problem.where).name for problem in report.dropped} == {"empty.txt", "picture.txt"}
    written = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert {Path(problem["where"]).name for problem in written["problems"]} >= {"empty.txt", "picture.txt"}
    assert "顾平" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_strict_stops_on_a_bad_page(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", PAGES)
    (folder / "empty.txt").write_text("")
    with pytest.raises(PageError, match=r"empty\.txt"):
        build([folder], tmp_path / "out", Settings(build=BuildSettings(strict=True)))


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="nowhere"):
        build([tmp_path / "nowhere"], tmp_path / "out", Settings())
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(PageError, match="no page that can be read"):
        build([tmp_path / "empty.txt"], tmp_path / "out", Settings())


def test_damaged_state_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "state.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"state\.sqlite"):
        build([write_pages(tmp_path / "pages", PAGES)], out, Settings())


def test_problem_counts_add_up(built: Path) -> None:
    report = json.loads((built / "out" / "report.json").read_text(encoding="utf-8"))
    assert sum(report["problem_counts"].values()) == len(report["problems"])


def test_two_builds_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", PAGES)
    build([pages], tmp_path / "out", Settings())
    with State(tmp_path / "out" / "state.sqlite"), pytest.raises(StoreError, match="in use by another build"):
        build([pages], tmp_path / "out", Settings())


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", PAGES)
    build([pages], tmp_path / "out", Settings())
    before = sorted(path.name for path in (tmp_path / "out").iterdir())
    (tmp_path / "out" / ".graph.ttl.x1y2z3").write_text("half")
    build([pages], tmp_path / "out", Settings())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before


def test_a_crowded_graph_shows_the_best_connected_and_says_so(built: Path, tmp_path: Path) -> None:
    report = build([built / "pages"], tmp_path / "out", Settings(build=BuildSettings(most_nodes=3)))
    assert [problem.kind for problem in report.problems if problem.where == "graph.graphml"] == ["crowded"]
    assert (tmp_path / "out" / "graph.graphml").read_text(encoding="utf-8").count("<node ") <= 3
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (built / "out" / "graph.ttl").read_bytes()
