"""Every rule finds what its examples say, and nothing in its counter-examples."""

import pytest

from kg.config import RelateSettings
from kg.errors import DataError
from kg.model import Statement
from kg.relate import Relater
from kg.relate.lexicon import load
from kg.relate.rules import Rule, load_rules, parse_rule
from kg.relate.sample import sample

RULES = {rule.name: rule for rule in load_rules()}
GOOD = {
    "name": "try",
    "predicate": "leads",
    "pattern": "<o:ORG>{TITLE}<s:PER>",
    "score": 0.9,
    "examples": [{"text": "[ORG:union 青岚市总工会]主席[PER 石磊]", "triples": ["石磊 leads 青岚市总工会"]}],
}


def found(rule: Rule, text: str) -> list[tuple[str, str, str]]:
    """Triples of names that this rule alone finds in the annotated text."""
    others = RULES.values() if rule.object in ("last", "all") else [rule]  # these go on from what others found
    relater = Relater(RelateSettings(weak_rules=True), rules=others)
    statements = [s for s in relater.relate(*sample(text)) if s.rule == rule.name]
    return sorted((name(s, s.subject), s.predicate, name(s, s.object)) for s in statements)


def name(_: Statement, key: str) -> str:
    return key.split("|")[1]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_finds_its_examples(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        assert found(rule, example.text) == sorted(example.triples), example.text


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.counter], ids=lambda rule: str(rule.name))
def test_finds_nothing_in_its_counter_examples(rule: Rule) -> None:
    for text in rule.counter:
        assert found(rule, text) == [], text


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"predicate": "likes"}, "unknown predicate"),
        ({"score": 1.5}, "score"),
        ({"colour": "red"}, "unknown keys"),
        ({"pattern": "<o:NOBODY><s:PER>"}, "names no type"),
        ({"pattern": "<o:ORG:shop><s:PER>"}, "unknown subtypes"),
        ({"pattern": "<o:ORG>局长<s:PER>"}, "use its class"),
        ({"pattern": "{@missing}<s:PER>"}, "macro"),
        ({"pattern": "(<s:PER>"}, "cannot be compiled"),
        ({"subject": "anyone"}, "unknown form"),
        ({"examples": [{"text": "x"}]}, "cannot be compiled"),
    ],
)
def test_rejects_a_broken_rule_by_name_and_file(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(DataError, match=complaint) as caught:
        parse_rule({**GOOD, **change}, "try.toml", {}, load())
    assert "rule try in try.toml" in str(caught.value)


def test_names_what_a_rule_lacks() -> None:
    with pytest.raises(DataError, match="lacks examples, score"):
        parse_rule({key: GOOD[key] for key in ("name", "predicate", "pattern")}, "try.toml", {}, load())


def test_accepts_a_good_rule() -> None:
    assert parse_rule(GOOD, "try.toml", {}, load()).name == "try"
