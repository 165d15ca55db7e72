"""`make bench-serve`: how long readers wait for pages and answers on a graph of a million statements.

The graph is made once and kept under `out/`. The server is the command itself, in a process of its own; a client on the
same machine asks over one connection, one request after the other, and then eight clients at a time.
"""

import csv
import http.client
import io
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.large_graph import LargeGraph, write
from bench.paired import machine
from kg.io.layout import REPORT
from kg.model import Entity, entity_iri
from kg.query import questions

HOME = Path(__file__).resolve().parents[1]
MILLION = 1_000_000
PAGES = 600
CLIENTS = 8
ROUNDS = 3
"""Of each canned question."""
LIMIT = 0.1
"""Seconds within which 95 of 100 pages of entities must come."""
VALUES = {
    "area": "安东县",
    "name": "安东县",
    "park": "安东县",
    "person": "王丽",
    "organizer": "安东县",
    "date": "2010-05-11",
}


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds of each request, the bytes of the largest answer, and how many requests failed."""

    seconds: tuple[float, ...]
    size: int = 0
    failed: int = 0

    def row(self, name: str) -> str:
        """A line of the table, in milliseconds."""
        p50, p95, p99 = (f"{1000 * self.at(share):,.1f}" for share in (0.50, 0.95, 0.99))
        note = f" ({self.failed} failed)" if self.failed else ""
        return f"| {name}{note} | {len(self.seconds)} | {self.size / 1000:,.1f} | {p50} | {p95} | {p99} |"

    def at(self, share: float) -> float:
        """The wait that this share of the requests does not exceed."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Client:
    """One reader with one connection that stays open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)

    def get(self, path: str, accept: str = "text/html") -> tuple[int, bytes]:
        """Status and body."""
        self._line.request("GET", path, headers={"Accept": accept})
        answer = self._line.getresponse()
        return answer.status, answer.read()

    def rows(self, query: str) -> list[str]:
        """First column of a query's answer."""
        status, body = self.get("/sparql?" + urlencode({"query": query}), "text/csv")
        if status != 200:
            raise SystemExit(f"the server says {status}: {body.decode()}")
        return [row[0] for row in csv.reader(io.StringIO(body.decode()))][1:]


def made(statements: int) -> Path:
    """The folder of the graph, made if it is not there."""
    folder = HOME / "out" / f"bench-serve-{statements}"
    graph = LargeGraph(statements)
    report = folder / REPORT
    if not report.is_file() or json.loads(report.read_text()) != {"statements": statements, "seed": graph.seed}:
        began = time.perf_counter()
        write(folder, graph)
        print(f"the graph was made in {time.perf_counter() - began:,.0f} s", file=sys.stderr)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of its own."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            found = re.search(r"at (http://\S+/) ", process.stdout.readline())
            if found is None:
                raise SystemExit("the server did not start")
            print(f"the server was ready after {time.perf_counter() - began:,.1f} s", file=sys.stderr)
            yield found[1]
        finally:
            process.terminate()


def timed(client: Client, paths: Sequence[str], accept: str = "text/html") -> Waits:
    """Ask for each path in turn."""
    seconds, failed, largest = [], 0, 0
    for path in paths:
        began = time.perf_counter()
        status, body = client.get(path, accept)
        seconds.append(time.perf_counter() - began)
        largest = max(largest, len(body))
        if status != 200:
            failed += 1
            if accept != "text/html":
                break  # a question that fails once fails each time
    return Waits(tuple(seconds), largest, failed)


def at_once(url: str, paths: Sequence[str]) -> Waits:
    """The same by several clients at a time, each with its share."""
    with ThreadPoolExecutor(CLIENTS) as threads:
        waits = list(threads.map(lambda number: timed(Client(url), paths[number::CLIENTS]), range(CLIENTS)))
    seconds = tuple(s for one in waits for s in one.seconds)
    return Waits(seconds, max(one.size for one in waits), sum(one.failed for one in waits))


def entity_paths(graph: LargeGraph) -> dict[str, list[str]]:
    """Pages of entities: any, and those of the province, which are named most."""

    def pages(entities: Iterable[Entity]) -> list[str]:
        return [f"/entity/{entity_iri(entity.key).split('/id/', 1)[1]}" for entity in entities]

    some = random.Random(7).sample(list(graph.entities()), PAGES)
    hubs = [entity for members in graph.counties[-1].values() for entity in members[:10]]
    return {"entity page, any": pages(some), "entity page, named most": pages(hubs) * 5}


def asked() -> dict[str, str]:
    """The canned questions as requests, each with its parameters filled in."""
    found = {}
    for name, question in questions().items():
        values = {key: VALUES.get(key, "") for key in question.parameters}
        values.pop("area", None) if "park" in values else None
        found[name] = "/sparql?" + urlencode({"query": question.ask(values)})
    return found


def main(statements: int) -> int:
    """Print the table; 1 if pages of entities come too late."""
    with served(made(statements)) as url:
        client = Client(url)
        (triples,) = client.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        print(f"{statements:,} statements, {int(triples):,} triples; {machine()}\n")
        print("| request | times | kB | p50 ms | p95 ms | p99 ms |\n|---|---:|---:|---:|---:|---:|")
        late = []

        def measured(name: str, ask: Callable[[], Waits]) -> None:
            waits = ask()
            print(waits.row(name), flush=True)
            if name.startswith("entity") and waits.at(0.95) > LIMIT:
                late.append(name)

        for name, paths in entity_paths(LargeGraph(statements)).items():
            timed(client, paths[:20])
            measured(name, lambda paths=paths: timed(client, paths))  # type: ignore[misc]
            busy = f"{name.replace('entity page', 'page of an entity')}, {CLIENTS} clients at once"
            measured(busy, lambda paths=paths: at_once(url, paths))  # type: ignore[misc]
        for name, path in asked().items():
            measured(name, lambda path=path: timed(client, [path] * ROUNDS, "text/csv"))  # type: ignore[misc]
    if late:
        print(f"\nlater than {1000 * LIMIT:g} ms: {', '.join(late)}", file=sys.stderr)
    return int(bool(late))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MILLION))
