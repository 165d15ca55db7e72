"""The store on disk: an Oxigraph database in a folder, written whole or not at all, read-only afterwards.

The folder holds `format` (the layout's version) and `db` (Oxigraph's files, which are not the same bytes each time).
"""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.graph.sparql import check, complaint, names_graphs
from kg.io import atomic_write
from kg.schema import PREFIXES

FORMAT = "fangzhi store 1\n"
LOADED = 200_000
"""Quads loaded at once: the loader would hold two million, 1.2 GB, and is no faster for it."""
_ANY = "CONSTRUCT WHERE { ?s ?p ?o }"

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""What pyoxigraph gives for SELECT, for ASK, and for CONSTRUCT or DESCRIBE."""

Dataset = tuple[list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph], list[ox.NamedNode | ox.BlankNode]]
"""Graphs whose triples together are the default graph, and named graphs."""


class Store:
    """Quads that can be asked. Make one with `create`, `open` or `memory`."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner

    @classmethod
    def create(cls, folder: Path, quads: Iterable[ox.Quad]) -> "Store":
        """Load `quads` into a new store at `folder` and open it.

        A store that stood there is replaced only once the new one is whole.

        Raises:
            StoreError: the folder holds something that is no store, or the disk refuses.
        """
        fresh, old = _beside(folder, "new"), _beside(folder, "old")
        if folder.exists() and not (folder / "format").is_file() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder} is no store of ours and will not be replaced: name another folder")
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(parents=True)
            _load(fresh / "db", quads)
            atomic_write(fresh / "format", FORMAT)
            if folder.exists():
                shutil.rmtree(old, ignore_errors=True)
                folder.replace(old)
            fresh.replace(folder)
            shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise StoreError(f"the store in {folder} cannot be written: {error}") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open the store at `folder` for reading.

        Raises:
            StoreError: there is none, it is damaged, or another version wrote it.
        """
        if not folder.exists() and _beside(folder, "old").is_dir():
            folder = _beside(folder, "old")  # a build was killed between the two renames
        marker = folder / "format"
        if not marker.is_file():
            raise StoreError(f"{folder} holds no store: run kg build first")
        if marker.read_bytes() != FORMAT.encode():
            raise StoreError(f"the store in {folder} was written by another version: run kg build again")
        if not (folder / "db" / "CURRENT").is_file():
            raise StoreError(f"the store in {folder} is damaged (files are missing): run kg build again")
        try:
            return cls(ox.Store.read_only(str(folder / "db")))
        except (OSError, RuntimeError) as error:  # RocksDB's complaints come as either
            raise StoreError(f"the store in {folder} is damaged ({error}): run kg build again") from error

    @classmethod
    def memory(cls, quads: Iterable[ox.Quad]) -> "Store":
        """A store that is kept in memory only."""
        inner = ox.Store()
        inner.bulk_extend(quads)
        return cls(inner)

    def __len__(self) -> int:
        return len(self._inner)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads, in the database's own order; writers sort."""
        return iter(self._inner)

    def query(self, text: str, *, timeout: float | None = None, dataset: Dataset | None = None) -> Answer:
        """Answer a SPARQL query over all graphs as one, with the vocabulary's prefixes known.

        Use the answer in the thread that asked.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE. FROM and GRAPH choose graphs as usual.
            timeout: seconds; without it rows come as they are found.
            dataset: the graphs that are the default graph, and those that GRAPH finds: these alone, whatever FROM says.

        Raises:
            QueryRefused: the text asks for SERVICE or an update.
            QueryError: the text is wrong, or takes longer than the timeout.
        """
        check(text)
        if timeout is None:
            return self._ask(text, dataset)
        return _in_time(lambda: self._ask(text, dataset), timeout)

    def select(self, text: str, *, timeout: float | None = None) -> ox.QuerySolutions:
        """Like `query`, for a SELECT.

        Raises:
            QueryError: as `query`, or the query is no SELECT.
        """
        answer = self.query(text, timeout=timeout)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("the query is no SELECT: begin it with SELECT and the variables wanted")
        return answer

    def _ask(self, text: str, dataset: Dataset | None = None) -> Answer:
        default, named = dataset if dataset is not None else (None, None)
        try:
            return self._inner.query(
                text,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=dataset is None and not names_graphs(text),
                default_graph=default,
                named_graphs=named,
            )
        except SyntaxError as error:
            raise QueryError(complaint(error, text)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the SPARQL query cannot be answered: {error}") from error


def _load(path: Path, quads: Iterable[ox.Quad]) -> None:
    inner = ox.Store(str(path))
    left = iter(quads)
    for first in left:
        inner.bulk_extend(chain((first,), islice(left, LOADED - 1)))
    inner.flush()
    inner.optimize()


def _beside(folder: Path, mark: str) -> Path:
    return folder.with_name(f".{folder.name}.{mark}")


def _whole(answer: Answer) -> bytes | list[ox.Quad]:
    """The answer computed to its end, as plain data: pyoxigraph's answers must not leave the thread they came from."""
    if isinstance(answer, ox.QueryTriples):
        return [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in answer]
    data = answer.serialize(format=ox.QueryResultsFormat.JSON)
    assert data is not None  # it is None only when written to a file
    return data


def _again(data: bytes | list[ox.Quad]) -> Answer:
    """The answer that `_whole` took apart."""
    if isinstance(data, bytes):
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    held = ox.Store()
    held.extend(data)
    return held.query(_ANY)


def _in_time(work: Callable[[], Answer], timeout: float) -> Answer:
    """Run `work` in a thread of its own. Oxigraph cannot be stopped: past the timeout it is left to itself.

    Raises:
        QueryError: it took longer, or failed.
    """
    outcome: list[bytes | list[ox.Quad] | Exception] = []

    def run() -> None:
        try:
            outcome.append(_whole(work()))
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout)
    if not outcome:
        raise QueryError(f"the SPARQL query took longer than {timeout:g} s and was stopped: narrow it or add LIMIT")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return _again(outcome[0])
