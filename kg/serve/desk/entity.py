"""An entity's card: what it is, its roles, its relations with the words that say them, when pages name it."""

import json
import sqlite3
from collections.abc import Iterable

from kg.model import EntityType
from kg.schema import predicates
from kg.serve.desk.briefs import briefs, by_path
from kg.serve.desk.records import Brief, Card, Group, Naming, Quote, Role, Tie

TIES = 8
"""Others shown of each relation on the card."""
QUOTES = 3
"""Statements shown of each other."""
ROLES = 40
NAMINGS = 12
_OUT = "SELECT object AS other FROM statement WHERE subject = ?1 AND predicate = ?2"
_IN = "SELECT subject AS other FROM statement WHERE object = ?1 AND predicate = ?2"
_OTHERS = "SELECT other, count(*) FROM ({ends}) GROUP BY other ORDER BY other LIMIT ?3 OFFSET ?4"
_QUOTE = """
SELECT s.hash, p.name, e.article, e.quote, s.date, s.title, s.modality, s.rule, s.score
FROM statement s JOIN evidence e ON e.statement = s.id AND e.number = 0 JOIN page p ON p.id = s.page
WHERE {ends} AND s.predicate = ?3 ORDER BY s.date, s.id LIMIT ?4
"""
_ONE_WAY = "s.subject = ?1 AND s.object = ?2"
_EITHER_WAY = "((s.subject = ?1 AND s.object = ?2) OR (s.subject = ?2 AND s.object = ?1))"
"""Written out: of `(subject, object) IN ((…), (…))` SQLite makes a scan of all statements."""


def card(db: sqlite3.Connection, path: str, base: str) -> Card | None:
    """The card of the entity of that path; None if there is none."""
    found = by_path(db, path)
    if found is None:
        return None
    row = db.execute("SELECT key, code, reason, since, until FROM entity WHERE id = ?", (found.rank,)).fetchone()
    months = db.execute("SELECT month, articles FROM month WHERE entity = ? ORDER BY month", (found.rank,))
    return Card(
        found,
        f"{base}id/{found.path}",
        key=row[0],
        code=row[1],
        reason=row[2],
        since=row[3],
        until=row[4],
        aliases=aliases(db, found),
        heirs=_linked(db, "SELECT heir FROM heir WHERE entity = ? ORDER BY heir", found),
        former=_linked(db, "SELECT entity FROM heir WHERE heir = ? ORDER BY entity LIMIT 50", found),
        roles=roles(db, found, 0, ROLES),
        groups=groups(db, found),
        months=tuple(months),
        namings=namings(db, found, 0, NAMINGS),
    )


def aliases(db: sqlite3.Connection, found: Brief) -> tuple[str, ...]:
    """Other names, the shortest first."""
    rows = db.execute("SELECT name FROM alias WHERE entity = ? ORDER BY length(name), name", (found.rank,))
    return tuple(name for (name,) in rows)


def _linked(db: sqlite3.Connection, text: str, found: Brief) -> tuple[Brief, ...]:
    numbers = [number for (number,) in db.execute(text, (found.rank,))]
    known = briefs(db, numbers)
    return tuple(known[number] for number in numbers)


def roles(db: sqlite3.Connection, found: Brief, start: int, limit: int) -> tuple[Role, ...]:
    """Posts that a person held, or that were held at a body, by date."""
    own = "person" if found.type is EntityType.PER else "body"
    rows = db.execute(
        f"SELECT person, body, relation, title, first, last, ended FROM role WHERE {own} = ? "
        "ORDER BY CASE WHEN first = '' THEN ended ELSE first END, relation, id LIMIT ? OFFSET ?",
        (found.rank, limit, start),
    ).fetchall()
    known = briefs(db, [number for row in rows for number in row[:2]])
    return tuple(Role(known[person], known[body], *rest) for person, body, *rest in rows)


def groups(db: sqlite3.Connection, found: Brief) -> tuple[Group, ...]:
    """The entity's relations in the vocabulary's order, outward ones first, with the first of the others."""
    rows = db.execute("SELECT predicate, outward, others, statements FROM relation WHERE entity = ?", (found.rank,))
    order = {name: number for number, name in enumerate(predicates())}
    ordered = sorted(rows, key=lambda row: (order[row[0]], -row[1]))
    return tuple(
        Group(predicate, bool(outward), others, said, ties(db, found, predicate, bool(outward), 0, TIES))
        for predicate, outward, others, said in ordered
    )


def ties(
    db: sqlite3.Connection, found: Brief, predicate: str, outward: bool, start: int, limit: int
) -> tuple[Tie, ...]:
    """Others of one relation by rank, each with the earliest words that say it."""
    symmetric = predicates()[predicate].symmetric
    ends = f"{_OUT} UNION ALL {_IN}" if symmetric else _OUT if outward else _IN
    counts = db.execute(_OTHERS.format(ends=ends), (found.rank, predicate, limit, start)).fetchall()
    known = briefs(db, [number for number, _ in counts])
    quote = _QUOTE.format(ends=_EITHER_WAY if symmetric else _ONE_WAY)
    return tuple(
        Tie(
            known[number],
            tuple(
                Quote(*row)
                for row in db.execute(
                    quote, (*((found.rank, number) if outward else (number, found.rank)), predicate, QUOTES)
                )
            ),
            count,
        )
        for number, count in counts
    )


def namings(db: sqlite3.Connection, found: Brief, start: int, limit: int) -> tuple[Naming, ...]:
    """Articles that name the entity, by date."""
    text = """
      SELECT p.name, coalesce(nullif(p.title, ''), p.place), s.date, s.article, coalesce(a.headline, '')
      FROM seen s JOIN page p ON p.id = s.page LEFT JOIN article a ON a.page = s.page AND a.number = s.article
      WHERE s.entity = ? ORDER BY s.date, s.page, s.article LIMIT ? OFFSET ?
    """
    return tuple(Naming(*row) for row in db.execute(text, (found.rank, limit, start)))


def quotes(db: sqlite3.Connection, source: int, target: int, names: Iterable[str], limit: int) -> tuple[Quote, ...]:
    """Words that tie two entities by any of these relations, in either direction, by date."""
    text = f"""
      SELECT s.hash, p.name, e.article, e.quote, s.date, s.title, s.modality, s.rule, s.score
      FROM statement s JOIN evidence e ON e.statement = s.id AND e.number = 0 JOIN page p ON p.id = s.page
      WHERE {_EITHER_WAY} AND s.predicate IN (SELECT value FROM json_each(?3))
      ORDER BY s.date, s.id LIMIT ?4
    """
    return tuple(Quote(*row) for row in db.execute(text, (source, target, json.dumps(sorted(names)), limit)))
