from pathlib import Path

import pytest

from kg.ner.measured import Count
from tools import calibrate
from tools.calibrate import Judged, counts, left_out, reliability


def _found(page: str, right: int, wrong: int, rule: str = "org:head") -> list[Judged]:
    return [*([Judged(page, rule, 0.9, True)] * right), *([Judged(page, rule, 0.9, False)] * wrong)]


def test_the_shipped_counts_are_those_of_the_rules_and_the_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["calibrate", "--check"])
    assert calibrate.main() == 0


def test_counts_that_are_out_of_date_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.tsv"
    old.write_text("# nothing\n", encoding="utf-8")
    monkeypatch.setattr(calibrate, "COUNTS", old)
    monkeypatch.setattr("sys.argv", ["calibrate", "--check"])
    assert calibrate.main() == 1


def test_counts_are_by_rule_and_score_without_what_a_model_gives() -> None:
    found = [*_found("a", 3, 1), Judged("a", "tagger:per", 0.93, True), Judged("b", "org:body", 0.8, False)]
    assert counts(found) == {("org:body", "0.80"): Count(0, 1), ("org:head", "0.90"): Count(3, 4)}


def test_a_page_is_not_judged_by_what_it_taught() -> None:
    found = [*_found("good", 50, 0), *_found("bad", 0, 50)]
    pairs = list(left_out(found))
    assert all(score < 0.2 for score, right in pairs if right)
    assert all(score > 0.8 for score, right in pairs if not right)


def test_scores_that_hold_have_no_error() -> None:
    table = reliability([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    assert "| 0.7–0.8 | 4 | 0.750 | 0.750 |" in table
    assert table[-1].startswith("Expected calibration error 0.000, Brier score 0.188")
