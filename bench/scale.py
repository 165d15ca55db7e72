"""Memory and time of `kg build` as the archive grows: `python -m bench.scale 1000 2000 4000 --workers 2`.

Each size is built by the command in a process group of its own, from pages of `bench.generate`. The peak is the
operating system's: the largest resident set of a single process (`wait4`), and the largest sum of the proportional set
sizes of all processes of the build, sampled twice a second from `/proc` (shared pages count once).
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate import write
from bench.paired import machine

STEP = 0.5
"""Seconds between two samples."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: seconds of the clock and of the processors, megabytes of its largest process, of all of
    them, and on disk."""

    pages: int
    characters: int
    seconds: float
    worked: float
    largest: float
    together: float
    disk: float

    def row(self) -> str:
        """A line of the table."""
        return (
            f"| {self.pages:,} | {self.characters / 1e6:.1f} M | {self.seconds:,.0f} s | {self.worked:,.0f} s "
            f"| {self.worked / self.pages * 1000:.0f} ms | {self.largest:,.0f} MB | {self.together:,.0f} MB "
            f"| {self.disk:,.0f} MB |"
        )


HEAD = (
    "| pages | characters | time | CPU time | a page | largest process | all processes | on disk |\n"
    "|---|---|---|---|---|---|---|---|"
)


def measure(pages: int, folder: Path, *, workers: int, seed: int) -> Cost:
    """Build so many pages in a fresh folder."""
    write(folder / "pages", pages=pages, seed=seed)
    line = [sys.executable, "-m", "kg", "build", str(folder / "pages"), "-o", str(folder / "out"), "-j", str(workers)]
    began, together = time.monotonic(), 0
    build = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    while True:
        done, status, used = os.wait4(build.pid, os.WNOHANG)
        if done:
            break
        together = max(together, _proportional(build.pid))
        time.sleep(STEP)
    if status:
        raise SystemExit(f"the build of {pages:,} pages ended with status {status}")
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    seconds = time.monotonic() - began
    disk = sum(path.stat().st_size for path in (folder / "out").rglob("*") if path.is_file())
    worked = used.ru_utime + used.ru_stime
    return Cost(pages, report["characters"], seconds, worked, used.ru_maxrss / 1024, together / 1024, disk / 2**20)


def _proportional(process: int) -> int:
    """Kilobytes of a process and of those below it."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
        below = [c for t in Path(f"/proc/{process}/task").glob("*/children") for c in t.read_text().split()]
    except OSError:  # it has ended since
        return total
    return total + sum(_proportional(int(child)) for child in below)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Memory and time of kg build by the size of the archive.")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{machine()}; {given.workers} workers; seed {given.seed}\n\n{HEAD}", flush=True)
    for pages in given.sizes:
        with TemporaryDirectory() as folder:
            print(measure(pages, Path(folder), workers=given.workers, seed=given.seed).row(), flush=True)


if __name__ == "__main__":
    main()
