"""What a build keeps between runs: the result of each page, keyed by its content and the extractor's version.

An SQLite file: it survives a killed build (results are committed batch by batch) and holds archives larger than memory.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kg.errors import StoreError
from kg.model import Page, PageResult, short_hash
from kg.pipeline.codec import decode, encode

SCHEMA = """
CREATE TABLE IF NOT EXISTS result (page TEXT PRIMARY KEY, key TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS build (page TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def page_key(page: Page, fingerprint: str) -> str:
    """Key of a page's result: all that the result depends on."""
    return short_hash(fingerprint, page.id, page.text, page.date, page.place, page.title, page.source, page.media)


class State:
    """The results of a build directory. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises:
            StoreError: the file is damaged or not ours.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._db = sqlite3.connect(path, timeout=1)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("BEGIN EXCLUSIVE")  # held until closed: two builds into one folder would mix
            self._db.execute("COMMIT")
            self._db.executescript(SCHEMA)
            self._db.execute("DELETE FROM build")
            self._db.commit()
        except sqlite3.DatabaseError as error:
            self._db.close()
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(f"{path.parent} is in use by another build ({error}): wait for it to end") from error
            raise StoreError(f"{path} cannot be used ({error}): delete it and build again") from error

    def __enter__(self) -> "State":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.commit()
        self._db.close()

    def keep_known(self, page: Page, key: str) -> bool:
        """Whether a result with this key is there already; if so it belongs to this build."""
        row = self._db.execute("SELECT 1 FROM result WHERE page = ? AND key = ?", (page.id, key)).fetchone()
        if row is None:
            return False
        self._db.execute("INSERT OR REPLACE INTO build VALUES (?)", (page.id,))
        return True

    def put(self, key: str, result: PageResult) -> None:
        """Keep a result; it belongs to this build."""
        page = result.document.page.id
        self._db.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", (page, key, encode(result)))
        self._db.execute("INSERT OR REPLACE INTO build VALUES (?)", (page,))

    def commit(self) -> None:
        """Make what was put so far survive a crash."""
        self._db.commit()

    def retract_others(self) -> int:
        """Forget the results of pages that are not in this build; how many there were."""
        gone = self._db.execute("DELETE FROM result WHERE page NOT IN (SELECT page FROM build)").rowcount
        self._db.commit()
        return int(gone)

    def results(self) -> Iterator[PageResult]:
        """The results of this build by page id, one in memory at a time."""
        query = "SELECT record FROM result JOIN build USING (page) ORDER BY page"
        for (record,) in self._db.execute(query):
            yield decode(record)


def kept_pages(path: Path) -> dict[str, Page]:
    """Pages of a finished build by id, to check quotes against; empty if no state was kept."""
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            records = [decode(record) for (record,) in db.execute("SELECT record FROM result ORDER BY page")]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} cannot be used ({error}): delete it and build again") from error
    return {record.document.page.id: record.document.page for record in records}
