"""Timing two or more ways of a job in turn: A B C, A B C, …, after a warm-up, so that drift hits all alike."""

import gc
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of each round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.seconds)


def paired(jobs: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS) -> dict[str, Timing]:
    """Run each job once unmeasured, then all of them in turn, `rounds` times."""
    for job in jobs.values():
        job()
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            began = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - began)
    return {name: Timing(tuple(taken)) for name, taken in seconds.items()}


def ratio(one: Timing, other: Timing) -> float:
    """Median over the rounds of how many times longer `one` takes than `other` in the same round."""
    return statistics.median(a / b for a, b in zip(one.seconds, other.seconds, strict=True))


def machine() -> str:
    """The machine in a line: processor, cores, Python."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else ""
        cores = f"{len(lines)} cores" if lines else ""
    else:
        cores = ""
    parts = (model or platform.processor() or platform.machine(), cores, f"Python {platform.python_version()}")
    return ", ".join(part for part in parts if part)
