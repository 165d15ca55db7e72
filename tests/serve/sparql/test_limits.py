"""What a query may cost, and that the server lives on: against live servers and the pool itself."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.config import ServeSettings
from kg.io.layout import STORE
from kg.serve.sparql.pool import Job, Pool
from kg.serve.sparql.protocol import Refused
from tests.serve.conftest import MAX_BYTES, MAX_ROWS
from tests.serve.live import ENDLESS, Live, is_alive, live, start, workers_of

ASK = "ASK { ?s ?p ?o }"
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


CLIENT = httpx.Client(limits=httpx.Limits(max_keepalive_connections=0))


def get(server: Live, query: str, accept: str = "*/*", timeout: float = 30) -> httpx.Response:
    return CLIENT.get(server.sparql, params={"query": query}, headers={"Accept": accept}, timeout=timeout)


def soon(condition: object, seconds: float = 10) -> bool:
    """Whether a condition holds within some seconds."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_an_endless_query_is_stopped_while_others_are_answered(server: Live) -> None:
    with ThreadPoolExecutor() as threads:
        began = time.monotonic()
        endless = threads.submit(get, server, ENDLESS)
        time.sleep(0.3)
        answered = 0
        while not endless.done():
            assert get(server, ASK).json()["boolean"] is True
            answered += 1
        took = time.monotonic() - began
    assert endless.result().status_code == 500
    assert "longer than 2 s" in endless.result().text
    assert 1.9 < took < 4
    assert answered > 20


def test_more_endless_queries_than_workers_wait_and_end(server: Live) -> None:
    with ThreadPoolExecutor() as threads:
        all_of_them = [threads.submit(get, server, ENDLESS) for _ in range(4)]
    assert {future.result().status_code for future in all_of_them} <= {500, 503}
    assert get(server, ASK).status_code == 200


@pytest.mark.parametrize(
    "accept",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_rows_are_limited_exactly(server: Live, accept: str) -> None:
    query = "SELECT ?s {{ ?s ?p ?o . ?a ?b ?c }} LIMIT {}"
    assert get(server, query.format(MAX_ROWS), accept).status_code == 200
    response = get(server, query.format(MAX_ROWS + 1), accept)
    assert response.status_code == 500
    assert f"more than {MAX_ROWS} rows" in response.text


def test_triples_are_limited_exactly(server: Live) -> None:
    query = "CONSTRUCT {{ ?s <x:to> ?c }} {{ SELECT DISTINCT ?s ?c {{ ?s ?p ?o . ?a ?b ?c }} LIMIT {} }}"
    assert get(server, query.format(MAX_ROWS)).status_code == 200
    assert f"more than {MAX_ROWS} triples" in get(server, query.format(MAX_ROWS + 1)).text


def test_bytes_are_limited(server: Live) -> None:
    value = f'REPLACE("{"a" * 20}", "a", "{"b" * 25}")'
    long = f"SELECT ?x {{ BIND ({value} AS ?x) ?a ?b ?c . ?d ?e ?f }} LIMIT "
    assert get(server, f"{long}300").status_code == 200
    response = get(server, f"{long}499")
    assert response.status_code == 500
    assert f"{MAX_BYTES:,} bytes" in response.text


def test_many_at_once_get_their_own_answers(server: Live) -> None:
    def one(number: int) -> str:
        response = get(server, f'SELECT ?x {{ BIND ("{number}" AS ?x) ?a ?b ?c }} LIMIT {number % 7 + 1}', "text/csv")
        return response.text

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(one, range(200)))
    assert answers == ["x\r\n" + f"{number}\r\n" * (number % 7 + 1) for number in range(200)]


@linux
def test_a_worker_that_dies_is_replaced(server: Live) -> None:
    assert get(server, ASK).status_code == 200
    for worker in workers_of(server.process.pid):
        os.kill(worker, signal.SIGKILL)
    assert get(server, ASK).status_code == 200
    with ThreadPoolExecutor() as threads:
        killed = threads.submit(get, server, ENDLESS)
        time.sleep(0.5)
        for worker in workers_of(server.process.pid):
            os.kill(worker, signal.SIGKILL)
    assert killed.result().status_code == 500
    assert "memory" in killed.result().text
    assert get(server, ASK).status_code == 200


@linux
def test_a_client_that_goes_away_stops_its_query(built: Path) -> None:
    with live(built, "--workers", "1", "--timeout", "60") as served:
        with pytest.raises(httpx.ReadTimeout):
            get(served, ENDLESS, timeout=0.5)
        began = time.monotonic()
        assert get(served, ASK).status_code == 200
        assert time.monotonic() - began < 10


