"""Records as rows of plain values and back: what passes between the cluster's processes, and how Spark calls it.

A page's result loses here what no later step reads: the page's text, all but the headlines of its articles, and all but
one mention of an entity in an article. The quads of what is left are those of the whole.
"""

from collections import Counter
from typing import Any, Final

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

Row = dict[str, Any]

_PROBLEMS: Final = "array<struct<kind: string, where: string, message: string, dropped: boolean>>"
_EVIDENCE: Final = "array<struct<page: string, article: int, start: int, end: int, quote: string>>"
ENTITY: Final = (
    "key: string, type: string, subtype: string, name: string, aliases: array<string>, area: string, code: string, "
    "reason: string"
)
_CLAIM: Final = f"title: string, modality: string, date: string, rule: string, score: double, evidence: {_EVIDENCE}"
PAGE: Final = (
    "id: string, text: string, date: string, place: string, title: string, source: string, media: string, "
    f"below: string, number: bigint, problems: {_PROBLEMS}"
)
"""A page as it was read; without an id, if there are only problems."""
RESULT: Final = (
    "page: string, date: string, place: string, title: string, source: string, media: string, characters: bigint, "
    "articles: array<struct<index: int, start: int, end: int, headline: string>>, "
    "mentioned: array<struct<article: int, key: string>>, "
    "mentions: array<struct<type: string, count: int>>, used: array<string>, "
    f"entities: array<struct<{ENTITY}>>, "
    f"statements: array<struct<id: string, subject: string, predicate: string, object: string, {_CLAIM}>>, "
    f"problems: {_PROBLEMS}"
)
"""What was extracted from a page; without a page, if there are only problems."""
STATEMENT: Final = (
    "id: string, subject: string, subject_name: string, predicate: string, object: string, object_name: string, "
    f"{_CLAIM}, subject_key: string, object_key: string, page: string"
)
"""A statement as it is given out: as in `statements.jsonl`, with the keys of its ends and its page."""
HELD: Final = (
    "body: string, post: string, person: string, ended: boolean, date: string, page: string, quote: string, "
    "title: string"
)
"""One page's word on who holds a top post."""
LINES: Final = "value: string"


def page_row(page: Page, below: str, number: int, problems: list[Problem]) -> Row:
    """A page as a row."""
    return {
        "id": page.id,
        "text": page.text,
        "date": page.date,
        "place": page.place,
        "title": page.title,
        "source": page.source,
        "media": page.media,
        "below": below,
        "number": number,
        "problems": [problem_row(p) for p in problems],
    }


def page_of(row: Row) -> Page:
    """The page of such a row."""
    return Page(row["id"], row["text"], row["date"], row["place"], row["title"], row["source"], row["media"])


def problem_row(problem: Problem) -> Row:
    """A problem as a row."""
    return {"kind": problem.kind, "where": problem.where, "message": problem.message, "dropped": problem.dropped}


def problem_of(row: Row) -> Problem:
    """The problem of such a row."""
    return Problem(row["kind"], row["where"], row["message"], row["dropped"])


def result_row(result: PageResult) -> Row:
    """What was extracted from a page, as a row."""
    page, mentions = result.document.page, result.linked.mentions
    counts = Counter(mention.type.value for mention in mentions)
    return {
        "page": page.id,
        "date": page.date,
        "place": page.place,
        "title": page.title,
        "source": page.source,
        "media": page.media,
        "characters": len(page.text),
        "articles": [
            {"index": a.index, "start": a.span.start, "end": a.span.end, "headline": _headline(a)}
            for a in result.document.articles
        ],
        "mentioned": [
            {"article": article, "key": key} for article, key in sorted({(m.article, m.entity) for m in mentions})
        ],
        "mentions": [{"type": kind, "count": counts[kind]} for kind in sorted(counts)],
        "used": sorted({m.rule for m in mentions if m.rule.startswith("user:")}),
        "entities": [entity_row(entity) for entity in result.linked.entities],
        "statements": [statement_row(statement) for statement in result.statements],
        "problems": [problem_row(problem) for problem in result.problems],
    }


def _headline(article: Article) -> str:
    """The article's headlines as the graph writes them."""
    return " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.HEADLINE)


def result_of(row: Row) -> PageResult:
    """What is left of a page's result: enough for its quads and statements."""
    page = Page(row["page"], "", row["date"], row["place"], row["title"], row["source"], row["media"])
    return PageResult(
        Document(page, tuple(_article(cells) for cells in row["articles"])),
        Linked(
            tuple(_mention(cells["article"], cells["key"]) for cells in row["mentioned"]),
            tuple(entity_of(cells) for cells in row["entities"]),
        ),
        tuple(statement_of(cells) for cells in row["statements"]),
    )


def _article(row: Row) -> Article:
    text = row["headline"]
    blocks = (Block(BlockKind.HEADLINE, 0, len(text)),) if text else ()
    return Article(row["index"], Span(row["start"], row["end"]), text, OffsetMap.identity(len(text)), blocks)


def _mention(article: int, key: str) -> Mention:
    kind = EntityType(key.split("|", 1)[0]) if key else EntityType.ORG
    return Mention(0, 0, "", kind, "", article, 0, 0, entity=key)


def entity_row(e: Entity) -> Row:
    """An entity as a row."""
    return {
        "key": e.key,
        "type": e.type.value,
        "subtype": e.subtype,
        "name": e.name,
        "aliases": list(e.aliases),
        "area": e.area,
        "code": e.code,
        "reason": e.reason,
    }


def entity_of(row: Row) -> Entity:
    """The entity of such a row."""
    kind, names = EntityType(row["type"]), tuple(row["aliases"])
    return Entity(row["key"], kind, row["subtype"], row["name"], names, row["area"], row["code"], row["reason"])


def statement_row(s: Statement) -> Row:
    """A statement as a row."""
    return {
        "id": s.id,
        "subject": s.subject,
        "predicate": s.predicate,
        "object": s.object,
        "title": s.title,
        "modality": s.modality.value,
        "date": s.date,
        "rule": s.rule,
        "score": s.score,
        "evidence": [
            {"page": e.page, "article": e.article, "start": e.start, "end": e.end, "quote": e.quote} for e in s.evidence
        ],
    }


def statement_of(row: Row) -> Statement:
    """The statement of such a row."""
    evidence = tuple(Evidence(e["page"], e["article"], e["start"], e["end"], e["quote"]) for e in row["evidence"])
    claim = (row["subject"], row["predicate"], row["object"], evidence, row["rule"], row["score"])
    return Statement(*claim, row["title"], Modality(row["modality"]), row["date"])
