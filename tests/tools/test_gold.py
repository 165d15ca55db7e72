"""The gold compiler: what a source line becomes, what it refuses, and that the committed gold is sound."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
TRAIN = ROOT / "examples" / "train"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_compiler", ROOT / "tools" / "gold.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gold: Any = _load()

PAGE = "县委开会\n\n县委书记方小满到青石镇桥\n\n北村。方小满说,县\n委支持。\n\n简讯\n\n青石镇 方小满\n"
SOURCE = """# a comment
A	县委开会
A	简讯
E	xw	ORG	party	中共山河县委员会	县委
E	fang	PER	person		方小满@1
E	byline	PER	person	方小满(作者)	方小满@2
E	zhen	PLACE	town	青石镇	青石镇	某省/山河县/青石镇
E	cun	PLACE	village		桥北村
R	fang	leads	xw	县委书记方小满	县委书记
R	cun	within	zhen
R	fang	visited	zhen,cun	方小满到…村
"""


def build(source: str, page: str = PAGE) -> Any:
    return gold.compile_page("page.txt", page, source)


def test_a_mention_keeps_its_place_on_the_raw_page_across_a_column_break() -> None:
    compiled = build(SOURCE)
    assert compiled.faults == []
    village = next(m for m in compiled.mentions if m["entity"] == "cun")
    assert PAGE[village["start"] : village["end"]] == "桥\n\n北村"
    assert village["text"] == "桥北村"
    assert [m["text"] for m in compiled.mentions if m["entity"] == "xw"] == ["县委", "县委", "县委"]


def test_articles_and_selectors_part_two_persons_of_one_name() -> None:
    compiled = build(SOURCE)
    articles = {(m["entity"], m["article"]) for m in compiled.mentions if m["type"] == "PER"}
    assert articles == {("fang", 1), ("byline", 2)}
    assert compiled.entities["zhen"]["admin"] == "某省/山河县/青石镇"


def test_relations_carry_raw_evidence_and_fan_out() -> None:
    compiled = build(SOURCE)
    triples = {(r["subject"], r["predicate"], r["object"]): r for r in compiled.relations}
    assert set(triples) == {
        ("fang", "leads", "xw"),
        ("cun", "within", "zhen"),
        ("fang", "visited", "zhen"),
        ("fang", "visited", "cun"),
    }
    assert triples["fang", "leads", "xw"]["title"] == "县委书记"
    assert triples["cun", "within", "zhen"]["quote"] == "青石镇桥北村"
    start, end = triples["fang", "visited", "cun"]["evidence"]
    assert "".join(PAGE[start:end].split()) == "方小满到青石镇桥北村"


@pytest.mark.parametrize(
    ("surfaces", "found"),
    [
        ("县委", [0, 6, 28]),
        ("县委#2", [6]),
        ("县委!2", [0, 28]),
        ("[县委]书记", [6]),
        ("县委书记;县委", [0, 6, 28]),
        ("县委@2+1#1", [0]),
    ],
)
def test_selectors(surfaces: str, found: list[int]) -> None:
    compiled = build(f"A\t县委开会\nE\tx\tORG\tparty\t\t{surfaces}\n")
    assert compiled.faults == []
    assert [m["start"] for m in compiled.mentions] == found


def test_masks_and_longer_surfaces_win() -> None:
    compiled = build("A\t县委\nE\tx\tORG\tparty\t\t县委\nX\t县委书记\n")
    assert [m["start"] for m in compiled.mentions] == [0, 28]


def test_furniture_holds_no_mentions() -> None:
    compiled = build("F\t县委\nA\t简讯\nE\tz\tPLACE\ttown\t\t青石镇\n")
    assert [m["article"] for m in compiled.mentions] == [1]
    assert json.loads(gold.dump(compiled))["articles"] == [[PAGE.index("简讯"), len(PAGE.rstrip())]]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("A\t没有的话", "no '没有的话'"),
        ("E\tx\tORG\tvillage\t\t县委", "no subtype"),
        ("E\tx\tORG\tparty\t\t市委", "no '市委'"),
        ("E\tx\tORG\tparty\t\t县委\nE\tx\tORG\tparty\t\t县委", "used twice"),
        ("E\tx\tORG\tparty\t\t县委\nE\ty\tORG\tparty\t\t县委", "stands for x too"),
        ("E\tx\tORG\tparty\t\t青石镇桥\nE\ty\tORG\tparty\t\t镇桥北村", "overlap"),
        ("E\tx\tORG\tparty\t\t县委\nR\tx\tlikes\tx", "no relation"),
        ("E\tx\tORG\tparty\t\t县委\nR\tx\twithin\tx", "within takes PLACE"),
        ("E\tx\tORG\tparty\t\t县委\nR\tx\tpartOf\ty", "no entity 'y'"),
        ("E\tx\tORG\tparty\t\t县委\nE\tz\tPLACE\ttown\t\t青石镇\nR\tx\tinPark\tz", "no park"),
        ("E\tx\tORG\tparty\t\t县委\nE\ty\tORG\tparty\t\t桥北村\nR\tx\tpartOf\ty\t没有的话", "no '没有的话'"),
        ("Z\tx", "begins with"),
    ],
)
def test_faults_are_found(lines: str, message: str) -> None:
    compiled = build(("" if lines.startswith("A") else "A\t县委开会\n") + lines + "\n")
    assert any(message in fault for fault in compiled.faults), compiled.faults


def test_review_points_at_what_was_left_out() -> None:
    notes = build("A\t县委开会\nE\tx\tORG\tparty\t\t县委#1\n")
    assert any("'县委' is a mention elsewhere" in note for note in gold.review(notes))
    assert any("no jurisdiction" in note for note in gold.review(notes))


@given(st.text(alphabet="县委村 \n、。", max_size=60))
def test_mentions_slice_and_never_overlap(page: str) -> None:
    compiled = build("E\tx\tORG\tparty\t\t县委\nE\ty\tPLACE\tvillage\t\t县委村\n", page="开头" + page)
    assert compiled.mentions == []  # no article line, no mention
    compiled = build("A\t开头\nE\tx\tORG\tparty\t\t县委\nE\ty\tPLACE\tvillage\t\t县委村\n", page="开头" + page)
    tight = "".join(page.split())
    assert len(compiled.mentions) == tight.count("县委")
    ends = 0
    for mention in compiled.mentions:
        assert mention["start"] >= ends
        ends = mention["end"]
        assert "".join(compiled.text[mention["start"] : ends].split()) == mention["text"]


def test_check_refuses_json_that_is_not_what_the_source_compiles_to(tmp_path: Path) -> None:
    (tmp_path / "a-2020-01.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a-2020-01.gold.tsv").write_text(SOURCE, encoding="utf-8")
    assert gold.main(["--check", str(tmp_path)]) == 1
    assert gold.main([str(tmp_path)]) == 0
    assert gold.main(["--check", str(tmp_path)]) == 0
    (tmp_path / "a-2020-01.gold.json").write_text("{}", encoding="utf-8")
    assert gold.main(["--check", str(tmp_path)]) == 1


def test_committed_development_gold_is_sound_and_large_enough() -> None:
    assert gold.main(["--check", str(TRAIN)]) == 0
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TRAIN.glob("*.gold.json"))]
    assert len(pages) >= 10
    assert sum(len(page["articles"]) for page in pages) >= 32
    assert sum(len(page["text"]) for page in pages) >= 18_000
    predicates = {r["predicate"] for page in pages for r in page["relations"]}
    assert predicates == set(gold.DOMAIN_RANGE)


@pytest.mark.parametrize("surface", ["桥北村", "桥北村@1", "到青石镇[桥北村]"])
def test_an_empty_name_is_the_surface_without_selector_and_context(surface: str) -> None:
    compiled = build(SOURCE.replace("E\tcun\tPLACE\tvillage\t\t桥北村", f"E\tcun\tPLACE\tvillage\t\t{surface}"))
    assert compiled.faults == []
    assert compiled.entities["cun"]["name"] == "桥北村"
