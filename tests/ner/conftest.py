"""What the recognition tests share."""

from collections.abc import Callable

import pytest

from kg.config import NerSettings
from kg.model import Article, Block, BlockKind, Document, Mention, OffsetMap, Page, Span
from kg.ner import build
from kg.ner.lexical import LexicalRecogniser
from kg.ner.merge import resolve
from kg.ner.scan import Scan

Found = list[tuple[str, str]]


def document_of(text: str, kind: BlockKind = BlockKind.BODY) -> Document:
    """A page of one article and one block, its text already clean."""
    article = Article(0, Span(0, len(text)), text, OffsetMap.identity(len(text)), (Block(kind, 0, len(text)),))
    return Document(Page("page", text), (article,))


@pytest.fixture
def scan() -> Callable[[str], Scan]:
    """A text to the working state over it."""
    return lambda text: Scan(document_of(text).articles[0])


@pytest.fixture
def mentions() -> Callable[[str], list[Mention]]:
    """A text to its mentions by the default recogniser."""
    ner = build(NerSettings())
    return lambda text: list(next(iter(ner.pipe([document_of(text)]))))


@pytest.fixture
def found(mentions: Callable[[str], list[Mention]]) -> Callable[[str], Found]:
    """A text to (surface, type) of its mentions."""
    return lambda text: [(mention.text, mention.type.value) for mention in mentions(text)]


@pytest.fixture
def ruled() -> Callable[[str], Found]:
    """A text to (surface, type) of what lists and rules alone keep, without the statistical tagger."""
    recogniser = LexicalRecogniser()

    def read(text: str) -> Found:
        _, found = recogniser.lay_out(document_of(text))
        return [(text[c.start : c.end], c.type.value) for candidates in found for c in resolve(candidates)]

    return read
