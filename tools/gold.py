"""Compile hand-written gold annotations: NAME.txt + NAME.gold.tsv → NAME.gold.json, the scorer's format.

usage: gold.py [--check] FOLDER_OR_PAGE...

A gold source has one line a fact, fields parted by tabs; `#` begins a comment (docs/annotation.md says it at length):

    A  first words                      an article begins here (in page order)
    F  first words                      page furniture begins here (masthead, colophon): nothing in it is annotated
    E  id  TYPE  subtype  name  surface;surface  [admin]
    X  surface;surface                  these words are no mention, though an E line has a surface that would match
    R  subject[,subject]  predicate  object[,object]  [quote]  [title]

Every occurrence of a surface is a mention, longest surface first. `南通@2` is article 2 only, `通#3` the third
occurrence, `南通!1` all but the first, `返[通],` the bracketed part where it stands in these words; an empty name is
the first surface. A quote may skip words with `…` and choose an article with `@2`; without one the evidence is the
first mention of the subject. White space on the page counts for nothing in surfaces and quotes; offsets are code
points of the raw page.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SUBTYPES = {
    "ORG": "government party people_congress company union association education health bank media team institution",
    "PLACE": "country province city district town community village park facility natural road region",
    "PROG": "campaign policy project mechanism event platform award document strategy",
    "PER": "person",
}
DOMAIN_RANGE = {
    "within": ("PLACE", "PLACE"),
    "inPark": ("ORG", "PLACE"),
    "locatedIn": ("ORG", "PLACE"),
    "jurisdiction": ("ORG", "PLACE"),
    "partOf": ("ORG", "ORG"),
    "leads": ("PER", "ORG PLACE PROG"),
    "memberOf": ("PER", "ORG PLACE"),
    "organizes": ("ORG PER PLACE", "PROG"),
    "participatesIn": ("ORG PER PLACE", "PROG"),
    "cooperatesWith": ("ORG PLACE", "ORG PLACE"),
    "supports": ("ORG PER PROG PLACE", "ORG PER PLACE"),
    "visited": ("PER ORG", "PLACE ORG"),
}
SELECTOR = re.compile(r"^(?P<words>.+?)(?:@(?P<articles>[\d+]+))?(?:(?P<mode>[#!])(?P<numbers>[\d+]+))?$")


@dataclass(slots=True)
class Mark:
    """A stretch of the tight page (the page without white space) that an entity claims; no entity: a mask."""

    start: int
    end: int
    entity: str
    line: int


@dataclass(slots=True)
class Gold:
    """A page being compiled, with what was found wrong (`faults`)."""

    page: str
    text: str
    tight: str = ""
    raw: list[int] = field(default_factory=list)
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    """(start, end, article number from 1, or 0 for furniture) on the tight page."""
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    masked: list[Mark] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        """Record an error of the source line (0: of the page as a whole)."""
        self.faults.append(f"{self.page}:{line}: {message}")

    def article_at(self, position: int) -> int:
        """Number of the article at a tight position, 0 if none."""
        return next((number for start, end, number in self.blocks if start <= position < end), 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of a non-empty stretch of the tight page."""
        return self.raw[start], self.raw[end - 1] + 1


def compile_page(page: str, text: str, source: str) -> Gold:
    """Compile one gold source; faults are collected, not raised, so that one run shows them all."""
    gold = Gold(page, text)
    gold.raw = [i for i, char in enumerate(text) if not char.isspace()]
    gold.tight = "".join(text[i] for i in gold.raw)
    rows: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            kind, *fields = [part.strip() for part in line.split("\t")]
            rows["A" if kind == "F" else kind].append((number, [kind, *fields] if kind in "AF" else fields))
    for number, _ in (row for kind in rows.keys() - set("AEXR") for row in rows[kind]):
        gold.fault(number, "a line begins with A, F, E, X or R and a tab")
    _cut_articles(gold, rows["A"])
    marks = [mark for row in rows["E"] for mark in _entity_marks(gold, *row)]
    for number, fields in rows["X"]:
        marks += _marks(gold, number, "", fields[0])
    _settle(gold, marks)
    for row in rows["R"]:
        _relate(gold, *row)
    return gold


def _cut_articles(gold: Gold, rows: list[tuple[int, list[str]]]) -> None:
    starts: list[tuple[int, int]] = []
    number = position = 0
    for line, (kind, words) in rows:
        found = gold.tight.find(_tight(words), position)
        if found < 0:
            gold.fault(line, f"the page has no {words!r} after the article before")
            continue
        number += kind == "A"
        starts.append((found, number if kind == "A" else 0))
        position = found + 1
    ends = [start for start, _ in starts[1:]] + [len(gold.tight)]
    gold.blocks = [(start, end, number) for (start, number), end in zip(starts, ends, strict=False)]


