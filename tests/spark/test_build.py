"""The same input gives the same statements, quads and report on a cluster as on one machine."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.spark.archive import MADE
from tests.spark.conftest import SECONDS, WHY, Run, command, environment
from tests.spark.outputs import Outputs, of_spark

pytest.importorskip("pyspark", reason=WHY)

CLUSTER = "local-cluster[2,1,1024]"
"""Two executors of one core and a gigabyte, each a process of its own."""


def same(one: Outputs, other: Outputs) -> None:
    """Compared part by part: a diff of everything would say nothing."""
    assert one.statements == other.statements
    assert one.quads == other.quads
    assert one.report == other.report


def test_the_archive_has_what_may_go_wrong(locally: Outputs) -> None:
    report = locally.report
    assert report["pages"] > MADE
    assert {"duplicate", "empty", "binary", "line", "mended", "judgement"} <= report["problem_counts"].keys()
    assert report["judgements"]["merged_away"] == 1
    assert report["conflicts"]
    on_half = sum('"南京市' in line for line in locally.statements)
    assert on_half > MADE / 4


@pytest.mark.parametrize("master", ["local[2]", CLUSTER])
def test_spark_gives_what_the_local_engine_gives(
    master: str, archive: Path, lexicon: Path, locally: Outputs, on_spark: Run
) -> None:
    same(on_spark(archive, master, "--lexicon", str(lexicon)), locally)


def test_a_worker_killed_in_the_middle_costs_nothing(
    archive: Path, lexicon: Path, locally: Outputs, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    line = command(archive, out, CLUSTER, "--lexicon", str(lexicon))
    log = tmp_path / "log"
    with log.open("w") as stream:
        build = subprocess.Popen(line, stdout=stream, stderr=stream, env=environment(tmp_path))
        try:
            os.kill(executor_at_work(build), signal.SIGKILL)
            assert build.wait(timeout=SECONDS) == 0, log.read_text()[-3000:]
        finally:
            build.kill()
    assert "Lost executor" in log.read_text()
    same(of_spark(out), locally)


def executor_at_work(build: "subprocess.Popen[bytes]") -> int:
    """Id of an executor of this build whose Python processes have begun to work."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and build.poll() is None:
        below = descendants(build.pid)
        for pid in below:
            if "CoarseGrainedExecutorBackend" in of_process(pid, "cmdline"):
                workers = [child for child in descendants(pid) if "pyspark" in of_process(child, "cmdline")]
                if len(workers) > 1:  # the daemon, and a process of its own for a task
                    return pid
        time.sleep(0.05)
    raise AssertionError("no executor began to work")


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in of_process(pid, f"task/{task.parent.name}/children").split():
            found += [int(child), *descendants(int(child))]
    return found


def of_process(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text().replace("\0", " ")
    except OSError:
        return ""  # it has ended


def test_parquet_holds_what_lines_hold(tmp_path: Path, on_spark: Run) -> None:
    import pyarrow  # type: ignore[import-not-found]
    from pyarrow import parquet

    rows = [
        {
            "id": f"p{number}",
            "text": f"青岚市水利局局长何志远走访第{number}家企业。",
            "date": "2021-06-01",
            "place": None,
        }
        for number in range(40)
    ]
    (tmp_path / "lines").mkdir()
    (tmp_path / "tables").mkdir()
    lines_of_json = "".join(json.dumps({**row, "place": ""}) + "\n" for row in rows)
    (tmp_path / "lines" / "part.jsonl").write_text(lines_of_json, encoding="utf-8")
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "tables" / "part.parquet", row_group_size=7)
    tables = on_spark(tmp_path / "tables", "local[2]")
    lines = on_spark(tmp_path / "lines", "local[2]")
    assert len(lines.statements) == 40
    assert tables.statements == lines.statements
    assert tables.quads == sorted(quad.replace('"part.jsonl:', '"part.parquet:') for quad in lines.quads)
    assert tables.report == lines.report
