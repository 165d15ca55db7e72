"""What the components of the lexical recogniser hand to each other."""

from typing import NamedTuple

from kg.model import EntityType


class Candidate(NamedTuple):
    """A possible mention [start, end) of an article's cleaned text.

    `score` is the rule's confidence; `rule` names the component and the list or pattern.
    """

    start: int
    end: int
    type: EntityType
    subtype: str
    score: float
    rule: str
