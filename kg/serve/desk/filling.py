"""Filling the read index: entities by rank, pages, statements, and what is counted beforehand."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import EntityType
from kg.schema import predicates
from kg.serve.desk.figures import count
from kg.serve.desk.gather import Row, Source, Words
from kg.serve.desk.grams import fold, han_grams, initial_grams, spelled_grams, syllables

_INDEXES = """
CREATE INDEX entity_name ON entity (folded, id);
CREATE INDEX entity_type ON entity (type, id);
CREATE INDEX alias_name ON alias (folded, entity);
CREATE INDEX page_date ON page (date, name);
CREATE INDEX mention_entity ON mention (entity, page, start);
CREATE INDEX statement_out ON statement (subject, predicate, object);
CREATE INDEX statement_in ON statement (object, predicate, subject);
CREATE INDEX statement_hash ON statement (hash);
CREATE INDEX statement_page ON statement (page);
CREATE INDEX role_person ON role (person, first);
CREATE INDEX role_body ON role (body, first);
"""
_DERIVED = """
INSERT INTO month SELECT entity, substr(date, 1, 7), count(*) FROM seen WHERE date <> '' GROUP BY 1, 2;
CREATE INDEX edge_back ON edge (target, source, predicate);
UPDATE entity SET degree =
  (SELECT count(*) FROM edge WHERE source = id) + (SELECT count(*) FROM edge WHERE target = id);
UPDATE entity SET (articles, first, last) = (
  SELECT count(*), coalesce(min(nullif(date, '')), ''), coalesce(max(date), '') FROM seen WHERE entity = id
);
"""
_EDGES = """
INSERT INTO edge SELECT one, other, predicate, count(DISTINCT page || '#' || article),
  coalesce(min(nullif(date, '')), ''), max(date)
FROM (
  SELECT CASE WHEN turned THEN object ELSE subject END AS one, CASE WHEN turned THEN subject ELSE object END AS other,
    predicate, page, article, date
  FROM (
    SELECT s.*, e.article, s.predicate IN (SELECT value FROM json_each(?)) AND (
      SELECT a.path > b.path FROM entity a, entity b WHERE a.id = s.subject AND b.id = s.object) AS turned
    FROM statement s JOIN evidence e ON e.statement = s.id AND e.number = 0
    WHERE s.modality = 'fact' AND s.subject <> s.object
  )
) GROUP BY 1, 2, 3
"""


_STATEMENT = """
INSERT INTO statement VALUES
  (:number, :id, :subject, :predicate, :object, :title, :modality, :date, :rule, :score, :page)
"""
_RELATIONS = """
INSERT INTO relation SELECT own, predicate, outward, count(DISTINCT other), count(*) FROM (
  SELECT subject AS own, object AS other, predicate, 1 AS outward FROM statement
  UNION ALL
  SELECT object, subject, predicate, predicate IN (SELECT value FROM json_each(?)) FROM statement
) GROUP BY 1, 2, 3
"""


def fill(db: sqlite3.Connection, source: Source) -> None:
    """Write all tables. `db` has the schema and nothing else."""
    base = source.base()
    db.execute("INSERT INTO meta VALUES ('base', ?)", (base,))
    ranks = _ranks(source)
    _entities(db, source, ranks, base)
    pages = _pages(db, source)
    _seen(db, source, ranks, pages)
    moved = _moved(db, source, ranks, base)
    placed = _texts(db, source.words(base), pages, {**moved, **ranks})
    _statements(db, source, ranks, {name: (number, placed.get(number, {})) for _, (name, number) in pages.items()})
    _roles(db, source, ranks)
    db.executescript(_INDEXES)
    symmetric = json.dumps(sorted(name for name, one in predicates().items() if one.symmetric))
    db.execute(_RELATIONS, (symmetric,))
    db.execute(_EDGES, (symmetric,))
    db.executescript(_DERIVED)
    _words(db)
    for name, value in count(db, source.report()).items():
        db.execute("INSERT INTO figure VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))
    db.execute("ANALYZE")


def _ranks(source: Source) -> dict[str, int]:
    """Each entity's number by its IRI: the one with the most statements first."""
    ties: Counter[str] = Counter()
    for statement in source.statements():
        ties[statement["subject"]] += 1
        ties[statement["object"]] += 1
    ordered = sorted(source.keys(), key=lambda iri: (-ties[iri], iri))
    return {iri: number for number, iri in enumerate(ordered, 1)}


def _entities(db: sqlite3.Connection, source: Source, ranks: dict[str, int], base: str) -> None:
    kinds: dict[int, tuple[str, str]] = {}
    for iri, kind, subtype in source.types():
        number = ranks[iri]
        kinds[number] = max(kinds.get(number, ("", "")), (kind, subtype))

    def rows() -> Iterator[Row]:
        for iri, name, key, area, code, reason, since, until in source.entities():
            number = ranks[iri]
            kind, subtype = kinds[number]
            yield number, _path(iri, base), name, fold(name), kind, subtype, area, code, key, reason, since, until

    columns = "id, path, name, folded, type, subtype, area, code, key, reason, since, until"
    db.executemany(f"INSERT INTO entity ({columns}) VALUES ({', '.join('?' * 12)})", rows())
    aliases = ((ranks[iri], name, fold(name)) for iri, name in source.aliases())
    db.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", aliases)
    heirs = ((ranks[iri], ranks[heir]) for iri, heir in source.heirs() if heir in ranks)
    db.executemany("INSERT INTO heir VALUES (?, ?)", heirs)


