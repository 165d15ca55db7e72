"""CoNLL: one character and its tag a line, an empty line between sentences."""

from collections.abc import Iterable, Iterator

from kg.model import Article, Mention, PageResult
from kg.text import sentences

DOCUMENT = "-DOCSTART- O\n\n"
"""Begins an article, as in the CoNLL 2003 files."""


def conll(results: Iterable[PageResult]) -> Iterator[str]:
    """The articles' cleaned text with tags B-TYPE, I-TYPE and O, without white space. No sentence ends in a name."""
    for result in results:
        for article in result.document.articles:
            inside = [mention for mention in result.linked.mentions if mention.article == article.index]
            yield DOCUMENT
            yield from _article(article, inside)


def _article(article: Article, mentions: Iterable[Mention]) -> Iterator[str]:
    tags = ["O"] * len(article.text)
    within: set[int] = set()
    for mention in mentions:
        start, end = mention.text_start, mention.text_end
        tags[start:end] = [f"I-{mention.type.value}"] * (end - start)
        tags[start] = f"B-{mention.type.value}"
        within.update(range(start + 1, end))
    ends = [span.end for span in sentences(article.text) if span.end not in within]
    start = 0
    for end in ends:
        lines = [f"{char} {tags[at]}\n" for at, char in enumerate(article.text[start:end], start) if not char.isspace()]
        yield "".join(lines) + "\n"
        start = end
