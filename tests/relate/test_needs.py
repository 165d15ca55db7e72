"""What a text must hold before a rule's pattern is worth a search."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relate.needs import needs
from kg.relate.rules import load_rules


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("甲[乙丙]", ["甲", "丙乙"]),
        ("甲?乙*丙{0,3}丁", ["丁"]),
        ("(?:甲|乙丙)丁", ["丁", "乙甲"]),
        ("(?:甲|乙?)丁", ["丁"]),
        ("(?<![甲])乙(?=丙)(?!丁)", ["乙"]),
        ("[^甲]{2,4}[乙]+?", ["乙"]),
        (r"\d[0-9](?P<s>甲)", ["甲"]),
        ("(?:甲(?:乙|丙))+", ["甲", "丙乙"]),
        ("", []),
    ],
)
def test_characters_without_which_nothing_matches(expression: str, expected: list[str]) -> None:
    assert ["".join(sorted(one)) for one in needs(expression)] == expected


def test_most_rules_of_relations_need_something() -> None:
    rules = load_rules()
    assert sum(bool(rule.needs) for rule in rules) > 0.9 * len(rules)


_ATOMS = st.sampled_from(["甲", "[乙丙]", "[^丁]", "(?=甲)", "(?<!乙)", r"\w", "."])
_EXPRESSIONS = st.recursive(
    _ATOMS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
        | inner.map(lambda part: f"(?:{part}){{0,2}}")
        | inner.map(lambda part: f"(?P<s>{part})" if "(?P" not in part else part)
    ),
    max_leaves=6,
)


@given(expression=_EXPRESSIONS, text=st.text(alphabet="甲乙丙丁戊", max_size=6))
def test_a_text_that_matches_holds_what_is_needed(expression: str, text: str) -> None:
    try:
        pattern = re.compile(expression)
    except re.error:  # one group twice
        return
    if pattern.search(text):
        assert all(not one.isdisjoint(text) for one in needs(expression))
