"""Worker processes for queries: as many as the settings say, each query under a time limit that really stops it.

A worker that exceeds the limit, or whose client has gone, is killed and another takes its place when it is needed. The
result is kept whole before any of it is sent (in memory, beyond a megabyte in a temporary file), so that an error
always has its status code, and a slow client never holds a worker.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

import kg
from kg.config import ServeSettings
from kg.serve.sparql.frames import DATA, END, ERROR, HEAD, QUERY, READY, RESULT, TAKEN, pack
from kg.serve.sparql.protocol import Refused

IN_MEMORY = 1 << 20
START_TIME = 60.0
"""Seconds that a worker may take to open the store."""
ENDING = "the server is being shut down"
RETRY_AFTER = {"Retry-After": "2"}


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked. `table` and `graph` name the formats for either form of answer; empty: none will do."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    table: str = ""
    graph: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, whole. `triples` is how many a graph has; whoever asked closes `body`."""

    is_graph: bool
    triples: int
    size: int
    body: BinaryIO

    def text(self) -> bytes:
        """All of it, closing it."""
        with self.body:
            return self.body.read()


class _NotTaken(Exception):  # noqa: N818  nobody's error: the worker had died before, and another is asked
    """The worker ended before it had the query."""


class _Worker:
    """One process, and the identity of the store that it opened."""

    def __init__(self, process: asyncio.subprocess.Process, store: tuple[int, int]) -> None:
        self.process = process
        self.store = store
        self.busy = False
        """Whether it has a query."""

    async def message(self) -> tuple[bytes, bytes]:
        """The next message's kind and payload.

        Raises:
            asyncio.IncompleteReadError: the process has ended.
        """
        stream = self.process.stdout
        assert stream is not None
        kind, length = HEAD.unpack(await stream.readexactly(HEAD.size))
        return kind, await stream.readexactly(length)

    def send(self, message: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(message)

    async def end(self) -> None:
        """Kill the process, whatever it does, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                self.process.kill()
            elif self.process.returncode is None:
                # By hand: Popen's own way would bury a process that has just died, and asyncio would miss it.
                os.kill(self.process.pid, signal.SIGKILL)
        if self.process.stdin is not None:
            self.process.stdin.close()
        await self.process.wait()


class Pool:
    """Queries on the store in `folder`. Belongs to one event loop; `close` ends its processes."""

    def __init__(self, folder: Path, settings: ServeSettings) -> None:
        self._folder = folder
        self._settings = settings
        self._free = asyncio.Semaphore(settings.workers)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._waiting = 0
        self._closed = False

    def store(self) -> tuple[int, int]:
        """What tells the store from the one of a later build."""
        return identity(self._folder)

    async def warm(self) -> None:
        """Start one worker before anybody asks."""
        async with self._worker() as worker:
            self._idle.append(worker)

    async def ask(self, job: Job) -> Result:
        """Run a query and keep its result.

        Raises:
            Refused: the query is wrong, exceeds a limit, or too many are waiting.
        """
        await self._turn()
        try:
            while True:
                with contextlib.suppress(_NotTaken):
                    async with self._worker() as worker:
                        result = await self._fresh(worker, job)
                        self._idle.append(worker)
                        return result
        finally:
            self._free.release()

    async def close(self) -> None:
        """End all processes, those at work too."""
        self._closed = True
        workers, self._all, self._idle = list(self._all), set(), []
        await asyncio.gather(*(worker.end() for worker in workers))

    async def _turn(self) -> None:
        """Wait for a free place.

        Raises:
            Refused: too many wait, or it took longer than a query may.
        """
        if self._free.locked():
            if self._waiting >= self._settings.queue:
                raise Refused(503, "all workers are taken and too many queries wait: ask again later", RETRY_AFTER)
            self._waiting += 1
            try:
                await asyncio.wait_for(self._free.acquire(), self._settings.timeout)
            except TimeoutError:
                raise Refused(503, "all workers are taken by long queries: ask again later", RETRY_AFTER) from None
            finally:
                self._waiting -= 1
        else:
            await self._free.acquire()

    @contextlib.asynccontextmanager
    async def _worker(self) -> AsyncIterator[_Worker]:
        """A worker on the store as it is now; ended unless it was put back among the idle ones."""
        store = identity(self._folder)
        while self._idle and (self._idle[-1].store != store or self._idle[-1].process.returncode is not None):
            await self._drop(self._idle.pop())  # the graph was built anew, or the process was killed from outside
        worker = self._idle.pop() if self._idle else await self._start(store)
        try:
            yield worker
        finally:
            if worker not in self._idle:
                await asyncio.shield(self._drop(worker))

    async def _drop(self, worker: _Worker) -> None:
        self._all.discard(worker)
        await worker.end()

    async def _start(self, store: tuple[int, int]) -> _Worker:
        if self._closed:
            raise Refused(503, ENDING)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "kg.serve.sparql.worker", str(self._folder), str(self._settings.memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
        )
        worker = _Worker(process, store)
        self._all.add(worker)
        try:
            kind, payload = await asyncio.wait_for(worker.message(), START_TIME)
        except (asyncio.IncompleteReadError, TimeoutError):
            await self._drop(worker)
            raise Refused(503, "no worker process can be started: give it more memory", RETRY_AFTER) from None
        except BaseException:
            await asyncio.shield(self._drop(worker))
            raise
        if kind != READY:
            await self._drop(worker)
            raise Refused(503, str(json.loads(payload)["message"]), RETRY_AFTER)
        return worker

    async def _fresh(self, worker: _Worker, job: Job) -> Result:
        """The answer; should a build have replaced the store under the worker, a failure is no fault of the query."""
        try:
            return await self._ask(worker, job)
        except Refused as refused:
            if refused.status == 500 and identity(self._folder) != worker.store:
                raise Refused(503, "the graph was built anew meanwhile: ask again", RETRY_AFTER) from refused
            raise

    async def _ask(self, worker: _Worker, job: Job) -> Result:
        limits = self._settings
        message = {
            "query": job.query,
            "default": job.default,
            "named": job.named,
            "table": job.table,
            "graph": job.graph,
            "timeout": limits.timeout,
            "max_rows": limits.max_rows,
            "max_bytes": limits.max_bytes,
        }
        worker.busy = False
        worker.send(pack(QUERY, message))
        body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer's reader closes it
        try:
            return await asyncio.wait_for(self._receive(worker, cast(BinaryIO, body)), limits.timeout)
        except TimeoutError:
            reason = f"the query took longer than {limits.timeout:g} s and was stopped: narrow it, or add LIMIT"
            body.close()
            raise Refused(500, reason) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            body.close()
            if not worker.busy:
                raise _NotTaken from None
            if self._closed:
                raise Refused(503, ENDING) from None
            reason = f"the query ended its process, most likely by using more than {limits.memory:,} bytes of memory"
            raise Refused(500, f"{reason}: narrow it, or add LIMIT") from None
        except BaseException:
            body.close()
            raise

    async def _receive(self, worker: _Worker, body: BinaryIO) -> Result:
        head: dict[str, Any] = {}
        size = 0
        while True:
            kind, payload = await worker.message()
            if kind == TAKEN:
                worker.busy = True
            elif kind == DATA:
                size += body.write(payload)
            elif kind == RESULT:
                head = json.loads(payload)
            elif kind == END:
                body.seek(0)
                return Result(head["graph"], json.loads(payload)["triples"], size, body)
            elif kind == ERROR:
                error = json.loads(payload)
                self._idle.append(worker)  # it goes on: the query was at fault
                raise Refused(error["status"], error["message"])


def identity(folder: Path) -> tuple[int, int]:
    """What tells a store from the one that a later build puts in its place; zeros while there is none."""
    try:
        found = (folder / "format").stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def _environment() -> dict[str, str]:
    """Our own, so that the worker finds this very package, wherever it was imported from."""
    home = str(Path(kg.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path}
