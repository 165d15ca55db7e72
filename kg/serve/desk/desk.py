"""The read side of a build: search, entities, pages, parts of the graph, figures."""

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from kg.model import EntityType
from kg.serve.desk import around, briefs, entity, search, sheet
from kg.serve.desk.index import index
from kg.serve.desk.judging import Judging
from kg.serve.desk.records import Brief, Card, Found, Group, Naming, Paper, Part, Quote, Role, Sheet, Tie


class Desk:
    """A finished build, to be looked at. Safe to use from several threads; each has a connection of its own.

    Attributes:
        folder: the build.
        base: namespace of its IRIs.
        judging: the grey pairs and their judgements.
    """

    def __init__(self, folder: Path, path: Path) -> None:
        """Take the index at `path`, which is that of the build in `folder`."""
        self.folder = folder
        self._path = path
        self._local = threading.local()
        self.base = str(self._db.execute("SELECT value FROM meta WHERE name = 'base'").fetchone()[0])
        self.judging = Judging(folder)

    @classmethod
    def open(cls, folder: Path) -> "Desk":
        """Open a build, making its read index first if there is none.

        Raises:
            StoreError: the folder holds no whole build.
        """
        return cls(folder, index(folder))

    @property
    def _db(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "db", None)
        if found is None:
            found = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
            found.execute("PRAGMA mmap_size = 1073741824")
            self._local.db = found
        return found

    def search(self, words: str, *, kind: EntityType | None = None, start: int = 0, limit: int = 20) -> Found:
        """Entities by name, alias, pinyin or initials; the foremost ones if there are no words."""
        return search.search(self._db, words, kind, start, limit)

    def brief(self, path: str) -> Brief | None:
        """The entity of that path (`org/…`), or the one it was judged to be."""
        return briefs.by_path(self._db, path)

    def named(self, name: str) -> Brief | None:
        """The first entity by rank whose name is exactly this."""
        row = self._db.execute("SELECT path FROM entity WHERE name = ? ORDER BY id LIMIT 1", (name,)).fetchone()
        return self.brief(row[0]) if row is not None else None

    def card(self, path: str) -> Card | None:
        """What the graph knows of an entity; None if there is none of that path."""
        return entity.card(self._db, path, self.base)

    def group(self, found: Brief, predicate: str, *, outward: bool) -> Group | None:
        """One relation of an entity, without its ties."""
        groups = self._db.execute(
            "SELECT others, statements FROM relation WHERE entity = ? AND predicate = ? AND outward = ?",
            (found.rank, predicate, int(outward)),
        ).fetchone()
        return Group(predicate, outward, *groups) if groups is not None else None

    def ties(self, found: Brief, group: Group, *, start: int, limit: int) -> tuple[Tie, ...]:
        """A stretch of the others of a relation."""
        return entity.ties(self._db, found, group.predicate, group.outward, start, limit)

    def roles(self, found: Brief, *, start: int, limit: int) -> tuple[Role, ...]:
        """A stretch of the posts of a person or at a body."""
        return entity.roles(self._db, found, start, limit)

    def namings(self, found: Brief, *, start: int, limit: int) -> tuple[Naming, ...]:
        """A stretch of the articles that name an entity."""
        return entity.namings(self._db, found, start, limit)

    def quotes(self, one: Brief, other: Brief, predicates: Iterable[str], *, limit: int = 5) -> tuple[Quote, ...]:
        """Words that tie two entities by some relations."""
        return entity.quotes(self._db, one.rank, other.rank, predicates, limit)

    def papers(self, *, start: int, limit: int) -> tuple[Paper, ...]:
        """A stretch of the pages, the latest first."""
        return sheet.papers(self._db, start, limit)

    def has_page(self, name: str) -> bool:
        """Whether there is a page of that name."""
        return self._db.execute("SELECT 1 FROM page WHERE name = ?", (name,)).fetchone() is not None

    def sheet(self, name: str, *, article: int = 0, statement: str = "") -> Sheet | None:
        """A page with its mentions and statements; None if there is none of that name.

        Of a page too long to be shown whole: from that article on, or from the one that the statement is from.
        """
        return sheet.sheet(self._db, name, article, statement)

    def aliases(self, found: Brief) -> tuple[str, ...]:
        """Other names of an entity, the shortest first."""
        return entity.aliases(self._db, found)

    def around(self, center: Brief, *, limit: int, start: int = 0, predicates: Collection[str] = ()) -> Part:
        """An entity with a stretch of its neighbours."""
        return around.around(self._db, center, limit, start=start, predicates=predicates)

    def between(self, numbers: Iterable[int]) -> Part:
        """Entities by rank and all relations between them."""
        return around.between(self._db, numbers)

    def way(self, one: Brief, other: Brief, *, predicates: Collection[str] = ()) -> tuple[int, ...]:
        """Ranks along a shortest chain of relations; empty if there is none within bounds."""
        return around.way(self._db, one, other, predicates=predicates)

    def figures(self) -> dict[str, Any]:
        """Figures of the whole graph by name."""
        return {name: json.loads(value) for name, value in self._db.execute("SELECT name, value FROM figure")}
