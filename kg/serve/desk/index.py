"""The read index: one SQLite file beside the graph, made once for each build, whole or not at all."""

import logging
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from kg import __version__
from kg.errors import StoreError
from kg.io.layout import REPORT, STATEMENTS
from kg.model import short_hash
from kg.serve.desk.filling import fill
from kg.serve.desk.gather import Source

log = logging.getLogger(__name__)

NAME = "desk.sqlite"
_SCHEMA = Path(__file__).with_name("schema.sql")


def index(folder: Path) -> Path:
    """The index of the build in `folder`, made if there is none or it is that of another build.

    It lies in the folder, or among the temporary files if nothing can be written there.

    Raises:
        StoreError: the folder holds no whole build.
    """
    key = build_key(folder)
    path = folder / NAME
    if key_of(path) == key:
        return path
    if not os.access(folder, os.W_OK):
        path = Path(tempfile.mkdtemp(prefix="fangzhi-")) / NAME
    log.info("indexing %s", folder)
    _make(folder, path, key)
    return path


def build_key(folder: Path) -> str:
    """What tells one build, and one version of the index, from another."""
    parts = [__version__, _SCHEMA.read_text(encoding="utf-8")]
    for name in (STATEMENTS, REPORT):
        try:
            found = (folder / name).stat()
        except OSError as error:
            raise StoreError(f"{folder / name} is missing: run kg build first") from error
        parts.append(f"{found.st_size} {found.st_mtime_ns}")
    return short_hash(*parts)


def key_of(path: Path) -> str:
    """The key of the build that an index was made of; empty if it is none."""
    if not path.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]) if row is not None else ""


def _make(folder: Path, path: Path, key: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{NAME}.", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        with closing(sqlite3.connect(fresh)) as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;")
            db.executescript(_SCHEMA.read_text(encoding="utf-8"))
            fill(db, Source(folder))
            db.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
            db.commit()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
