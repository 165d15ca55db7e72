"""Finding entities as one types: whole names first, then names that begin so, then names that hold it; each by rank."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from kg.model import EntityType
from kg.serve.desk.briefs import briefs, foremost
from kg.serve.desk.grams import fold, han_phrase, latin_phrases
from kg.serve.desk.records import Brief, Found

FARTHEST = 1000
"""Results that can be paged through."""
_WORDS = 6
"""Words of a search that are looked at."""
_LETTERS = 40
"""Characters of a word that are looked at."""
_EXACT = """
SELECT id FROM (SELECT id FROM entity WHERE folded = ?1 UNION SELECT entity FROM alias WHERE folded = ?1) ORDER BY id
"""
_MATCH = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"


def search(db: sqlite3.Connection, words: str, kind: EntityType | None, start: int, limit: int) -> Found:
    """Entities whose name, alias, pinyin or initials hold every word; all entities, if there is no word."""
    start, end = min(max(start, 0), FARTHEST), min(start + limit, FARTHEST)
    parts = [part[:_LETTERS] for part in words.split() if fold(part)][:_WORDS]
    if not parts:
        items = foremost(db, kind, start, limit + 1) if not words.strip() else ()
        return Found(items[:limit], len(items) > limit)
    numbers = _numbers(db, parts, kind, end + 1)
    shown = briefs(db, numbers[start:end])
    items = tuple(_called(db, shown[number], parts) for number in numbers[start:end])
    return Found(items, len(numbers) > end and end < FARTHEST)


def _numbers(db: sqlite3.Connection, parts: list[str], kind: EntityType | None, wanted: int) -> list[int]:
    found: dict[int, None] = {}
    for number in _stages(db, parts, kind, wanted):
        found[number] = None
        if len(found) == wanted:
            break
    return list(found)


def _stages(db: sqlite3.Connection, parts: list[str], kind: EntityType | None, wanted: int) -> Iterator[int]:
    exact = [number for (number,) in db.execute(_EXACT, (fold("".join(parts)),))]
    known = briefs(db, exact)
    yield from (number for number in exact if kind is None or known[number].type is kind)
    for from_start in (True, False):
        yield from (row[0] for row in db.execute(_MATCH, (_expression(parts, kind, from_start=from_start), wanted)))


def _expression(parts: list[str], kind: EntityType | None, *, from_start: bool) -> str:
    """Every word in any of its readings; only the first has to stand at a name's beginning."""
    every = []
    for number, part in enumerate(parts):
        begins = from_start and number == 0
        ways = [han_phrase(part, from_start=begins), *latin_phrases(part, from_start=begins)]
        every.append(f"({' OR '.join(ways)})")
    if kind is not None:
        every.append(f"type : {kind.value.lower()}")
    return " AND ".join(every)


def _called(db: sqlite3.Connection, found: Brief, parts: list[str]) -> Brief:
    """With the alias that holds the first word, if the name does not."""
    first = fold(parts[0])
    if first in fold(found.name):
        return found
    rows = db.execute("SELECT name FROM alias WHERE entity = ? AND instr(folded, ?) LIMIT 1", (found.rank, first))
    return replace(found, called=next((name for (name,) in rows), ""))
