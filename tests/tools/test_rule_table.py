"""The table of relation rules."""

import json
from pathlib import Path

import pytest

from kg.relate.measured import Measured
from kg.relate.rules import load_rules
from tools import rule_table


def test_counts_rules_on_the_development_pages() -> None:
    first = sorted(rule_table.GOLD[0].glob("*.gold.json"))[0]
    page = rule_table.read(first)
    counts = rule_table.count([page])
    assert counts["name-jurisdiction"].right > 0
    assert all(one.right <= one.fired for one in counts.values())
    assert rule_table.count([page]) == counts


def test_keeps_every_gold_mention_of_a_page() -> None:
    path = sorted(rule_table.GOLD[0].glob("*.gold.json"))[0]
    page = rule_table.read(path)
    assert len(page.linked.mentions) == len(json.loads(path.read_text(encoding="utf-8"))["mentions"])
    for mention in page.linked.mentions:
        article = page.document.articles[mention.article]
        assert article.raw(mention.text_start, mention.text_end) == (mention.start, mention.end)


def test_tells_of_every_rule_what_was_counted() -> None:
    rules = load_rules()
    text = rule_table.page_of(rules, {rules[0].name: Measured(1, 8)}, 3)
    assert "1 of 8 | 0.12 **off**" in text
    assert all(f"| {rule.name} | {rule.about} |" in text and rule.about for rule in rules)


def test_check_finds_a_stale_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rule_table, "ROOT", tmp_path)
    monkeypatch.setattr(rule_table, "TARGET", tmp_path / "rules.md")
    monkeypatch.setattr(rule_table, "COUNTS", tmp_path / "counts.tsv")
    assert rule_table.main(["--check"]) == 1
    assert "rules.md is out of date" in capsys.readouterr().err
    assert rule_table.main([]) == 0
    assert rule_table.main(["--check"]) == 0
