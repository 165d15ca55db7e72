"""Answers of the endpoint as people look at them: a table with links, bars, or a graph."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.schema import PREFIXES
from kg.serve.desk import Desk
from kg.serve.desk.records import Brief
from kg.serve.pages.inner import Reply
from kg.serve.pages.site import entity_url, page_url

SHOWN = 500
"""Rows of a table on the page; the rest is in the files."""
BARS = 40
DRAWN = 150
"""Rows of which a graph is drawn."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_NO_NAMES = frozenset({"date", "page", "quote", "rule", "score", "first", "last", "path", "title", "kind", "rank"})
"""Columns of the canned questions that name no entity."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and where it leads, if to one of our pages."""

    text: str
    url: str = ""
    number: bool = False
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows as bars: labels, values, and widths in percent of the longest."""

    label: str
    value: str
    rows: tuple[tuple[Cell, str, float], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, or why there is none."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    said: bool | None = None
    """The answer to ASK."""
    error: str = ""
    triples: bool = False


def read(reply: Reply, desk: Desk) -> Answer:
    """The endpoint's reply as a table."""
    if reply.status != 200:
        return Answer(error=reply.body.decode("utf-8", "replace").strip() or f"HTTP {reply.status}")
    linker = _Linker(desk)
    if reply.media == "application/n-triples":
        parsed = list(ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES))
        rows = [(quad.subject, quad.predicate, quad.object) for quad in parsed[:SHOWN]]
        cells = tuple(tuple(linker.cell("", _plain(term)) for term in row) for row in rows)
        return Answer(("subject", "predicate", "object"), cells, len(parsed), triples=True)
    found = json.loads(reply.body)
    if "boolean" in found:
        return Answer(said=bool(found["boolean"]))
    columns = tuple(found["head"]["vars"])
    bindings = found["results"]["bindings"]
    shown = tuple(tuple(linker.cell(name, row.get(name)) for name in columns) for row in bindings[:SHOWN])
    return Answer(columns, shown, len(bindings))


def bars(answer: Answer) -> Bars | None:
    """The first column of numbers over the first of names; None if there are none."""
    value = next((i for i in range(len(answer.columns)) if _all(answer, i, number=True)), None)
    label = next((i for i in range(len(answer.columns)) if i != value and not _all(answer, i, number=True)), None)
    if value is None or label is None:
        return None
    rows = [row for row in answer.rows if row[value].text][:BARS]
    most = max((abs(float(row[value].text)) for row in rows), default=0.0) or 1.0
    drawn = tuple(
        (row[label], row[value].text, round(max(0.0, float(row[value].text)) / most * 100, 1)) for row in rows
    )
    return Bars(answer.columns[label], answer.columns[value], drawn)


def drawing(answer: Answer, desk: Desk) -> dict[str, list[dict[str, Any]]] | None:
    """Nodes and edges of the first two columns that name things; None if there are not two.

    Entities are those that cells are IRIs of, else those of exactly that name, else plain points.
    """
    ends = _ends(answer)
    if ends is None:
        return None
    nodes: dict[str, dict[str, Any]] = {}
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in answer.rows[:DRAWN]:
        one, other = row[ends[0]], row[ends[1]]
        if not one.text or not other.text:
            continue
        for cell in (one, other):
            if cell.text not in nodes:
                nodes[cell.text] = _point(cell, desk)
        label = row[1].text if answer.triples else ""
        edges[one.text, label, other.text] = {"source": one.text, "target": other.text, "label": label}
    return {"nodes": list(nodes.values()), "edges": list(edges.values())} if edges else None


def _ends(answer: Answer) -> tuple[int, int] | None:
    if answer.triples:
        return 0, 2
    columns = range(len(answer.columns))
    linked = [i for i in columns if any(row[i].iri for row in answer.rows)]
    named = [
        i
        for i in columns
        if answer.columns[i] not in _NO_NAMES
        and any(row[i].text for row in answer.rows)
        and not _all(answer, i, number=True)
    ]
    for found in (linked, named):
        if len(found) > 1:
            return found[0], found[1]
    return None


def _point(cell: Cell, desk: Desk) -> dict[str, Any]:
    entity = desk.brief(cell.iri.partition("/id/")[2]) if cell.iri else desk.named(cell.text)
    if entity is None:
        return {"id": cell.text, "name": cell.text, "type": "", "url": cell.url}
    return {"id": cell.text, "name": entity.name, "type": entity.type.value, "url": entity_url(entity.path)}


def _all(answer: Answer, column: int, *, number: bool) -> bool:
    texts = [row[column] for row in answer.rows if row[column].text]
    return bool(texts) and all(cell.number is number for cell in texts)


class _Linker:
    """Turns values into cells; each entity is looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._entities: dict[str, Brief | None] = {}
        self._pages: dict[str, bool] = {}

    def cell(self, column: str, value: dict[str, str] | None) -> Cell:
        if value is None:
            return Cell("")
        text = value["value"]
        if value["type"] == "uri":
            return self._iri(text)
        if column == "page" and self._is_page(text):
            return Cell(text, page_url(text))
        return Cell(text, number=bool(_NUMBER.fullmatch(text)) and "date" not in value.get("datatype", "").lower())

    def _iri(self, iri: str) -> Cell:
        base = self._desk.base
        if iri.startswith(base + "id/"):
            path = iri.removeprefix(base + "id/")
            if path not in self._entities:
                self._entities[path] = self._desk.brief(path)
            entity = self._entities[path]
            if entity is not None:
                return Cell(entity.name, entity_url(entity.path), iri=iri)
        for name, prefix in PREFIXES.items():
            if iri.startswith(prefix):
                return Cell(f"{name}:{iri.removeprefix(prefix)}")
        return Cell(iri)

    def _is_page(self, name: str) -> bool:
        if name not in self._pages:
            self._pages[name] = self._desk.has_page(name)
        return self._pages[name]


def _plain(term: object) -> dict[str, str]:
    kind = "uri" if isinstance(term, ox.NamedNode) else "literal"
    return {"type": kind, "value": str(getattr(term, "value", term))}
