"""What each step of `kg build --engine spark` costs: `.venv-spark/bin/python -m bench.spark --pages 2000`.

Pages of `bench.generate` are built on this machine, and Spark's own event log is read: time of the tasks, bytes read
and written, bytes and rows through shuffles, and the longest task beside the median, which tells of skew.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.generate import write
from bench.paired import machine

HEAD = (
    "| stage | what | tasks | task time | longest / median | read | shuffled | rows shuffled | written |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


@dataclass(slots=True)
class Stage:
    """The tasks of one stage."""

    name: str = ""
    seconds: list[float] = field(default_factory=list)
    read: int = 0
    shuffled: int = 0
    rows: int = 0
    written: int = 0

    def row(self, number: int) -> str:
        """A line of the table."""
        longest, median = max(self.seconds), statistics.median(self.seconds)
        cells = (
            str(number),
            self.name,
            f"{len(self.seconds):,}",
            f"{sum(self.seconds):,.1f} s",
            f"{longest:,.1f} / {median:,.1f} s",
            *(f"{size / 1e6:,.1f} MB" for size in (self.read, self.shuffled)),
            f"{self.rows:,}",
            f"{self.written / 1e6:,.1f} MB",
        )
        return f"| {' | '.join(cells)} |"


def events(folder: Path) -> Iterator[dict[str, Any]]:
    """Spark's log of the one application in a folder."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if line.startswith("{"):
                    yield json.loads(line)


def stages(folder: Path) -> dict[int, Stage]:
    """Each stage that ran, by its number, called after what the build writes in its job."""
    found: dict[int, Stage] = {}
    plans: dict[str, str] = {}
    for event in events(folder):
        kind = event["Event"].rsplit(".", 1)[-1]
        if kind == "SparkListenerSQLExecutionStart":
            plans[str(event["executionId"])] = _goal(event.get("physicalPlanDescription", ""))
        elif kind == "SparkListenerJobStart":
            goal = plans.get(str((event.get("Properties") or {}).get("spark.sql.execution.id")), "")
            for stage in event["Stage Infos"]:
                found.setdefault(stage["Stage ID"], Stage()).name = goal
        elif kind == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            _add(found.setdefault(event["Stage ID"], Stage()), event)
    return {number: stage for number, stage in sorted(found.items()) if stage.seconds}


def _goal(plan: str) -> str:
    """The last part of the path that a plan writes to."""
    found = re.search(r"InsertIntoHadoopFsRelationCommand(?:[^\n]*\n){1,3}?Arguments: \S*/\.new/([\w.-]+)", plan)
    return found[1] if found else "count"


def _add(stage: Stage, event: dict[str, Any]) -> None:
    metrics, info = event["Task Metrics"], event["Task Info"]
    stage.seconds.append((info["Finish Time"] - info["Launch Time"]) / 1000)
    stage.read += metrics["Input Metrics"]["Bytes Read"]
    stage.shuffled += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    stage.rows += metrics["Shuffle Write Metrics"]["Shuffle Records Written"]
    stage.written += metrics["Output Metrics"]["Bytes Written"]


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description="What each stage of a build on Spark costs.")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--master", default="local[2]")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "pages", pages=given.pages, seed=given.seed)
        (folder / "log").mkdir()
        logged = {"spark.eventLog.enabled": "true", "spark.eventLog.dir": f"{folder / 'log'}"}
        logged |= {"spark.eventLog.compress": "false"}
        options = " ".join(f"--conf {key}={value}" for key, value in logged.items())
        line = [sys.executable, "-m", "kg", "build", str(folder / "pages"), "-o", str(folder / "out")]
        began = time.monotonic()
        subprocess.run(
            [*line, "--engine", "spark", "--master", given.master],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYSPARK_SUBMIT_ARGS": f"{options} pyspark-shell"},
        )
        seconds = time.monotonic() - began
        print(f"{machine()}; {given.pages:,} pages on {given.master} in {seconds:,.0f} s\n\n{HEAD}")
        for number, stage in stages(folder / "log").items():
            print(stage.row(number))
        for path in sorted((folder / "out").iterdir()):
            inside = path.rglob("*") if path.is_dir() else [path]
            print(f"{path.name}: {sum(one.stat().st_size for one in inside if one.is_file()) / 1e6:,.1f} MB")


if __name__ == "__main__":
    main()