def test_a_client_that_reads_nothing_does_no_harm(server: Live) -> None:
    url = httpx.URL(server.url)
    query = "SELECT%20*%20%7B?s%20?p%20?o%7D%20LIMIT%20500"
    for _ in range(10):
        with socket.create_connection((url.host, url.port or 80)) as line:
            line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # ends with RST
    assert get(server, ASK).status_code == 200
    assert server.process.poll() is None


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(built: Path, number: int) -> None:
    served = start(built, "--timeout", "60", "--workers", "2")
    with ThreadPoolExecutor() as threads:
        endless = threads.submit(get, served, ENDLESS)
        time.sleep(0.7)
        workers = workers_of(served.process.pid)
        assert workers
        code, errors = served.end(number)
        assert endless.exception() is not None or endless.result().status_code >= 500
    assert code == {signal.SIGINT: 0}.get(signal.Signals(number), -number)
    assert "Traceback" not in errors
    assert soon(lambda: not any(map(is_alive, workers)))


class TestPool:
    """The pool without HTTP."""

    @staticmethod
    def outcome(folder: Path, settings: ServeSettings, *queries: str) -> list[str]:
        """Each query's CSV answer, or the status and sentence that it got; asked all at once."""

        async def ask(pool: Pool, query: str) -> str:
            try:
                return (await pool.ask(Job(query, table="CSV", graph="N_TRIPLES"))).text().decode()
            except Refused as refused:
                return f"{refused.status} {refused}"

        async def run() -> list[str]:
            pool = Pool(folder, settings)
            try:
                return await asyncio.gather(*(ask(pool, query) for query in queries))
            finally:
                await pool.close()

        return asyncio.run(run())

    def test_the_queue_has_an_end(self, built: Path) -> None:
        settings = ServeSettings(workers=1, queue=2, timeout=1.5)
        found = self.outcome(built / STORE, settings, ENDLESS, ASK, ASK, ASK, ASK)
        assert [answer[:3] for answer in found[3:]] == ["503", "503"]
        assert found[0].startswith("500")
        assert "too many queries wait" in found[3]

    @linux
    def test_memory_is_limited(self, built: Path) -> None:
        settings = ServeSettings(workers=1, timeout=60, memory=256 * 2**20)
        hungry = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } } }"
        found = self.outcome(built / STORE, settings, hungry, "SELECT (1 AS ?x) {}")
        assert found[0].startswith("500")
        assert "memory" in found[0]
        assert found[1] == "x\r\n1\r\n"

    @linux
    def test_workers_have_no_network(self, built: Path) -> None:
        async def run() -> str:
            pool = Pool(built / STORE, ServeSettings(workers=1))
            try:
                before = set(workers_of(os.getpid()))
                await pool.warm()
                (worker,) = set(workers_of(os.getpid())) - before
                return str(Path(f"/proc/{worker}/ns/net").readlink())
            finally:
                await pool.close()

        may = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode == 0
        if not may:
            pytest.skip("this system lets nobody make a network of his own")
        assert asyncio.run(run()) != str(Path("/proc/self/ns/net").readlink())

    def test_no_store(self, tmp_path: Path) -> None:
        (found,) = self.outcome(tmp_path / "none", ServeSettings(), ASK)
        assert found.startswith("503")
        assert "kg build" in found

    def test_a_result_beyond_what_memory_keeps(self, built: Path) -> None:
        query = 'SELECT ?x { BIND (REPLACE("aaaaaaaaaa", "a", "bbbbbbbbbbbbbbbbbbbbbbbbb") AS ?x) ?a ?b ?c . ?d ?e ?f }'
        (found,) = self.outcome(built / STORE, ServeSettings(max_rows=10_000), f"{query} LIMIT 10000")
        assert found == "x\r\n" + ("b" * 250 + "\r\n") * 10_000

    def test_after_a_new_build_the_new_graph_is_asked(self, tmp_path: Path) -> None:
        from pyoxigraph import Literal, NamedNode, Quad

        from kg.graph import Store

        count = Job("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", table="CSV")

        def quads(number: int) -> list[Quad]:
            node = NamedNode("https://made.example/x")
            return [Quad(node, node, Literal(str(value))) for value in range(number)]

        async def run() -> list[bytes]:
            pool = Pool(tmp_path / STORE, ServeSettings(workers=1))
            found = []
            try:
                for number in (3, 5, 5, 7):
                    Store.create(tmp_path / STORE, quads(number))
                    found.append((await pool.ask(count)).text())
            finally:
                await pool.close()
            return found

        assert asyncio.run(run()) == [b"n\r\n3\r\n", b"n\r\n5\r\n", b"n\r\n5\r\n", b"n\r\n7\r\n"]
