"""Scores from what was counted on the development pages."""

from hypothesis import given
from hypothesis import strategies as st

from kg.relate.measured import NEVER, Measured, measured
from kg.relate.names import RULES
from kg.relate.rules import load_rules

COUNTS = st.integers(0, 500).flatmap(lambda fired: st.builds(Measured, st.integers(0, fired), st.just(fired)))


@given(COUNTS, st.floats(0.1, 1))
def test_a_score_lies_between_what_was_counted_and_what_was_believed(one: Measured, believed: float) -> None:
    seen = one.right / one.fired if one.fired else believed
    assert min(seen, believed) - 1e-9 <= one.score(believed) <= max(seen, believed) + 1e-9


def test_a_rule_that_never_fired_is_believed() -> None:
    assert NEVER.score(0.8) == 0.8
    assert not NEVER.weak


def test_only_rules_that_fired_often_enough_are_weak() -> None:
    assert Measured(3, 5).weak
    assert not Measured(7, 10).weak
    assert not Measured(0, 4).weak


def test_only_known_rules_are_counted() -> None:
    assert measured().keys() <= {*RULES, *(rule.name for rule in load_rules())}
