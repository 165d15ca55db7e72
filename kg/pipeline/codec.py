"""Page results as JSON text and back: what the build keeps between runs and hands between processes.

Records are written as arrays in field order, without field names: a build's state is read only by the same version of
the extractor (its fingerprint is part of the key), so the order is all that both sides need to share.
"""

import json
from typing import Any

from kg.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityType,
    Evidence,
    Linked,
    Mention,
    Modality,
    OffsetMap,
    Page,
    PageResult,
    Problem,
    Span,
    Statement,
)


def encode(result: PageResult) -> str:
    """One line of JSON that `decode` turns back into an equal record."""
    linked = result.linked
    return json.dumps(
        [
            _page(result.document.page),
            [_article(article) for article in result.document.articles],
            [_mention(mention) for mention in linked.mentions],
            [_entity(entity) for entity in linked.entities],
            [_statement(statement) for statement in result.statements],
            [[p.kind, p.where, p.message, p.dropped] for p in result.problems],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode(line: str) -> PageResult:
    """The record that `encode` wrote."""
    page, articles, mentions, entities, statements, problems = json.loads(line)
    return PageResult(
        Document(Page(*page), tuple(_to_article(a) for a in articles)),
        Linked(tuple(_to_mention(m) for m in mentions), tuple(_to_entity(e) for e in entities)),
        tuple(_to_statement(s) for s in statements),
        tuple(Problem(*p) for p in problems),
    )


def encode_entity(entity: Entity) -> str:
    """One line of JSON that `decode_entity` turns back into an equal record."""
    return json.dumps(_entity(entity), ensure_ascii=False, separators=(",", ":"))


def decode_entity(line: str) -> Entity:
    """The record that `encode_entity` wrote."""
    return _to_entity(json.loads(line))


def _page(page: Page) -> list[Any]:
    return [page.id, page.text, page.date, page.place, page.title, page.source, page.media]


def _article(article: Article) -> list[Any]:
    offsets = article.offsets
    return [
        article.index,
        list(article.span),
        article.text,
        [offsets.derived, offsets.source, offsets.ends, offsets.length],
        [[block.kind.value, block.start, block.end] for block in article.blocks],
    ]


def _to_article(cells: list[Any]) -> Article:
    index, span, text, offsets, blocks = cells
    derived, source, ends, length = offsets
    return Article(
        index,
        Span(*span),
        text,
        OffsetMap(tuple(derived), tuple(source), tuple(ends), length),
        tuple(Block(BlockKind(kind), start, end) for kind, start, end in blocks),
    )


def _mention(m: Mention) -> list[Any]:
    return [
        m.start,
        m.end,
        m.text,
        m.type.value,
        m.subtype,
        m.article,
        m.text_start,
        m.text_end,
        m.score,
        m.recognisers,
        m.rule,
        m.entity,
        m.names,
    ]


def _to_mention(cells: list[Any]) -> Mention:
    start, end, text, kind, *rest = cells
    rest[5], rest[8] = tuple(rest[5]), tuple(rest[8])
    return Mention(start, end, text, EntityType(kind), *rest)


def _entity(e: Entity) -> list[Any]:
    return [e.key, e.type.value, e.subtype, e.name, e.aliases, e.area, e.code, e.reason]


def _to_entity(cells: list[Any]) -> Entity:
    key, kind, subtype, name, aliases, *rest = cells
    return Entity(key, EntityType(kind), subtype, name, tuple(aliases), *rest)


def _statement(s: Statement) -> list[Any]:
    evidence = [[e.page, e.article, e.start, e.end, e.quote] for e in s.evidence]
    return [s.subject, s.predicate, s.object, evidence, s.rule, s.score, s.title, s.modality.value, s.date]


def _to_statement(cells: list[Any]) -> Statement:
    subject, predicate, target, evidence, rule, score, title, modality, date = cells
    quotes = tuple(Evidence(*e) for e in evidence)
    return Statement(subject, predicate, target, quotes, rule, score, title, Modality(modality), date)
