"""What the recogniser's rules got right on the annotated pages (`ner_measured.tsv`, written by `tools/calibrate.py`).

The score that a rule gives its candidates decides between them, and says little to a reader. The score that a mention
reports is how often such a candidate was right: the same type and exactly the same span as in the gold.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.errors import DataError
from kg.lexicon import table

BELIEF = 4.0
"""How many candidates the broader figure is worth against those that were counted."""


class Count(NamedTuple):
    """Of the candidates of one rule at one score that were kept, how many there are, and how many the gold has."""

    right: int
    fired: int

    def share(self, broader: float) -> float:
        """How many of such candidates are right, drawn to a broader figure (add-k smoothing with `BELIEF`)."""
        return (self.right + BELIEF * broader) / (self.fired + BELIEF)


class Scores:
    """Probability of being right for each rule and score that its candidates have.

    What was counted for a rule at a score is drawn to what was counted for the rule, that to the rules of its family
    (before the colon), and that to all.
    """

    def __init__(self, counts: Mapping[tuple[str, str], Count]) -> None:
        """Take counts by rule and score with two digits (`step`)."""
        total = _summed(counts.values())
        everything = (total.right + 1) / (total.fired + 2)
        families = _by(counts, lambda rule: rule.partition(":")[0])
        rules = _by(counts, lambda rule: rule)
        shares = {family: count.share(everything) for family, count in families.items()}
        self._rules = {rule: count.share(shares[rule.partition(":")[0]]) for rule, count in rules.items()}
        self._steps = {key: count.share(self._rules[key[0]]) for key, count in counts.items()}

    def of(self, rule: str, believed: float) -> float:
        """The score to report; a rule that was never counted keeps the one that its candidate has."""
        found = self._steps.get((rule, step(believed)))
        return self._rules.get(rule, believed) if found is None else found


def step(believed: float) -> str:
    """A candidate's score as the table has it."""
    return f"{believed:.2f}"


def _summed(counts: Iterable[Count]) -> Count:
    every = list(counts)
    return Count(sum(count.right for count in every), sum(count.fired for count in every))


def _by(counts: Mapping[tuple[str, str], Count], group: Callable[[str], str]) -> dict[str, Count]:
    """The counts of rules together that have the same group."""
    found: dict[str, list[Count]] = {}
    for (rule, _), count in counts.items():
        found.setdefault(group(rule), []).append(count)
    return {name: _summed(members) for name, members in found.items()}


@lru_cache(maxsize=1)
def scores() -> Scores:
    """Those of the table.

    Raises:
        DataError: the table breaks its format.
    """
    counts = {}
    for rule, believed, right, fired in table("ner_measured", 4):
        if not (right.isdigit() and fired.isdigit() and int(right) <= int(fired)):
            raise DataError(f"ner_measured.tsv counts {rule} as {right} of {fired}: run tools/calibrate.py")
        counts[rule, believed] = Count(int(right), int(fired))
    return Scores(counts)
