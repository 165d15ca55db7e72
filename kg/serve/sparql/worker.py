"""A worker process: opens the store for reading, answers one query after the other, and may be killed at any moment.

Oxigraph cannot be stopped in the middle of a query; a process can. The parent kills this one when the time is over;
should the parent be gone, an alarm of its own does, which needs no help from the interpreter.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import KgError, QueryRefused
from kg.graph.store import Answer, Dataset, Store
from kg.schema import PREFIXES
from kg.serve.sparql.confine import confine
from kg.serve.sparql.counting import counter
from kg.serve.sparql.frames import DATA, END, ERROR, HEAD, READY, RESULT, TAKEN, pack, receive
from kg.serve.sparql.negotiation import GRAPHS, TABLES
from kg.serve.sparql.protocol import Refused

PIECE = 1 << 16
"""Bytes that go through the pipe at a time."""
GRACE = 3.0
"""Seconds past the time limit after which the process ends by itself."""
NICE = 5
"""Queries give way to the pages, which the parent serves."""
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
"""What XML 1.0 cannot hold in any form."""
_NAME_AT_END = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


def main(arguments: list[str]) -> None:
    """Serve the store in the folder named first, with the bytes of memory named second, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends us in its own time
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints does not go into the pipe
    try:
        confine(memory=int(arguments[1]), nice=NICE)
        store = Store.open(Path(arguments[0]))
        outward.write(pack(READY, {}))
    except Exception as error:
        outward.write(pack(ERROR, {"status": 503, "message": _sentence(error)}))
        return
    with contextlib.suppress(BrokenPipeError):
        while (message := receive(inward)) is not None:
            outward.write(pack(TAKEN, {}))
            _alarm(message[1]["timeout"] + GRACE)
            try:
                _answer(store, message[1], outward)
            except Refused as refused:
                outward.write(pack(ERROR, {"status": refused.status, "message": str(refused)}))
            except QueryRefused as error:
                outward.write(pack(ERROR, {"status": 403, "message": str(error)}))
            except KgError as error:
                status = 400 if isinstance(error.__cause__, SyntaxError) else 500
                outward.write(pack(ERROR, {"status": status, "message": str(error)}))
            except BrokenPipeError:
                raise
            except Exception as error:
                outward.write(pack(ERROR, {"status": 500, "message": _sentence(error)}))
            _alarm(0)


def _sentence(error: Exception) -> str:
    return (
        str(error) if isinstance(error, KgError) else f"the query cannot be answered: {error or type(error).__name__}"
    )


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)  # nobody handles SIGALRM, so it kills


def _answer(store: Store, asked: dict[str, Any], outward: IO[bytes]) -> None:
    """Answer one query through the pipe.

    Raises:
        QueryError: the query is wrong; `Refused` where the status is another than 400.
    """
    answer = store.query(asked["query"], dataset=_dataset(asked))
    graph = isinstance(answer, ox.QueryTriples)
    writer = asked["graph" if graph else "table"]
    known = [form.writer for form in (GRAPHS if graph else TABLES)]
    if writer not in known:
        form = "CONSTRUCT and DESCRIBE" if graph else "SELECT and ASK"
        offered = ", ".join(form.media for form in (GRAPHS if graph else TABLES))
        raise Refused(406, f"an answer to {form} is written as one of {offered}")
    outward.write(pack(RESULT, {"graph": graph, "writer": writer}))
    sink = _Sink(outward, writer, rows=None if graph else asked["max_rows"], size=asked["max_bytes"])
    triples = _write(answer, writer, sink, asked["max_rows"])
    sink.flush()
    outward.write(pack(END, {"triples": triples}))


def _dataset(asked: dict[str, Any]) -> Dataset | None:
    """The graphs that the request names; all of them if it names none."""
    if not asked["default"] and not asked["named"]:
        return None
    try:
        return [ox.NamedNode(iri) for iri in asked["default"]], [ox.NamedNode(iri) for iri in asked["named"]]
    except ValueError as error:
        raise Refused(400, f"default-graph-uri and named-graph-uri take absolute IRIs: {error}") from error


def _write(answer: Answer, writer: str, sink: "_Sink", most: int) -> int:
    """Write an answer; how many triples, if it has any."""
    if not isinstance(answer, ox.QueryTriples):
        if isinstance(answer, ox.QueryBoolean):
            sink.counter = None
        answer.serialize(cast(IO[bytes], sink), getattr(ox.QueryResultsFormat, writer))
        return 0
    counted = _Counted(answer, most, names_only=writer == "RDF_XML")
    ox.serialize(counted, cast(IO[bytes], sink), format=getattr(ox.RdfFormat, writer), prefixes=dict(PREFIXES))
    return counted.number


class _Counted:
    """Triples on their way to a writer. An iterator, so that the writer holds none of them."""

    def __init__(self, triples: ox.QueryTriples, most: int, *, names_only: bool) -> None:
        self.number = 0
        self._triples = triples
        self._most = most
        self._names_only = names_only

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            self.number += 1
            if self.number > self._most:
                raise Refused(500, _too_many(self._most, "triples"))
            if self._names_only and triple.predicate.value[-1] not in _NAME_AT_END:
                raise Refused(406, f"RDF/XML has no way to write the predicate {triple.predicate}: ask for text/turtle")
            yield triple


class _Sink:
    """Where a writer's bytes go: into the pipe in larger pieces, as long as the limits allow."""

    def __init__(self, outward: IO[bytes], writer: str, *, rows: int | None, size: int) -> None:
        self.counter = counter(writer) if rows is not None else None
        self._outward = outward
        self._xml = "XML" in writer
        self._rows = 0
        # A table's header may count as a row, and between n rows there are n - 1 marks: one is allowed for.
        self._most_rows = rows if rows is not None else 0
        self._header = writer in ("CSV", "TSV")
        self._between = writer == "JSON"
        self._left = size
        self._size = size
        self._held: list[bytes] = []
        self._bytes_held = 0

    def write(self, data: bytes) -> int:
        """Take bytes.

        Raises:
            Refused: they are too many, or of too many rows.
        """
        piece = bytes(data)
        if self._xml:
            piece = piece.translate(None, _CONTROL)
        self._left -= len(piece)
        if self._left < 0:
            raise Refused(500, f"the result is larger than {self._size:,} bytes: select less, or add LIMIT")
        if self.counter is not None:
            self._rows += self.counter(piece)
            if self._rows + self._between - self._header > self._most_rows:
                raise Refused(500, _too_many(self._most_rows, "rows"))
        self._held.append(piece)
        self._bytes_held += len(piece)
        if self._bytes_held >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            piece = b"".join(self._held)
            self._outward.write(HEAD.pack(DATA, len(piece)) + piece)
            self._held, self._bytes_held = [], 0


def _too_many(most: int, what: str) -> str:
    return f"the result has more than {most:,} {what}: narrow the query, or ask in parts with LIMIT and OFFSET"


if __name__ == "__main__":
    main(sys.argv[1:])
