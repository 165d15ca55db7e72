"""Pages from marked text: `{区委|ORG|party}` is a mention, an empty line parts articles."""

import re
from collections.abc import Callable, Sequence

import pytest

from kg.lexicon.gazetteer import Gazetteer
from kg.link import PageLinker
from kg.model import Article, Block, BlockKind, Document, EntityType, Linked, Mention, OffsetMap, Page, Span

MARK = re.compile(r"\{([^|{}]+)\|(ORG|PER|PLACE|PROG)(?:\|(\w+))?\}")


def build_article(marked: str, index: int, base: int) -> tuple[Article, list[Mention]]:
    """One article of marked text that begins at `base` of the raw page, with its mentions."""
    mentions, text, at = [], "", 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        start, kind = len(text), EntityType(found.group(2))
        text += found.group(1)
        subtype = found.group(3) or ("person" if kind is EntityType.PER else "")
        surface = "".join(found.group(1).split())
        mentions.append(
            Mention(base + start, base + len(text), surface, kind, subtype, index, start, len(text)),
        )
        at = found.end()
    text += marked[at:]
    span = Span(base, base + len(text))
    blocks = (Block(BlockKind.BODY, 0, len(text)),)
    return Article(index, span, text, OffsetMap.from_pieces([span]), blocks), mentions


def build_page(marked: str, **page: str) -> tuple[Document, tuple[Mention, ...]]:
    """The document and mentions of a marked text; `page` holds fields of the Page."""
    articles: list[Article] = []
    mentions: list[Mention] = []
    raw = ""
    for index, part in enumerate(marked.strip().split("\n\n")):
        raw += "\n\n" if raw else ""
        article, found = build_article(part, index, len(raw))
        articles.append(article)
        mentions += found
        raw += article.text
    return Document(Page(**{"id": "page", "text": raw, "date": "2020-05-11", **page}), tuple(articles)), tuple(mentions)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def link(gazetteer: Gazetteer) -> Callable[..., Linked]:
    """Marked text to its linked mentions."""

    def run(marked: str, **page: str) -> Linked:
        return PageLinker(gazetteer).link(*build_page(marked, **page))

    return run


@pytest.fixture(scope="session")
def named(link: Callable[..., Linked]) -> Callable[..., Sequence[str]]:
    """Marked text to the names that its mentions are read as, in order."""

    def run(marked: str, **page: str) -> Sequence[str]:
        linked = link(marked, **page)
        names = {entity.key: entity.name for entity in linked.entities}
        return [names[mention.entity] for mention in linked.mentions]

    return run


@pytest.fixture(scope="session")
def keys(link: Callable[..., Linked]) -> Callable[..., Sequence[str]]:
    """Marked text to the keys of its mentions, in order."""

    def run(marked: str, **page: str) -> Sequence[str]:
        return [mention.entity for mention in link(marked, **page).mentions]

    return run
