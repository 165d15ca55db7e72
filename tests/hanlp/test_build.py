"""The main job with a model: pages in; store, Turtle, GraphML, statements and report out."""

import json
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.config import BuildSettings, NerSettings, Settings
from kg.graph import Store
from kg.ingest import read, split
from kg.model import Page
from kg.ner import build as build_ner
from kg.pipeline import build
from tests.hanlp.conftest import WHY

pytest.importorskip("hanlp", reason=WHY)

PAGES = {
    "qinglan-2021-05-13": """青岚市水利局召开防汛会议

本报讯 5月12日，青岚市水利局召开防汛工作会议。青岚市水利局局长何志远主持会议并讲话。

柳塘镇：企业落户添活力

本报讯 日前，青岚远澜纺织有限公司在柳塘镇开工投产。柳塘镇党委书记许建波走访了青岚远澜纺织有限公司。
""",
    "qinglan-2021-06-02": """云溪区开展巡河行动

本报讯 6月1日，云溪区水务局开展巡河行动。云溪区水务局局长罗成介绍了情况。
""",
}
BYTES_MUST_AGREE = ("graph.ttl", "graph.graphml", "statements.jsonl", "annotations.jsonl", "report.json")
SHAPES = ("recurrent", "transformer", "multitask")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(
    scope="module", params=[(shape, prefix) for shape in SHAPES for prefix in ("", "lexical+")], ids="".join
)
def choice(request: pytest.FixtureRequest) -> str:
    """What a user writes behind --ner."""
    shape, prefix = request.param
    return f"{prefix}hanlp:{request.getfixturevalue(shape)}"


def settings(choice: str, *, workers: int = 1) -> Settings:
    return Settings(ner=NerSettings(recognisers=choice), build=BuildSettings(workers=workers))


def annotations(out: Path) -> dict[str, dict[str, object]]:
    lines = (out / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return {page["page"]: page for page in map(json.loads, lines)}


def outputs(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in BYTES_MUST_AGREE}


def test_whole_build(pages: Path, tmp_path: Path, choice: str) -> None:
    out = tmp_path / "out"
    report = build([pages], out, settings(choice))
    assert not report.problems
    found = set()
    for name, page in annotations(out).items():
        for mention in page["mentions"]:  # type: ignore[attr-defined]
            text = PAGES[name][mention["start"] : mention["end"]]
            assert mention["text"] == "".join(text.split())
            found.add((mention["text"], mention["type"]))
    assert {("何志远", "PER"), ("青岚市水利局", "ORG"), ("云溪区水务局", "ORG"), ("柳塘镇", "PLACE")} <= found
    assert not any(text.startswith("5月") for text, _ in found)
    for line in (out / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        for evidence in json.loads(line)["evidence"]:
            text = PAGES[evidence["page"]][evidence["start"] : evidence["end"]]
            assert evidence["quote"] == "".join(text.split())
    assert sum(1 for _ in Store.open(out / "store").quads()) > 100


def test_statements_stand_on_what_the_model_found(pages: Path, tmp_path: Path, recurrent: Path) -> None:
    build([pages], tmp_path, settings(f"hanlp:{recurrent}"))
    lines = (tmp_path / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    said = {(s["subject_name"], s["predicate"], s["object_name"]) for s in map(json.loads, lines)}
    assert ("罗成", "leads", "云溪区水务局") in {(s, p, o.removeprefix("青岚市")) for s, p, o in said}


def test_same_bytes_again_and_with_workers(
    pages: Path, tmp_path: Path, recurrent: Path, multitask: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    for number, model in enumerate((recurrent, multitask)):
        first, second = tmp_path / f"{number}-one", tmp_path / f"{number}-two"
        build([pages], first, settings(f"lexical+hanlp:{model}"))
        build([pages], second, settings(f"lexical+hanlp:{model}", workers=2))
        assert outputs(first) == outputs(second)


def test_joined_mentions_name_both(pages: Path, recurrent: Path) -> None:
    """What both saw names both, the one that the user named first leading, and is surer than either alone."""
    chosen = settings(f"lexical+hanlp:{recurrent}")
    page = next(page for page in read([str(pages)], chosen.ingest) if isinstance(page, Page))
    document, _ = split(page, chosen.ingest)
    scores = {}
    for names in ("lexical", f"hanlp:{recurrent}", f"lexical+hanlp:{recurrent}"):
        (mentions,) = build_ner(NerSettings(recognisers=names)).pipe([document])
        scores[names.partition(":")[0]] = {(m.start, m.end, m.type): (m.score, m.recognisers) for m in mentions}
    agreed = scores["lexical"].keys() & scores["hanlp"].keys()
    assert agreed
    for span in agreed:
        score, recognisers = scores["lexical+hanlp"][span]
        assert recognisers == (*scores["lexical"][span][1], "hanlp")
        assert score >= max(scores["lexical"][span][0], scores["hanlp"][span][0])


def test_command_line(pages: Path, tmp_path: Path, recurrent: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(pages), "-o", str(tmp_path), "--ner", f"lexical+hanlp:{recurrent}"]) == 0
    assert annotations(tmp_path)
    capfd.readouterr()
    assert run(["annotate", str(pages), "--ner", f"hanlp:{recurrent}"]) == 0
    out = capfd.readouterr().out
    assert [json.loads(line)["page"] for line in out.splitlines()] == sorted(PAGES)
