"""Explanations of mentions, as text for people and as plain values."""

from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Mention, PageResult
from kg.ner.explain import Explanation


def as_text(result: PageResult, explanations: Iterable[Explanation]) -> Iterator[str]:
    """Lines that say of each mention who saw it, by which rule, and what it beat."""
    names = {entity.key: entity for entity in result.linked.entities}
    yield f"{result.document.page.id}\n"
    for explanation in explanations:
        mention = explanation.mention
        entity = names[mention.entity]
        yield f"\n{mention.start}–{mention.end}  {mention.text}  {mention.type.value} {mention.subtype}\n"
        yield f"    by    {_who(mention)}\n"
        others = mention.recognisers[1:]
        if others:
            yield f"    seen  by {', '.join(others)} too\n"
        yield from (f"    also  {_who(other)}\n" for other in explanation.seen)
        for loser in explanation.beaten:
            what = f"{loser.text}  {loser.type.value} {loser.subtype}  {loser.start}–{loser.end}"
            yield f"    beat  {what}  {_who(loser)}\n"
        reason = f"  ({entity.reason})" if entity.reason else ""
        yield f"    is    {entity.name}{reason}\n"


def as_values(explanation: Explanation) -> dict[str, Any]:
    """The readings that a mention agrees with and those that it beat."""
    return {
        "also": [_values(reading) for reading in explanation.seen],
        "beat": [_values(reading) for reading in explanation.beaten],
    }


def _who(mention: Mention) -> str:
    return f"{mention.rule}  {mention.score:g}  ({mention.recognisers[0]})"


def _values(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type.value,
        "subtype": mention.subtype,
        "rule": mention.rule,
        "score": mention.score,
        "recogniser": mention.recognisers[0],
    }
