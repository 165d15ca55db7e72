"""The results that a finished build kept, read one page at a time."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.model import PageResult
from kg.pipeline.codec import decode


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in a build's state file. Judgements are not applied: keys are those that the pages gave."""

    path: Path

    def ids(self) -> tuple[str, ...]:
        """Ids of the pages, ordered.

        Raises:
            StoreError: the file is missing or damaged.
        """
        return tuple(page for (page,) in self._rows("SELECT page FROM result JOIN build USING (page) ORDER BY page"))

    def result(self, page: str) -> PageResult | None:
        """The result of one page; None if the build had no such page.

        Raises:
            StoreError: the file is missing or damaged.
        """
        rows = self._rows("SELECT record FROM result JOIN build USING (page) WHERE page = ?", page)
        return decode(rows[0][0]) if rows else None

    def _rows(self, query: str, *values: str) -> list[tuple[str]]:
        if not self.path.is_file():
            raise StoreError(f"{self.path.parent} holds no pages ({self.path.name} is missing): run kg build again")
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as db:
                return list(db.execute(query, values))
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path} cannot be used ({error}): delete it and build again") from error
