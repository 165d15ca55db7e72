"""Statements: what a page says of entities, with the words that say it."""

from dataclasses import dataclass
from enum import StrEnum

from kg.model.ids import short_hash


class Modality(StrEnum):
    """How a page says it. Only facts become direct triples; the others are kept as statements."""

    FACT = "fact"
    PLANNED = "planned"
    """将, 拟, 计划."""
    NEGATED = "negated"
    """未, 没有, 取消."""
    ENDED = "ended"
    """原, 前, 辞去, 不再担任: was so, is no more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page. `start`, `end` are raw offsets, `quote` that stretch without white space."""

    page: str
    article: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, made at one place of one page: the unit of knowledge (after FollowTheMoney's statements).

    `subject` and `object` are entity keys. `evidence` holds the shortest clause that supports the claim first, then
    the other sentences it needs, if any. `title` is a post as printed (区人大常委会主任). `date` is the page's date,
    never the build's.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    rule: str
    score: float
    title: str = ""
    modality: Modality = Modality.FACT
    date: str = ""

    @property
    def id(self) -> str:
        """Stable hash of the claim and where it stands."""
        first = self.evidence[0]
        return short_hash(
            self.subject,
            self.predicate,
            self.object,
            self.title,
            self.modality.value,
            first.page,
            str(first.start),
            str(first.end),
            self.rule,
        )
