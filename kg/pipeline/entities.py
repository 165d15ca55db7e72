"""The corpus's entities by key, in memory while they are few and in a temporary SQLite file when they are many."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from kg.link import merge
from kg.model import Entity
from kg.pipeline.codec import decode_entity, encode_entity

HELD: Final = 50_000
"""Entities in memory, about 50 MB; hot ones are united there before they go to the file."""
NAMED: Final = 50_000
"""Names in memory."""

_PRAGMAS: Final = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
"""64 MB of the file in memory."""
_SCHEMA: Final = "CREATE TABLE entity (key TEXT PRIMARY KEY, name TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID"
_PUT: Final = "INSERT OR REPLACE INTO entity VALUES (?, ?, ?)"


class Entities:
    """One entity for each key, united from all that were added with it; in order of the keys.

    Use it with `contextlib.closing`.
    """

    def __init__(self, entities: Iterable[Entity] = (), *, held: int = HELD) -> None:
        """Begin with some entities; `held` is how many stay in memory."""
        self._most = held
        self._held: dict[str, Entity] = {}
        self._db: sqlite3.Connection | None = None
        self._name = lru_cache(NAMED)(self._look_up)
        self.add(entities)

    def close(self) -> None:
        """Forget them all."""
        if self._db is not None:
            self._db.close()

    def add(self, entities: Iterable[Entity]) -> None:
        """Unite entities with those of their keys."""
        self._name.cache_clear()
        for entity in entities:
            known = self._held.get(entity.key)
            self._held[entity.key] = entity if known is None else merge((known, entity))[0]
        if len(self._held) > self._most:
            self._spill()

    def remove(self, keys: Iterable[str]) -> None:
        """Forget entities."""
        gone = list(keys)
        for key in gone:
            self._held.pop(key, None)
        if self._db is not None:
            self._db.executemany("DELETE FROM entity WHERE key = ?", [(key,) for key in gone])

    def name(self, key: str) -> str:
        """An entity's name.

        Raises:
            KeyError: there is none with this key.
        """
        return self._name(key)

    def __iter__(self) -> Iterator[Entity]:
        if self._db is None:
            yield from (self._held[key] for key in sorted(self._held))
            return
        self._spill()
        for (record,) in self._db.execute("SELECT record FROM entity ORDER BY key"):
            yield decode_entity(record)

    def _look_up(self, key: str) -> str:
        if self._db is None:
            return self._held[key].name
        self._spill()
        row = self._db.execute("SELECT name FROM entity WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return str(row[0])

    def _spill(self) -> None:
        """Unite what is in memory with what is in the file."""
        if not self._held:
            return
        if self._db is None:
            self._db = sqlite3.connect("")  # a file without a name: gone with the process, whatever ends it
            self._db.executescript(f"{_PRAGMAS} {_SCHEMA}")
        rows = []
        for key in sorted(self._held):
            entity = self._held[key]
            row = self._db.execute("SELECT record FROM entity WHERE key = ?", (key,)).fetchone()
            if row is not None:
                (entity,) = merge((decode_entity(row[0]), entity))
            rows.append((key, entity.name, encode_entity(entity)))
        self._db.executemany(_PUT, rows)
        self._held = {}
