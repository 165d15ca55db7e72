"""Annotated sample sentences: `[ORG:government 青岚市水利局]局长[PER 何志远]`, for rule files, tests and figures."""

import re

from kg.errors import DataError
from kg.model import Article, Block, BlockKind, Document, Entity, EntityType, Linked, Mention, OffsetMap, Page, Span
from kg.model import entity_key as key_of

_MENTION = re.compile(r"\[(?P<type>[A-Z]+)(?::(?P<subtype>\w+))? (?P<text>[^\]=]+)(?:=(?P<name>[^\]]+))?\]")


def sample(annotated: str, *, areas: dict[str, str] | None = None) -> tuple[Document, Linked]:
    """A page of one article from annotated text, with its mentions linked.

    A mention is `[TYPE:subtype surface]` or `[TYPE:subtype surface=full name]`; the subtype may be left out for PER.
    The first of several lines is the headline. `areas` gives entities' paths by their names.

    Raises:
        DataError: a mention's type does not exist.
    """
    pieces: list[str] = []
    mentions: list[Mention] = []
    entities: dict[str, Entity] = {}
    done = length = 0
    for match in _MENTION.finditer(annotated):
        if match["type"] not in EntityType.__members__:
            raise DataError(f"the sample {match.group()!r} has an unknown type: use ORG, PER, PLACE or PROG")
        pieces += (annotated[done : match.start()], match["text"])
        start = length + match.start() - done
        length, done = start + len(match["text"]), match.end()
        kind, name = EntityType(match["type"]), match["name"] or match["text"]
        subtype = match["subtype"] or ("person" if kind is EntityType.PER else "")
        key = key_of(kind, name)
        entities.setdefault(key, Entity(key, kind, subtype, name, area=(areas or {}).get(name, "")))
        mentions.append(Mention(start, length, match["text"], kind, subtype, 0, start, length, entity=key))
    text = "".join((*pieces, annotated[done:]))
    page = Page("sample", text, date="2020-05-11")
    article = Article(0, Span(0, len(text)), text, OffsetMap.identity(len(text)), _blocks(text))
    return Document(page, (article,)), Linked(tuple(mentions), tuple(entities[key] for key in sorted(entities)))


def _blocks(text: str) -> tuple[Block, ...]:
    first = text.find("\n")
    if first < 0:
        return (Block(BlockKind.BODY, 0, len(text)),)
    return (Block(BlockKind.HEADLINE, 0, first), Block(BlockKind.BODY, first + 1, len(text)))
