"""What a build left, as rows for the read index: from the store, the statements file and the kept pages."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.export.shown import PARTED, Shown
from kg.graph import Store
from kg.io.layout import REPORT, STATE, STATEMENTS, STORE
from kg.model import PageResult, entity_iri, on_page
from kg.model.ids import BASE
from kg.pipeline.codec import decode
from kg.schema import NS, class_types

_ENTITIES = """
SELECT ?entity ?name ?key ?area ?code ?reason ?since ?until WHERE {
  ?entity kg:key ?key ; rdfs:label ?name .
  OPTIONAL { ?entity kg:areaPath ?area }
  OPTIONAL { ?entity kg:divisionCode ?code }
  OPTIONAL { ?entity kg:reason ?reason }
  OPTIONAL { ?entity kg:validFrom ?since }
  OPTIONAL { ?entity kg:validUntil ?until }
}
"""
_PAGES = """
SELECT ?page ?name ?title ?date ?place ?source WHERE {
  ?page a kg:Page ; dcterms:identifier ?name .
  OPTIONAL { ?page dcterms:title ?title }
  OPTIONAL { ?page dcterms:date ?date }
  OPTIONAL { ?page kg:place ?place }
  OPTIONAL { ?page dcterms:source ?source }
}
"""
_ROLES = """
SELECT ?person ?body ?relation ?title ?rank ?first ?last ?ended WHERE {
  ?role a kg:Role ; org:member ?person ; kg:roleAt ?body ; kg:relation ?relation .
  OPTIONAL { ?role kg:title ?title }
  OPTIONAL { ?role kg:rank ?rank }
  OPTIONAL { ?role kg:firstObserved ?first ; kg:lastObserved ?last }
  OPTIONAL { ?role kg:endedBy ?ended }
}
"""
_ARTICLES = (
    "SELECT ?article ?page ?title { ?article dcterms:isPartOf ?page OPTIONAL { ?article dcterms:title ?title } }"
)
_KEYS = "SELECT ?entity { ?entity kg:key ?key }"
_CLASSES = "SELECT ?entity ?class { ?entity kg:key ?key ; a ?class }"
_ALIASES = "SELECT ?entity ?alias { ?entity skos:altLabel ?alias }"
_MOVED = "SELECT ?old ?entity { ?old dcterms:isReplacedBy ?entity }"
_HEIRS = "SELECT ?entity ?heir { ?entity kg:succeededBy ?heir }"
_SEEN = "SELECT ?entity ?article { ?entity kg:mentionedIn ?article }"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A page as it is shown. `quotes` maps raw places (article, start, end) to shown ones where these differ."""

    name: str
    text: str
    articles: tuple[tuple[int, int, int], ...]
    """Number, start and end of each."""
    mentions: tuple[tuple[int, int, int, tuple[str, ...], str, float], ...]
    """Start, end, article, the IRIs that the entity may have, the likelier first, rule, score."""
    quotes: dict[tuple[int, int, int], tuple[int, int]]


class Source:
    """A finished build, read as streams of rows. Ends of statements and the like are IRIs."""

    def __init__(self, folder: Path) -> None:
        """Open the build.

        Raises:
            StoreError: the folder holds no whole build.
        """
        self._folder = folder
        self._store = Store.open(folder / STORE)
        if not (folder / STATEMENTS).is_file():
            raise StoreError(f"{folder / STATEMENTS} is missing: run kg build again")

    def base(self) -> str:
        """Namespace of the build's IRIs."""
        for (node,) in self._select(_KEYS + " LIMIT 1"):
            return str(node).rpartition("id/")[0]
        return BASE

    def keys(self) -> Iterator[str]:
        """IRIs of all entities."""
        return (iri for (iri,) in self._select(_KEYS))

    def entities(self) -> Iterator[Row]:
        """IRI, name, key, area, code, reason, since, until."""
        return self._select(_ENTITIES)

    def types(self) -> Iterator[tuple[str, str, str]]:
        """IRI, type and subtype; an entity's plain type comes beside its subtype."""
        known = class_types()
        for iri, cls in self._select(_CLASSES):
            kind = known.get(cls.removeprefix(NS))
            if kind is not None:
                yield iri, kind[0].value, kind[1]

    def aliases(self) -> Iterator[Row]:
        """IRI, alias."""
        return self._select(_ALIASES)

    def moved(self) -> Iterator[Row]:
        """The IRI of an entity that was judged to be another, and that other's."""
        return self._select(_MOVED)

    def heirs(self) -> Iterator[Row]:
        """IRIs of a former division and of what took its place."""
        return self._select(_HEIRS)

    def pages(self) -> Iterator[Row]:
        """IRI, name, title, date, place, source."""
        return self._select(_PAGES)

    def articles(self) -> Iterator[tuple[str, int, str]]:
        """The page's IRI, the article's number, its headline."""
        for article, page, title in self._select(_ARTICLES):
            yield page, _number(article), title

    def seen(self) -> Iterator[tuple[str, str, int]]:
        """The entity's IRI, the page's, the article's number."""
        for entity, article in self._select(_SEEN):
            yield entity, article.rpartition("#a")[0], _number(article)

    def roles(self) -> Iterator[Row]:
        """Person, body, relation, title, rank, first, last, ended."""
        for person, body, relation, *rest in self._select(_ROLES):
            yield (person, body, relation.removeprefix(NS), *rest)

    def statements(self) -> Iterator[dict[str, Any]]:
        """The lines of the statements file."""
        with (self._folder / STATEMENTS).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise StoreError(f"{STATEMENTS} line {number} is no JSON: run kg build again") from error

    def report(self) -> dict[str, Any]:
        """The build's report; empty if it is not there."""
        path = self._folder / REPORT
        return dict(json.loads(path.read_bytes())) if path.is_file() else {}

    def words(self, base: str) -> Iterator[Words]:
        """The pages' texts; none if the build's state was not kept, as where texts must not be passed on."""
        path = self._folder / STATE
        if not path.is_file():
            return
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
                for (record,) in db.execute("SELECT record FROM result ORDER BY page"):
                    yield _words(decode(record), base)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} cannot be read ({error}): wait for the build to end, or build again") from error

    def _select(self, text: str) -> Iterator[Row]:
        """Rows of text; an unbound cell is empty."""
        for row in self._store.select(text):
            yield tuple("" if cell is None else cell.value for cell in row)


def _number(article: str) -> int:
    return int(article.rpartition("#a")[2])


def _words(result: PageResult, base: str) -> Words:
    shown, page = Shown(result), result.document.page
    mentions = tuple(
        (span.start, span.end, m.article, _iris(m.entity, page.id, base), m.rule, m.score)
        for span, m in shown.mentions()
    )
    quotes = {}
    if page.media == "html":
        for statement in result.statements:
            for one in statement.evidence:
                span = shown.quote(one)
                quotes[one.article, one.start, one.end] = (span.start, span.end)
    return Words(page.id, shown.text, tuple(_spans(result, page.media)), mentions, quotes)


def _iris(key: str, page: str, base: str) -> tuple[str, ...]:
    """The IRI of the entity should it have been taken off this page, and its own."""
    return entity_iri(on_page(key, page), base), entity_iri(key, base)


def _spans(result: PageResult, media: str) -> Iterator[tuple[int, int, int]]:
    """Where the articles stand in the text shown."""
    at = 0
    for article in result.document.articles:
        if media == "html":
            yield article.index, at, at + len(article.text)
            at += len(article.text) + len(PARTED)
        else:
            yield article.index, article.span.start, article.span.end