def _path(iri: str, base: str) -> str:
    return iri.removeprefix(base + "id/")


def _moved(db: sqlite3.Connection, source: Source, ranks: dict[str, int], base: str) -> dict[str, int]:
    """Where the IRIs lead that stand no longer for themselves."""
    moved = {old: ranks[iri] for old, iri in source.moved()}
    db.executemany("INSERT INTO moved VALUES (?, ?)", ((_path(old, base), to) for old, to in moved.items()))
    return moved


def _pages(db: sqlite3.Connection, source: Source) -> dict[str, tuple[str, int]]:
    """Name and number of each page by its IRI; numbers follow date and name."""
    found = sorted(source.pages(), key=lambda row: (row[3], row[1]))
    pages = {}
    for number, (iri, name, title, date, place, origin) in enumerate(found, 1):
        pages[iri] = (name, number)
        db.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, NULL)", (number, name, title, date, place, origin))
    articles = ((pages[iri][1], number, title) for iri, number, title in source.articles())
    db.executemany("INSERT INTO article (page, number, headline) VALUES (?, ?, ?)", articles)
    return pages


def _seen(db: sqlite3.Connection, source: Source, ranks: dict[str, int], pages: dict[str, tuple[str, int]]) -> None:
    dates = dict(db.execute("SELECT id, date FROM page"))
    rows = ((ranks[iri], dates[pages[page][1]], pages[page][1], number) for iri, page, number in source.seen())
    db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)", rows)


Places = dict[tuple[int, int, int], tuple[int, int]]


def _texts(
    db: sqlite3.Connection, words: Iterable[Words], pages: dict[str, tuple[str, int]], known: dict[str, int]
) -> dict[int, Places]:
    """Write texts and mentions; where quotes stand on pages that are not shown as they are."""
    numbers = dict(pages.values())
    placed: dict[int, Places] = {}
    for page in words:
        number = numbers.get(page.name)
        if number is None:
            continue  # read by a later build that did not end
        db.execute("UPDATE page SET text = ? WHERE id = ?", (page.text, number))
        spans = ((start, stop, number, article) for article, start, stop in page.articles)
        db.executemany("UPDATE article SET start = ?, stop = ? WHERE page = ? AND number = ?", spans)
        rows = []
        for start, stop, article, iris, rule, score in page.mentions:
            entity = next((known[iri] for iri in iris if iri in known), None)
            if entity is not None:
                rows.append((number, start, stop, article, entity, rule, score))
        db.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        if page.quotes:
            placed[number] = page.quotes
    return placed


def _statements(
    db: sqlite3.Connection, source: Source, ranks: dict[str, int], pages: dict[str, tuple[int, Places]]
) -> None:
    for number, record in enumerate(source.statements(), 1):
        page, placed = pages[record["evidence"][0]["page"]]
        values = {**record, "number": number, "page": page}
        values.update(subject=ranks[record["subject"]], object=ranks[record["object"]], evidence=None)
        db.execute(_STATEMENT, values)
        db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)", _evidence(number, record, placed))


def _evidence(number: int, record: dict[str, Any], placed: Places) -> Iterator[Row]:
    for place, one in enumerate(record["evidence"]):
        article, start, stop = one["article"], one["start"], one["end"]
        start, stop = placed.get((article, start, stop), (start, stop))
        yield number, place, article, start, stop, one["quote"]


def _roles(db: sqlite3.Connection, source: Source, ranks: dict[str, int]) -> None:
    rows = sorted((ranks[person], ranks[body], *rest) for person, body, *rest in source.roles())
    columns = "person, body, relation, title, rank, first, last, ended"
    db.executemany(f"INSERT INTO role ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _words(db: sqlite3.Connection) -> None:
    """The search tokens of each entity's names, in the order of rank."""
    names = """
      SELECT e.id, e.type, e.name, (SELECT json_group_array(a.name) FROM alias a WHERE a.entity = e.id)
      FROM entity e ORDER BY e.id
    """

    def rows() -> Iterator[Row]:
        for number, kind, name, aliases in db.execute(names):
            called = [name, *json.loads(aliases)]
            spelled = [syllables(one) for one in called]
            columns = (map(han_grams, called), map(spelled_grams, spelled), map(initial_grams, spelled))
            yield (number, *(" ".join(tokens) for tokens in columns), EntityType(kind).value.lower())

    db.executemany("INSERT INTO words (rowid, han, spelled, initials, type) VALUES (?, ?, ?, ?, ?)", rows())
