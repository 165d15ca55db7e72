"""A page as people look at it, with its mentions and quotes placed in what they see."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.model import Article, Entity, Evidence, Mention, PageResult, Span, Statement

PARTED = "\n\n"
"""Between two articles of a page whose markup is left out."""


class Shown:
    """One page: the raw text as printed, or the text of its articles if the raw page is markup.

    Attributes:
        text: what is shown.
        entities: the page's entities by key.
    """

    def __init__(self, result: PageResult) -> None:
        self.result = result
        self.page = result.document.page
        self.entities: dict[str, Entity] = {entity.key: entity for entity in result.linked.entities}
        self._markup = self.page.media == "html"
        articles = result.document.articles
        self.text = PARTED.join([article.text for article in articles]) if self._markup else self.page.text

    @cached_property
    def _begins(self) -> dict[int, tuple[int, Article]]:
        """Where each article begins in the text shown, if that is made of articles."""
        found = {}
        at = 0
        for article in self.result.document.articles:
            found[article.index] = (at, article)
            at += len(article.text) + len(PARTED)
        return found

    def mentions(self) -> Iterator[tuple[Span, Mention]]:
        """The mentions in order, with where they stand in the text shown; none overlap."""
        for mention in self.result.linked.mentions:
            yield self.place(mention), mention

    def place(self, mention: Mention) -> Span:
        """Where a mention stands in the text shown."""
        if not self._markup:
            return Span(mention.start, mention.end)
        at, _ = self._begins[mention.article]
        return Span(at + mention.text_start, at + mention.text_end)

    def quote(self, evidence: Evidence) -> Span:
        """Where a quote stands in the text shown."""
        if not self._markup:
            return Span(evidence.start, evidence.end)
        at, article = self._begins[evidence.article]
        start, end = _derived(article, evidence.start), _derived(article, evidence.end - 1) + 1
        return Span(at + start, at + max(start + 1, end))

    def name(self, key: str) -> str:
        """Name of an entity."""
        return self.entities[key].name


def _derived(article: Article, offset: int) -> int:
    """Where the raw character at `offset` stands in the article's text; what the text left out counts as the next."""
    offsets = article.offsets
    run = max(0, bisect_right(offsets.source, offset) - 1)
    bounds = (*offsets.derived, offsets.length)
    return min(offsets.derived[run] + max(0, offset - offsets.source[run]), bounds[run + 1] - (run + 1 == len(bounds)))


@dataclass(frozen=True, slots=True)
class Hung:
    """A statement with the mentions of its two ends that stand nearest to its quote; None where the page has none."""

    statement: Statement
    subject: Mention | None
    object: Mention | None


def hang(result: PageResult) -> Iterator[Hung]:
    """Each statement of a page on two of its mentions."""
    places: dict[str, list[Mention]] = {}
    for mention in result.linked.mentions:
        places.setdefault(mention.entity, []).append(mention)
    for statement in result.statements:
        first = statement.evidence[0]
        ends = [_nearest(places.get(key, []), first) for key in (statement.subject, statement.object)]
        yield Hung(statement, *ends)


def _nearest(mentions: list[Mention], quote: Evidence) -> Mention | None:
    """The first mention inside the quote, else the nearest one."""
    return min(mentions, key=lambda m: (max(0, quote.start - m.start, m.end - quote.end), m.start), default=None)
