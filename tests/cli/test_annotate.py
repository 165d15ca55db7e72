"""`kg annotate`, `kg learn-lexicon` and `--lexicon` as a user calls them."""

import csv
import json
from pathlib import Path

import pytest

from kg.cli.app import run

PAGE = "青岚市水利局召开会议\n\n本报讯 青岚市水利局局长何志远主持会议并讲话。会后何局走访了远澜。（林晓东）\n"
LEXICON = """surface,type,subtype,canonical,aliases,from,to
远澜,ORG,company,青岚市远澜纺织有限公司,远纺,,
何局,PER,person,何志远,,2021,
没有的词,ORG,company,,,,
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "qinglan-2021-05-13.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return file


def names_of(text: str) -> dict[str, str]:
    """Surface to the entity's name."""
    found = json.loads(text)
    names = {entity["id"]: entity["name"] for entity in found["entities"]}
    return {mention["text"]: names[mention["entity"]] for mention in found["mentions"]}


def test_the_users_words_reach_the_entities(page: Path, words: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", str(page)]) == 0
    assert "远澜" not in names_of(capsys.readouterr().out)
    assert run(["annotate", str(page), "--lexicon", str(words)]) == 0
    names = names_of(capsys.readouterr().out)
    assert (names["远澜"], names["何局"], names["何志远"]) == ("青岚市远澜纺织有限公司", "何志远", "何志远")


def test_a_build_lists_unused_words_and_follows_edits(
    page: Path, words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    order = ["build", str(page), "-o", str(out), "--lexicon", str(words)]
    assert run(order) == 0
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [(p["where"], p["dropped"]) for p in report["problems"] if p["kind"] == "lexicon"] == [(f"{words}:4", False)]
    capsys.readouterr()
    assert run(["show", str(out), "远纺", "--why"]) == 0
    card = capsys.readouterr().out
    assert card.startswith("青岚市远澜纺织有限公司")
    assert "远澜  1×  [user:2]" in card
    words.write_text(LEXICON.replace("远澜纺织", "远澜染织"), encoding="utf-8")
    assert run(order) == 0
    assert run(["show", str(out), "远纺"]) == 0
    assert "青岚市远澜染织有限公司" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [("surface,type\n甲,XYZ\n", 1, "words.csv:2"), (None, 2, "words.csv")],
)
@pytest.mark.parametrize("command", ["annotate", "learn-lexicon", "build", "evaluate"])
def test_a_wrong_lexicon_stops_every_command(
    command: str, rows: str | None, code: int, said: str, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "words.csv"
    if rows is not None:
        path.write_text(rows, encoding="utf-8")
    gold = page.with_suffix(".gold.json")
    gold.write_text('{"mentions": [], "entities": [], "relations": []}', encoding="utf-8")
    arguments = [command, str(page.parent if command == "evaluate" else page), "--lexicon", str(path)]
    assert run([*arguments, "-o", str(tmp_path / "out")] if command == "build" else arguments) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert not shown.out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("json", '{"page"'), ("html", "<!doctype html>"), ("conll", "-DOCSTART- O"), ("tsv", "page\tdate")],
)
def test_formats_to_stdout_and_to_a_file(
    form: str, begins: str, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["annotate", str(page), "--format", form]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(begins)
    assert run(["annotate", str(page), "--format", form, "-o", str(tmp_path / "sub" / "file")]) == 0
    assert not capsys.readouterr().out
    assert (tmp_path / "sub" / "file").read_text(encoding="utf-8") == printed


def test_brat_into_a_folder(page: Path, tmp_path: Path) -> None:
    assert run(["annotate", str(page), "--format", "brat", "-o", str(tmp_path / "brat")]) == 0
    assert {path.name for path in (tmp_path / "brat").iterdir()} == {
        "annotation.conf", "visual.conf", f"{page.stem}.ann", f"{page.stem}.txt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "brat"], "-o DIR"),
        (["--format", "text"], "--explain"),
        (["--explain", "--format", "html"], "text or json"),
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], said: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["annotate", str(page), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_failed_run_leaves_the_old_file(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    out.write_text("old", encoding="utf-8")
    (tmp_path / "zz.txt").write_bytes(b"\x00\x01\x02" * 100)
    pages = [str(page), str(tmp_path / "zz.txt")]
    assert run(["annotate", *pages, "--strict", "--format", "html", "-o", str(out)]) == 1
    assert out.read_text(encoding="utf-8") == "old"


def test_explain(page: Path, words: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", str(page), "--explain", "--lexicon", str(words)]) == 0
    text = capsys.readouterr().out
    assert text.startswith(page.stem)
    assert "by    user:2  1  (user)" in text
    assert run(["annotate", str(page), "--explain", "--format", "json"]) == 0
    mentions = json.loads(capsys.readouterr().out)["mentions"]
    assert all(mention["explain"].keys() == {"also", "beat"} for mention in mentions)
    (first, *_) = [mention for mention in mentions if mention["text"] == "青岚市水利局"]
    assert "青岚市" in [loser["text"] for loser in first["explain"]["beat"]]


def test_what_is_learnt_and_accepted_takes_effect(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other-2021-06-01.txt"
    other.write_text("本报讯 青岚市水利局局长何志远调研。\n", encoding="utf-8")
    proposed = tmp_path / "proposed.csv"
    assert run(["learn-lexicon", str(page), str(other), "-o", str(proposed)]) == 0
    rows = list(csv.DictReader(proposed.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["accept"] for row in rows] == [""] * len(rows)
    assert "何志远" in {row["surface"] for row in rows}
    for row in rows:
        row["accept"] = "yes" if row["surface"] == "何志远" else ""
    with proposed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    capsys.readouterr()
    assert run(["annotate", str(other), "--lexicon", str(proposed)]) == 0
    (one,) = [m for m in json.loads(capsys.readouterr().out)["mentions"] if m["rule"].startswith("user:")]
    assert one["text"] == "何志远"
