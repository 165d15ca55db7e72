"""A small real build, and a server on it that all tests of one process share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.config import Settings
from kg.pipeline import build
from tests.serve.live import Live, live

PAGE = """青岚市水利局召开会议

本报讯 7月2日，青岚市水利局局长何志远主持会议并讲话。青岚市恒通机械有限公司落户青岚经济开发区。（林晓东）
"""
MAX_ROWS = 500
MAX_BYTES = 200_000


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of two pages."""
    home = tmp_path_factory.mktemp("serve")
    (home / "qinglan-2021-07-03.txt").write_text(PAGE, encoding="utf-8")
    (home / "青岚 1-2021-08-05.txt").write_text(PAGE.replace("何志远", "许文静"), encoding="utf-8")
    build([home], home / "out", Settings())
    return home / "out"


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[Live]:
    """A server with tight limits."""
    limits = ("--timeout", "2", "--workers", "2", "--max-rows", str(MAX_ROWS), "--max-bytes", str(MAX_BYTES))
    with live(built, *limits) as served:
        yield served
