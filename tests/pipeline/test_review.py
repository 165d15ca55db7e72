"""What is asked of a built graph, and what earlier answers already say."""

from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import StoreError, UsageError
from kg.link.ledger import Line
from kg.model import Judgement, Verdict
from kg.pipeline import build
from kg.pipeline.review import Answers, Quote, ledger_home, review

PAGES = {
    "qinglan-2021-05-13": "青岚市水利局召开会议\n\n本报讯 青岚市水利局局长何志远主持会议并讲话。\n",
    "qinglan-2021-06-02": "青岚市召开防汛会议\n\n本报讯 6月1日，青岚市召开防汛会议。何志远参加会议。\n",
    "qinglan-2021-07-08": "青岚市召开节水会议\n\n本报讯 7月7日，青岚市召开节水会议。何志远参加会议。\n",
}
OFFICIAL = "PER|何志远|青岚市|青岚市水利局"
JUNE, JULY = "PER|何志远|青岚市|qinglan-2021-06-02", "PER|何志远|青岚市|qinglan-2021-07-08"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("review")
    (root / "pages").mkdir()
    for name, text in PAGES.items():
        (root / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([root / "pages"], root / "out", Settings())
    return root / "out"


def asked(out: Path, *judgements: Judgement) -> set[frozenset[str]]:
    lines = [Line(number, judgement) for number, judgement in enumerate(judgements, 1)]
    return {frozenset((q.candidate.one, q.candidate.other)) for q in review(out, lines).questions}


def test_namesakes_are_asked_about_with_dates_pages_and_words(out: Path) -> None:
    profiles = {}
    for question in review(out, ()).questions:
        for profile, quotes in zip((question.one, question.other), question.quotes, strict=True):
            profiles[profile.entity.key] = profile, quotes
    assert profiles.keys() == {OFFICIAL, JUNE, JULY}
    official, quotes = profiles[OFFICIAL]
    assert (official.first, official.pages) == ("2021-05-13", frozenset(["qinglan-2021-05-13"]))
    assert Quote("qinglan-2021-05-13", "青岚市水利局局长何志远", "2021-05-13") in quotes
    assert profiles[JULY][1][-1].page == "qinglan-2021-07-08"


def test_a_different_brings_up_the_next_question(out: Path) -> None:
    first = asked(out)
    assert first == {frozenset((JUNE, JULY)), frozenset((JUNE, OFFICIAL))}
    answered = Judgement(JUNE, OFFICIAL, Verdict.DIFFERENT)
    assert asked(out, answered) == {frozenset((JUNE, JULY)), frozenset((JULY, OFFICIAL))}


def test_what_follows_is_not_asked(out: Path) -> None:
    judgements = [Judgement(JUNE, JULY, Verdict.SAME), Judgement(JULY, OFFICIAL, Verdict.UNSURE)]
    assert not asked(out, *judgements)


def test_judgements_on_nothing_are_counted(out: Path) -> None:
    nobody = Judgement("PER|谁也不是|青岚市|", OFFICIAL, Verdict.SAME)
    assert review(out, [Line(1, nobody)]).unknown == 1


def test_answers_join_up() -> None:
    answers = Answers([Judgement("a", "b", Verdict.SAME)])
    assert answers.answer("a", "b")
    assert not answers.answer("a", "c")
    answers.add(Judgement("c", "b", Verdict.SAME))
    assert answers.answer("a", "c")
    answers.add(Judgement("d", "a", Verdict.DIFFERENT))
    assert answers.answer("c", "d")
    assert not answers.answer("d", "e")


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        review(tmp_path, ())


def test_a_ledger_of_another_machine_is_not_made_up(out: Path, tmp_path: Path) -> None:
    assert ledger_home(out).name == "judgements.tsv"
    (tmp_path / "ledger").write_text("/no/such/folder/judgements.tsv\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--ledger"):
        ledger_home(tmp_path)