def _entity_marks(gold: Gold, line: int, fields: list[str]) -> list[Mark]:
    fields = [*fields, *[""] * (6 - len(fields))]
    key, kind, subtype, name, surfaces, admin = fields[:6]
    if key in gold.entities or not key:
        gold.fault(line, f"entity id {key!r} is empty or used twice")
    if subtype not in SUBTYPES.get(kind, "").split():
        gold.fault(line, f"{subtype!r} is no subtype of {kind!r}")
    name = name or _named(surfaces.split(";")[0])
    gold.entities[key] = {"id": key, "type": kind, "subtype": subtype, "name": name, "aliases": []}
    if admin:
        gold.entities[key]["admin"] = admin
    return _marks(gold, line, key, surfaces)


def _named(surface: str) -> str:
    """The words of a surface that are the mention, without selector and context."""
    match = SELECTOR.match(surface)
    return _context(_tight(match["words"]))[1] if match else ""


def _marks(gold: Gold, line: int, entity: str, surfaces: str) -> list[Mark]:
    found = []
    for surface in filter(None, surfaces.split(";")):
        marks = _find_surface(gold, line, entity, surface)
        if not marks:
            gold.fault(line, f"the page has no {surface!r}")
        found += marks
    return found


def _find_surface(gold: Gold, line: int, entity: str, surface: str) -> list[Mark]:
    match = SELECTOR.match(surface)
    assert match is not None  # any non-empty text matches
    before, mid, after = _context(_tight(match["words"]))
    words = before + mid + after
    marks = []
    for hit in re.finditer(f"(?={re.escape(words)})", gold.tight):
        start = hit.start() + len(before)
        article = gold.article_at(start)
        if article and (match["articles"] is None or article in _numbers(match["articles"])):
            marks.append(Mark(start, start + len(mid), entity, line))
    if match["mode"] is None:
        return marks
    wanted = _numbers(match["numbers"])
    return [mark for i, mark in enumerate(marks, 1) if (i in wanted) == (match["mode"] == "#")]


