"""What rules got right on the annotated pages (`relate_measured.tsv`, written by `tools/rule_table.py`)."""

from functools import lru_cache
from typing import NamedTuple

from kg.errors import DataError
from kg.lexicon import table

BELIEF = 4
"""How many firings the score that a rule's author gave it is worth against those that were counted."""
LEAST, FEW = 0.7, 5
"""A rule that is right less often than this is weak, unless it fired too seldom to tell."""


class Measured(NamedTuple):
    """How often a rule fired on the annotated pages, and how often what it found stands in the gold."""

    right: int
    fired: int

    def score(self, believed: float) -> float:
        """Precision to expect, smoothed by what the rule's author believed (add-k smoothing with `BELIEF`)."""
        return (self.right + BELIEF * believed) / (self.fired + BELIEF)

    @property
    def weak(self) -> bool:
        """Whether the rule is off by default."""
        return self.fired >= FEW and self.right < LEAST * self.fired


NEVER = Measured(0, 0)


@lru_cache(maxsize=1)
def measured() -> dict[str, Measured]:
    """Counts by the rules' names; a rule that is not there never fired.

    Raises:
        DataError: the table breaks its format.
    """
    found = {}
    for rule, right, fired in table("relate_measured", 3):
        if not (right.isdigit() and fired.isdigit() and int(right) <= int(fired)):
            raise DataError(f"relate_measured.tsv counts {rule} as {right} of {fired}: run tools/rule_table.py")
        found[rule] = Measured(int(right), int(fired))
    return found
