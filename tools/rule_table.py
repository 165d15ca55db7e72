"""Measure the relation rules on the annotated pages and tell of them in docs/rules.md.

python tools/rule_table.py            write docs/rules.md and kg/lexicon/data/relate_measured.tsv
python tools/rule_table.py --check    exit 1 if they are not what the rules and the gold say

Measured is each rule by itself on gold mentions and entities, so that errors of recognition and linking do not count:
of the statements that stay on a page, those that the rule claims, and how many of them the gold has.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.config import IngestSettings, RelateSettings
from kg.ingest import split
from kg.model import Article, Document, Entity, EntityType, Linked, Mention, Modality, Page, entity_key
from kg.relate import Relater
from kg.relate.measured import FEW, LEAST, Measured
from kg.relate.names import RULES as NAME_RULES
from kg.relate.rules import Rule, load_rules
from kg.schema import PREDICATES

ROOT = Path(__file__).resolve().parents[1]
GOLD = (ROOT / "examples" / "train", ROOT / "examples" / "dev")
COUNTS = ROOT / "kg" / "lexicon" / "data" / "relate_measured.tsv"
TARGET = ROOT / "docs" / "rules.md"
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with its gold, as linking would have handed it on, and the gold's triples of entity keys."""

    document: Document
    linked: Linked
    triples: frozenset[Triple]


def read(path: Path) -> GoldPage:
    """One page of gold: `NAME.gold.json` beside `NAME.txt`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    name = path.name.removesuffix(".gold.json")
    document, _ = split(Page(name, data["text"], date=name[-7:]), IngestSettings())
    entities = {row["id"]: _entity(row) for row in data["entities"]}
    mentions = [m for article in document.articles for m in _mentions(article, data["mentions"], entities)]
    triples = {
        _triple(entities[r["subject"]].key, r["predicate"], entities[r["object"]].key) for r in data["relations"]
    }
    by_key = tuple(sorted(entities.values(), key=lambda entity: entity.key))
    return GoldPage(document, Linked(tuple(mentions), by_key), frozenset(triples))


def _entity(row: dict[str, Any]) -> Entity:
    kind, area = EntityType(row["type"]), row.get("admin", "")
    aliases = tuple(alias for alias in row.get("aliases", ()) if alias != row["name"])
    return Entity(entity_key(kind, row["name"], area, row["id"]), kind, row["subtype"], row["name"], aliases, area=area)


def _mentions(article: Article, rows: Iterable[dict[str, Any]], entities: dict[str, Entity]) -> Iterator[Mention]:
    at = {article.offsets.start(i): i for i in range(len(article.text))}
    for row in rows:
        inside = [at[raw] for raw in range(row["start"], row["end"]) if raw in at]
        if row["start"] in at:
            one = entities[row["entity"]]
            yield Mention(
                row["start"], row["end"], row["text"], one.type, one.subtype, article.index, inside[0], inside[-1] + 1,
                entity=one.key,
            )  # fmt: skip


def _triple(subject: str, predicate: str, obj: str) -> Triple:
    ends = sorted((subject, obj)) if PREDICATES[predicate].symmetric else (subject, obj)
    return ends[0], predicate, ends[1]


def count(pages: Iterable[GoldPage]) -> dict[str, Measured]:
    """How often each rule fired, and was right."""
    relater = Relater(RelateSettings(weak_rules=True))
    right: dict[str, int] = defaultdict(int)
    fired: dict[str, int] = defaultdict(int)
    for page in pages:
        kept = {
            _triple(s.subject, s.predicate, s.object)
            for s in relater.relate(page.document, page.linked)
            if s.modality in (Modality.FACT, Modality.ENDED) or s.predicate == "organizes"
        }
        claims = relater.claims(page.document, page.linked)
        for rule, triple in {(c.rule, _triple(c.subject, c.predicate, c.object)) for c in claims}:
            fired[rule] += triple in kept
            right[rule] += triple in kept and triple in page.triples
    return {rule: Measured(right[rule], fired[rule]) for rule in sorted(fired) if fired[rule]}


def counts_file(counts: dict[str, Measured]) -> str:
    """The text of `relate_measured.tsv`."""
    head = (
        "# What each relation rule got right on the annotated pages with gold mentions: rule, right, fired.\n"
        "# Written by tools/rule_table.py; do not edit.\n"
    )
    return head + "".join(f"{rule}\t{one.right}\t{one.fired}\n" for rule, one in counts.items())


def page_of(rules: Iterable[Rule], counts: dict[str, Measured], pages: int) -> str:
    """The text of `docs/rules.md`."""
    rows: dict[str, list[str]] = defaultdict(list)
    for name, (predicate, about) in NAME_RULES.items():
        rows[predicate].append(_row(name, about, "", 0.0, counts.get(name)))
    for rule in rules:
        example = rule.examples[0].text
        rows[rule.predicate].append(_row(rule.name, rule.about, example, rule.score, counts.get(rule.name)))
    parts = [
        "# Relation rules\n",
        f"Written by `tools/rule_table.py` from `kg/relate/rules/*.toml` and {pages} annotated pages; do not edit.",
        "*Right* counts, of the statements that stay on those pages with gold mentions, those that the rule claims and",
        "the gold has. A rule's score is its precision, smoothed by what its author believed. A rule that fired",
        f"{FEW} times or more and was right in less than {LEAST:.0%} is **off** unless `weak_rules` is set.\n",
    ]
    for predicate in PREDICATES:
        if rows[predicate]:
            parts += [f"## {predicate}\n", "| rule | finds | example | right | precision |", "|---|---|---|---|---|"]
            parts += [*rows[predicate], ""]
    return "\n".join(parts)


def _row(name: str, about: str, example: str, believed: float, one: Measured | None) -> str:
    if one is None:
        figures = f"– | {believed:.2f} believed"
    else:
        figures = f"{one.right} of {one.fired} | {one.right / one.fired:.2f}" + (" **off**" if one.weak else "")
    shown = example.replace("\n", " ⏎ ").replace("|", "\\|")
    return f"| {name} | {about} | {shown} | {figures} |"


def main(arguments: list[str]) -> int:
    """Write both files, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    options = parser.parse_args(arguments)
    pages = [read(path) for folder in GOLD for path in sorted(folder.glob("*.gold.json"))]
    counts = count(pages)
    made = {COUNTS: counts_file(counts), TARGET: page_of(load_rules(), counts, len(pages))}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if options.check:
            sys.stderr.write(f"{path.relative_to(ROOT)} is out of date: run python tools/rule_table.py\n")
        else:
            path.write_text(made[path], encoding="utf-8")
    return int(options.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
