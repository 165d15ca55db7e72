"""Which rules made an entity's mentions, from the annotations that a build leaves."""

import json
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.graph import Store

_KEY = "SELECT ?key WHERE { $entity kg:key ?key }"


@dataclass(slots=True)
class Made:
    """What one rule made of one surface: how often, how sure at best, and where first."""

    surface: str
    rule: str
    recognisers: tuple[str, ...]
    times: int
    score: float
    where: str


def mention_rules(store: Store, iri: str, annotations: Path) -> tuple[Made, ...]:
    """The rules behind an entity's mentions, commonest first; none if the build left no annotations.

    Only lines that hold the entity's key are parsed, so that this takes moments on a large archive too.
    """
    keys = {row[0].value for row in store.select(_KEY.replace("$entity", str(NamedNode(iri))))}
    if not keys or not annotations.is_file():
        return ()
    spelled = [json.dumps(key, ensure_ascii=False) for key in sorted(keys)]
    found: dict[tuple[str, str, tuple[str, ...]], Made] = {}
    with annotations.open(encoding="utf-8") as lines:
        for line in lines:
            if any(key in line for key in spelled):
                _count(json.loads(line), keys, found)
    return tuple(sorted(found.values(), key=lambda made: (-made.times, made.surface, made.rule, made.recognisers)))


def _count(
    page: dict[str, list[dict[str, object]]], keys: set[str], found: dict[tuple[str, str, tuple[str, ...]], Made]
) -> None:
    ids = {entity["id"] for entity in page["entities"] if entity.get("key") in keys}
    for mention in page["mentions"]:
        if mention["entity"] not in ids:
            continue
        surface, rule, score = str(mention["text"]), str(mention["rule"]), float(str(mention["score"]))
        seen = mention["recognisers"]
        recognisers = tuple(map(str, seen)) if isinstance(seen, list) else ()
        made = found.get((surface, rule, recognisers))
        if made is None:
            where = f"{page['page']} {mention['start']}–{mention['end']}"
            found[surface, rule, recognisers] = Made(surface, rule, recognisers, 1, score, where)
        else:
            made.times += 1
            made.score = max(made.score, score)


def as_text(made: tuple[Made, ...]) -> str:
    """Lines for a terminal, under a heading."""
    lines = ["", "名称识别 mentions"]
    for one in made:
        lines.append(f"  {one.surface}  {one.times}×  [{one.rule}]  {one.score:g}  {' + '.join(one.recognisers)}")
        lines.append(f"      {one.where}")
    return "\n".join(lines)
