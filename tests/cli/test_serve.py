"""`kg serve` as a command: addresses, refusals, and what it loads."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from kg.cli.app import run
from kg.config import Settings
from kg.pipeline import build
from tests.serve.live import HOME, live, start

INDEXING = "kg: the explorer's index is being made, once for each build"
PAGE = "青岚市水利局召开会议\n\n本报讯 青岚市水利局局长何志远主持会议并讲话。（林晓东）\n"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("serve")
    (home / "qinglan-2021-05-13.txt").write_text(PAGE, encoding="utf-8")
    build([home], home / "out", Settings())
    return home / "out"


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_a_folder_without_a_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path), "--port", "0"]) == 1
    shown = capsys.readouterr()
    assert "run kg build first" in shown.err
    assert len(shown.err.splitlines()) == 1
    assert not shown.out


def test_a_port_in_use(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", str(graph), "--port", str(port)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert str(port) in line
    assert "--port 0" in line


def test_an_address_of_nobody(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(graph), "--host", "203.0.113.7", "--port", "0"]) == 1
    assert "203.0.113.7" in capsys.readouterr().err


def test_wrong_usage(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in (["--port", "70000"], ["--workers", "0"], ["--timeout", "0"], ["--max-rows", "-1"]):
        assert run(["serve", str(graph), *option]) == 2
    capsys.readouterr()


def test_this_machine_only_by_default(graph: Path) -> None:
    served = start(graph)
    try:
        assert served.url.startswith("http://127.0.0.1:")
        assert httpx.get(served.url, headers={"Host": "localhost"}).status_code == 200
        assert httpx.get(served.url, headers={"Host": "rebound.example"}).status_code == 400
    finally:
        ended = served.end()
    assert ended[0] == 0
    assert set(ended[1].splitlines()) <= {INDEXING}


def test_answers_come_at_once(graph: Path) -> None:
    """No small piece waits for the other side's acknowledgement (40 ms on Linux)."""
    with live(graph) as served, httpx.Client() as client:
        took = []
        for _ in range(20):
            began = time.perf_counter()
            assert client.get(f"{served.url}sparql?query=ASK%7B%7D").status_code == 200
            took.append(time.perf_counter() - began)
    assert sorted(took)[5] < 0.035


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")
def test_ipv6(graph: Path) -> None:
    with live(graph, "--host", "::1") as served:
        assert served.url.startswith("http://[::1]:")
        assert httpx.get(served.url).status_code == 200


def test_elsewhere_it_warns(graph: Path) -> None:
    served = start(graph, "--host", "0.0.0.0")
    assert httpx.get(served.url, headers={"Host": "archive.example"}).status_code == 200
    code, errors = served.end()
    assert code == 0
    warning = "kg: 0.0.0.0 can be reached by other machines, and anyone who does may ask this graph"
    assert [line for line in errors.splitlines() if line != INDEXING] == [warning]


def test_without_the_extra_it_says_how_to_get_it(graph: Path) -> None:
    code = (
        "import sys\n"
        "import importlib.util as util; found = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name in ('starlette', 'uvicorn') else found(name, *rest)\n"
        "from kg.cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "serve", str(graph)], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "kg: kg serve needs starlette, uvicorn: pip install 'fangzhi[serve]'\n"
