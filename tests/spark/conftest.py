"""One archive of all kinds of sources with its local build, and how a build on Spark is run beside it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.config import NerSettings, Settings
from kg.pipeline import build
from tests.spark.archive import LEXICON, write_archive
from tests.spark.outputs import Outputs, of_local, of_spark

WHY = "pyspark is not installed: make test-spark sets it up in an environment of its own"
SECONDS = 600
"""How long a build may take on a machine that is busy."""

Run = Callable[..., Outputs]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("archive") / "报 1%20[x]")


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lexicon") / "words.csv"
    path.write_text(LEXICON, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def locally(archive: Path, lexicon: Path, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """What the local engine makes of the archive."""
    out = tmp_path_factory.mktemp("local")
    build([archive], out, Settings(ner=NerSettings(lexicon=lexicon)))
    return of_local(out)


def environment(folder: Path) -> dict[str, str]:
    """Of a process that starts Spark: its workers keep their files in the test's folder."""
    return {**os.environ, "SPARK_WORKER_DIR": str(folder / "workers"), "SPARK_LOCAL_IP": "127.0.0.1"}


def command(source: Path, out: Path, master: str, *options: str) -> list[str]:
    """The command line of a build on Spark."""
    return [sys.executable, "-m", "kg", "build", str(source), "-o", str(out), *_ENGINE, master, *options]


_ENGINE = ("--engine", "spark", "--master")


@pytest.fixture
def on_spark(tmp_path: Path) -> Run:
    def run(source: Path, master: str, *options: str) -> Outputs:
        line = command(source, tmp_path / "out", master, *options)
        done = subprocess.run(
            line, capture_output=True, text=True, check=False, timeout=SECONDS, env=environment(tmp_path)
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return of_spark(tmp_path / "out")

    return run
