"""Verdicts go into the ledger as `kg review` writes them."""

import shutil
from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import UsageError
from kg.link.ledger import read_ledger
from kg.model import Judgement, Verdict
from kg.pipeline import build
from kg.serve.desk import Desk

PAGE = "青岚市召开会议\n\n本报讯 青岚市召开会议。何志远参加会议。\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for day in ("03", "04", "05"):
        (tmp_path / "pages" / f"qinglan-2021-06-{day}.txt").write_text(PAGE, encoding="utf-8")
    build([tmp_path / "pages"], tmp_path / "out", Settings())
    return tmp_path


def test_a_verdict_is_kept_and_not_asked_again(home: Path) -> None:
    judging = Desk.open(home / "out").judging
    first, *rest = judging.questions()
    judging.judge(first.candidate.one, first.candidate.other, Verdict.DIFFERENT, "林")
    assert judging.home() == home / "pages" / "judgements.tsv"
    (line,) = read_ledger(home / "pages" / "judgements.tsv")
    assert line.judgement == Judgement(first.candidate.one, first.candidate.other, Verdict.DIFFERENT, "林")
    assert first not in judging.questions()
    assert len(rest) >= 1
    assert first not in Desk.open(home / "out").judging.questions()


def test_when_all_is_answered_what_was_left_open_is_asked(home: Path) -> None:
    judging = Desk.open(home / "out").judging
    asked = 0
    while questions := judging.questions():
        judging.judge(questions[0].candidate.one, questions[0].candidate.other, Verdict.DIFFERENT)
        asked += 1
    assert asked == 3  # three people of one name make three pairs, of which two are asked at first
    assert len(read_ledger(home / "pages" / "judgements.tsv")) == 3


def test_a_pair_that_was_not_asked_is_refused(home: Path) -> None:
    judging = Desk.open(home / "out").judging
    with pytest.raises(UsageError, match="not in the queue"):
        judging.judge("PER|何志远||x", "PER|何志远||y", Verdict.SAME)
    assert not (home / "pages" / "judgements.tsv").exists()


def test_comparing_goes_on_while_the_page_waits(home: Path) -> None:
    judging = Desk.open(home / "out").judging
    waited = 0
    while not judging.is_ready(0.01):
        waited += 1
    assert judging.is_ready(0)
    assert judging.questions()


def test_an_unknown_home(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "out", tmp_path / "copy")
    (tmp_path / "copy" / "ledger").write_text("\n", encoding="utf-8")
    assert Desk.open(tmp_path / "copy").judging.home() is None
