"""The interchange format: one JSON object a page, which scorers and other tools read.

`{"page", "mentions": [{start, end, text, type, subtype, entity, rule, score, recognisers}],
"entities": [{id, type, subtype, name, aliases, key, admin?}],
"relations": [{subject, predicate, object, evidence: [start, end], rule, score, title?, modality?}]}`; offsets are
Unicode code points of the raw page.
"""

from typing import Any

from kg.model import Linked, Modality, PageResult, Statement

SAID_AS_FACT = frozenset({Modality.FACT, Modality.ENDED})
"""What a page asserts, of now or of the past."""


def _is_relation(statement: Statement) -> bool:
    """Whether a statement is a relation of its page: what the page denies is none, and what it plans is one only where
    the plan itself is the relation: a programme that a body is about to launch is already that body's programme."""
    planned = statement.modality is Modality.PLANNED and statement.predicate == "organizes"
    return planned or statement.modality in SAID_AS_FACT


def to_interchange(result: PageResult) -> dict[str, Any]:
    """A page's extraction as plain JSON values, in a fixed order. Entity ids count through the page: e1, e2, …"""
    ids = {entity.key: f"e{number}" for number, entity in enumerate(result.linked.entities, 1)}
    return {
        "page": result.document.page.id,
        "mentions": _mentions(result.linked, ids),
        "entities": [
            {
                "id": ids[entity.key],
                "type": entity.type.value,
                "subtype": entity.subtype,
                "name": entity.name,
                "aliases": list(entity.aliases),
                "key": entity.key,
                **({"admin": entity.area} if entity.area else {}),
            }
            for entity in result.linked.entities
        ],
        "relations": [_relation(s, ids) for s in result.statements if _is_relation(s)],
    }


def _mentions(linked: Linked, ids: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "type": mention.type.value,
            "subtype": mention.subtype,
            "entity": ids[mention.entity],
            "rule": mention.rule,
            "score": mention.score,
            "recognisers": list(mention.recognisers),
        }
        for mention in linked.mentions
    ]


def _relation(statement: Statement, ids: dict[str, str]) -> dict[str, Any]:
    first = statement.evidence[0]
    return {
        "subject": ids[statement.subject],
        "predicate": statement.predicate,
        "object": ids[statement.object],
        "evidence": [first.start, first.end],
        "rule": statement.rule,
        "score": statement.score,
        **({"title": statement.title} if statement.title else {}),
        **({"modality": statement.modality.value} if statement.modality is not Modality.FACT else {}),
    }
