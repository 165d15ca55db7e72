"""Lines in order, each once: sorted in memory while they are few, on disk when they are many."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from types import TracebackType
from typing import IO, Final

CHUNK: Final = 100_000
"""Lines sorted in memory at a time, about 50 MB; more are merged from temporary files."""
RUNS: Final = 64
"""Temporary files open at once; as many are merged to one."""


class SortedLines:
    """External merge sort without repeats. Use it as a context manager: add lines, then iterate.

    A line ends with its only line feed.
    """

    def __init__(self, *, chunk: int = CHUNK) -> None:
        self._chunk = chunk
        self._held: list[str] = []
        self._runs: list[IO[str]] = []

    def __enter__(self) -> "SortedLines":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def add(self, line: str) -> None:
        """Take a line in."""
        self._held.append(line)
        if len(self._held) >= self._chunk:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        """The lines by code points. Only once, and nothing is added afterwards."""
        self._held.sort()
        for line, _ in groupby(heapq.merge(*self._runs, self._held) if self._runs else self._held):
            yield line

    def _spill(self) -> None:
        self._held.sort()
        run = _written(self._held)
        self._held = []
        self._runs.append(run)
        if len(self._runs) == RUNS:
            merged = _written(line for line, _ in groupby(heapq.merge(*self._runs)))
            self._close()
            self._runs.append(merged)

    def _close(self) -> None:
        with ExitStack() as files:
            for run in self._runs:
                files.push(run)
        self._runs = []


def sorted_lines(lines: Iterable[str], *, chunk: int = CHUNK) -> Iterator[str]:
    """The lines by code points, each once."""
    with SortedLines(chunk=chunk) as held:
        for line in lines:
            held.add(line)
        yield from held


def _written(lines: Iterable[str]) -> IO[str]:
    # newline="\n": a U+0085 or U+2028 in a literal is no line end, and \r is escaped.
    file: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  closed by its owner
    file.writelines(lines)
    file.seek(0)
    return file
