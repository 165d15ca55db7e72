"""Entities in short, by number or path."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import EntityType
from kg.serve.desk.records import Brief

COLUMNS = "id, path, name, type, subtype, area, articles, degree, first, last"


def brief(row: tuple[Any, ...]) -> Brief:
    """The record of a row of `COLUMNS`."""
    rank, path, name, kind, subtype, area, articles, degree, first, last = row
    return Brief(rank, path, name, EntityType(kind), subtype, area, articles, degree, first, last)


def briefs(db: sqlite3.Connection, numbers: Iterable[int]) -> Mapping[int, Brief]:
    """Entities by their numbers."""
    wanted = json.dumps(sorted(set(numbers)))
    rows = db.execute(f"SELECT {COLUMNS} FROM entity WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    return {row[0]: brief(row) for row in rows}


def by_path(db: sqlite3.Connection, path: str) -> Brief | None:
    """The entity of that path, or the one it was judged to be; None if there is none."""
    row = db.execute(f"SELECT {COLUMNS} FROM entity WHERE path = ?", (path,)).fetchone()
    if row is None:
        moved = "SELECT entity FROM moved WHERE path = ?"
        row = db.execute(f"SELECT {COLUMNS} FROM entity WHERE id = ({moved})", (path,)).fetchone()
    return brief(row) if row is not None else None


def foremost(db: sqlite3.Connection, kind: EntityType | None, start: int, limit: int) -> tuple[Brief, ...]:
    """Entities by rank, of one type or all."""
    where, values = ("WHERE type = ?", (kind.value,)) if kind is not None else ("", ())
    rows = db.execute(f"SELECT {COLUMNS} FROM entity {where} ORDER BY id LIMIT ? OFFSET ?", (*values, limit, start))
    return tuple(map(brief, rows))
