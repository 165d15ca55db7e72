"""What is asked for on a machine without PySpark or Java. The builds themselves: `make test-spark`."""

import sys
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.errors import MissingExtra
from kg.pipeline.spark import session


def test_a_missing_pyspark_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    (tmp_path / "a.txt").write_text("青岚市召开会议。\n", encoding="utf-8")
    code = run(["build", str(tmp_path), "-o", str(tmp_path / "out"), "--engine", "spark", "--master", "local[2]"])
    assert (code, capsys.readouterr().err) == (2, "kg: --engine spark needs pyspark: pip install 'fangzhi[spark]'\n")


@pytest.mark.parametrize("said", ["", "echo 'openjdk version \"11.0.2\"' >&2"])
def test_a_java_that_is_missing_or_too_old_is_told(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    if said:
        java = tmp_path / "bin" / "java"
        java.write_text(f"#!/bin/sh\n{said}\n")
        java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(MissingExtra, match=r"needs Java 17 or newer.*openjdk-17"):
        session._check_java()


def test_a_master_without_the_engine_is_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(tmp_path), "-o", str(tmp_path / "out"), "--master", "local[2]"]) == 2
    assert "--engine spark" in capsys.readouterr().err