def _context(words: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(.*)\[(.+)\](.*)", words)
    return (match[1], match[2], match[3]) if match else ("", words, "")


def _numbers(text: str) -> set[int]:
    return {int(part) for part in text.split("+") if part}


def _tight(text: str) -> str:
    return "".join(text.split())


def _settle(gold: Gold, marks: list[Mark]) -> None:
    """Longest first; what lies inside a longer mention is dropped, any other overlap is a fault."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start, m.line)):
        over = next((other for other in kept if mark.start < other.end and other.start < mark.end), None)
        if over is None:
            kept.append(mark)
        elif (over.start, over.end) == (mark.start, mark.end):
            if over.entity and mark.entity and over.entity != mark.entity:
                gold.fault(mark.line, f"{gold.tight[mark.start : mark.end]!r} stands for {over.entity} too")
        elif not (over.start <= mark.start and mark.end <= over.end):
            words = gold.tight[min(mark.start, over.start) : max(mark.end, over.end)]
            gold.fault(mark.line, f"mentions overlap in {words!r} (line {over.line})")
    gold.masked = [mark for mark in kept if not mark.entity]
    for mark in sorted((mark for mark in kept if mark.entity), key=lambda m: m.start):
        entity = gold.entities[mark.entity]
        start, end = gold.span(mark.start, mark.end)
        text = gold.tight[mark.start : mark.end]
        gold.mentions.append(
            {"start": start, "end": end, "text": text, "type": entity["type"], "entity": mark.entity}
            | {"article": gold.article_at(mark.start)}
        )
        if text not in entity["aliases"]:
            entity["aliases"].append(text)


def _relate(gold: Gold, line: int, fields: list[str]) -> None:
    subjects, predicate, objects, quote, title = [*fields, *[""] * 5][:5]
    if predicate not in DOMAIN_RANGE:
        gold.fault(line, f"no relation {predicate!r}")
        return
    for subject in subjects.split(","):
        for target in objects.split(","):
            _add_relation(gold, line, (subject.strip(), predicate, target.strip()), quote, title)


def _add_relation(gold: Gold, line: int, triple: tuple[str, str, str], quote: str, title: str) -> None:
    subject, predicate, target = triple
    for key, allowed in zip((subject, target), DOMAIN_RANGE[predicate], strict=True):
        if key not in gold.entities:
            gold.fault(line, f"no entity {key!r}")
            return
        if gold.entities[key]["type"] not in allowed.split():
            gold.fault(line, f"{predicate} takes {allowed} there, {key} is {gold.entities[key]['type']}")
    if predicate == "inPark" and gold.entities[target]["subtype"] != "park":
        gold.fault(line, f"{target} is no park")
    if any((r["subject"], r["predicate"], r["object"]) == triple for r in gold.relations):
        gold.fault(line, f"{triple} stands twice")
    evidence = find_quote(gold, quote) if quote else _first_mention(gold, subject, target)
    if evidence is None:
        gold.fault(line, f"the page has no {quote or gold.entities[subject]['name']!r}")
        return
    relation = dict(zip(("subject", "predicate", "object"), triple, strict=True))
    gold.relations.append(
        {**relation, "evidence": list(evidence), "quote": _tight(gold.text[slice(*evidence)])}
        | ({"title": title} if title else {})
    )


def find_quote(gold: Gold, quote: str) -> tuple[int, int] | None:
    """Raw span of the first place where the quote stands; `…` skips the fewest characters."""
    words, _, articles = _tight(quote).rpartition("@")
    if not words or not re.fullmatch(r"[\d+]+", articles):
        words, articles = _tight(quote), ""
    literal = re.escape(words)
    for pattern in (literal, literal.replace("…", ".*?")):
        for hit in re.finditer(pattern, gold.tight):
            if not articles or gold.article_at(hit.start()) in _numbers(articles):
                return gold.span(hit.start(), hit.end())
    return None


def _first_mention(gold: Gold, subject: str, target: str) -> tuple[int, int] | None:
    """Where the object's mention runs into the subject's (章村镇 + 桥北村), else the subject's first mention."""
    for first, second in zip(gold.mentions, gold.mentions[1:], strict=False):
        if (first["entity"], second["entity"]) == (target, subject) and not _tight(
            gold.text[first["end"] : second["start"]]
        ):
            return first["start"], second["end"]
    return next(((m["start"], m["end"]) for m in gold.mentions if m["entity"] == subject), None)


def review(gold: Gold) -> list[str]:
    """What a second pair of eyes should look at: places where the annotator may have forgotten something."""
    covered = [(m["start"], m["end"]) for m in gold.mentions] + [gold.span(m.start, m.end) for m in gold.masked]
    notes = []
    for surface in sorted({m["text"] for m in gold.mentions}):
        for hit in re.finditer(re.escape(surface), gold.tight):
            start, end = gold.span(hit.start(), hit.end())
            if gold.article_at(hit.start()) and not any(s < end and start < e for s, e in covered):
                around = gold.tight[max(0, hit.start() - 8) : hit.end() + 8]
                notes.append(f"{gold.page}: {surface!r} is a mention elsewhere, not in {around!r}")
    named = {m["entity"] for m in gold.mentions}
    used = {r[side] for r in gold.relations for side in ("subject", "object")}
    served = {r["subject"] for r in gold.relations if r["predicate"] in ("jurisdiction", "partOf")}
    for key, entity in gold.entities.items():
        if key not in named:
            notes.append(f"{gold.page}: {entity['name']} has no mention of its own")
        if entity["subtype"] in ("government", "party", "people_congress", "union") and key not in served:
            notes.append(f"{gold.page}: {entity['name']} has no jurisdiction")
        if entity["type"] in ("PLACE", "ORG", "PROG") and key not in used:
            notes.append(f"{gold.page}: {entity['name']} has no relation")
    return notes


def dump(gold: Gold) -> str:
    """The page as the scorer's JSON, one mention, entity or relation a line, so that diffs can be read."""
    ends = [(gold.span(start, end), number) for start, end, number in gold.blocks]
    parts = [f' "page": {_json(gold.page)}', f' "text": {_json(gold.text)}']
    parts.append(f' "articles": {_json([list(span) for span, number in ends if number])}')
    for key, items in (
        ("mentions", gold.mentions),
        ("entities", list(gold.entities.values())),
        ("relations", gold.relations),
    ):
        parts.append(f' "{key}": [\n  ' + ",\n  ".join(_json(item) for item in items) + "\n ]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def sources(paths: list[Path]) -> list[Path]:
    """The gold sources named, or in the folders named, sorted."""
    found = [item for path in paths for item in (path.glob("*.gold.tsv") if path.is_dir() else [path])]
    return sorted(found)


def main(arguments: list[str]) -> int:
    """Compile (or check) and say what was found; 1 if any page has a fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; committed JSON must equal the compiled")
    parser.add_argument("--quiet", action="store_true", help="leave the doubts out, which are for annotators to read")
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    failed = False
    for source in sources(options.paths):
        stem = source.with_name(source.name.removesuffix(".gold.tsv"))
        text = stem.with_name(stem.name + ".txt").read_bytes().decode("utf-8")
        gold = compile_page(stem.name + ".txt", text, source.read_text(encoding="utf-8"))
        target = stem.with_name(stem.name + ".gold.json")
        compiled = dump(gold)
        if options.check and (not target.exists() or target.read_bytes().decode("utf-8") != compiled):
            gold.fault(0, f"{target.name} is not what {source.name} compiles to; run tools/gold.py on it")
        elif not options.check:
            target.write_text(compiled, encoding="utf-8", newline="\n")
        for line in gold.faults + ([] if options.quiet else review(gold)):
            sys.stderr.write(line + "\n")
        articles = sum(1 for *_, number in gold.blocks if number)
        counts = f"{len(gold.mentions)} mentions, {len(gold.entities)} entities, {len(gold.relations)} relations"
        sys.stdout.write(f"{gold.page}: {len(text)} characters, {articles} articles, {counts}\n")
        failed = failed or bool(gold.faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
