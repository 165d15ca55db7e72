"""`kg review`: pairs as a list, answers from a file, questions on a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.link.ledger import read_ledger

PAGES = {
    "qinglan-2021-05-13": "青岚市远澜纺织有限公司开工投产\n\n本报讯 5月12日，青岚市远澜纺织有限公司举行投产仪式。\n",
    "qinglan-2021-06-02": "远澜集团捐资助学\n\n本报讯 6月1日，青岚市远澜集团联合青岚市总工会开展“金秋圆梦”助学行动。\n",
}
FIRM, GROUP = "ORG|青岚市远澜纺织有限公司|青岚市|", "ORG|青岚市远澜集团|青岚市|"


@pytest.fixture
def out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run(["build", str(pages), "-o", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    return tmp_path / "out"


def listed(out: Path, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    assert run(["review", str(out), "--list"]) == 0
    shown = capsys.readouterr()
    assert not shown.err
    head, *rows = shown.out.splitlines()
    assert head.startswith("# verdict\tentity\tother\t")
    return [row.split("\t") for row in rows]


def test_the_list_has_both_contexts(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = listed(out, capsys)
    assert (row[0], {row[1], row[2]}) == ("", {FIRM, GROUP})
    assert 0.5 <= float(row[5]) < 1
    assert "远澜 may be short for 远澜纺织" in row[6]
    assert {row[7], row[8]} == {"青岚市远澜纺织有限公司", "青岚市远澜集团"}
    assert "qinglan-2021-05-13" in row[9]
    assert "青岚市远澜集团联合青岚市总工会" in row[10]


def test_a_filled_in_list_is_read_back_and_asked_no_more(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = listed(out, capsys)
    filled = tmp_path / "filled.tsv"
    filled.write_text("\t".join(["different", *row[1:]]) + "\r\n", encoding="utf-8-sig")
    assert run(["review", str(out), "--from", str(filled), "--who", "林"]) == 0
    assert capsys.readouterr().out.startswith("1 judgements added, 0 changed, 0 as they were")
    (line,) = read_ledger(tmp_path / "pages" / "judgements.tsv")
    assert (line.judgement.verdict, line.judgement.who) == ("different", "林")
    assert listed(out, capsys) == []


def test_a_list_that_was_not_filled_in_judges_nothing(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = listed(out, capsys)
    (tmp_path / "empty.tsv").write_text("\t".join(row) + "\n", encoding="utf-8")
    assert run(["review", str(out), "--from", str(tmp_path / "empty.tsv")]) == 0
    assert capsys.readouterr().out.startswith("0 judgements added")


def test_two_verdicts_on_a_pair_in_one_file_are_refused(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = tmp_path / "both.tsv"
    both.write_text(f"same\t{FIRM}\t{GROUP}\ndifferent\t{GROUP}\t{FIRM}\n", encoding="utf-8")
    assert run(["review", str(out), "--from", str(both)]) == 1
    assert "both.tsv line 2" in capsys.readouterr().err
    assert not (tmp_path / "pages" / "judgements.tsv").exists()


def test_without_a_terminal_a_file_is_wanted(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert run(["review", str(out)]) == 2
    shown = capsys.readouterr()
    assert "--from" in shown.err
    assert not shown.out


def test_a_graph_of_several_sources_wants_the_ledgers_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in PAGES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    pages = map(str, sorted(tmp_path.glob("*.txt")))
    assert run(["build", *pages, "-o", str(tmp_path / "out")]) == 0
    filled = tmp_path / "filled.tsv"
    filled.write_text(f"same\t{FIRM}\t{GROUP}\n", encoding="utf-8")
    assert run(["review", str(tmp_path / "out"), "--from", str(filled)]) == 2
    assert "--ledger" in capsys.readouterr().err
    ledger = tmp_path / "team" / "ledger.tsv"
    assert run(["review", str(tmp_path / "out"), "--from", str(filled), "--ledger", str(ledger)]) == 0
    assert len(read_ledger(ledger)) == 1
    assert run(["review", str(tmp_path / "out"), "--list"]) == 0  # a list is of use without a ledger


def on_terminal(arguments: list[str], typed: str) -> tuple[int, str, str]:
    """Run `kg` with a terminal as its input; exit code, stdout, and what it asked on stderr."""
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "kg", *arguments],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            os.write(ours, typed.encode())
            shown, asked = process.communicate(timeout=60)
            return process.returncode, shown, asked
    finally:
        os.close(ours)
        os.close(theirs)


def test_pairs_are_asked_on_a_terminal(out: Path, tmp_path: Path) -> None:
    code, shown, asked = on_terminal(["review", str(out)], "what?\ns\n")
    assert code == 0
    assert shown.startswith("1 judgements written to ")
    assert "青岚市远澜集团联合青岚市总工会" in asked
    assert asked.count("[s]ame") == 2, "an answer that is none is asked for again"
    (line,) = read_ledger(tmp_path / "pages" / "judgements.tsv")
    assert line.judgement.verdict == "same"


def test_quitting_writes_nothing(out: Path, tmp_path: Path) -> None:
    code, shown, _ = on_terminal(["review", str(out)], "q\n")
    assert (code, shown) == (0, "no judgement was made\n")
    assert not (tmp_path / "pages" / "judgements.tsv").exists()
