"""A server process on a free port, as a user starts it."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import kg

HOME = Path(kg.__file__).parent.parent
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
"""A cross product of everything, five times."""


@dataclass(frozen=True, slots=True)
class Live:
    """A server that runs: its address, which ends in a slash, and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def sparql(self) -> str:
        return f"{self.url}sparql"

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Ask it to end; its exit code and what it wrote to stderr."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


def start(folder: Path, *options: str) -> Live:
    """Start `kg serve` and wait until it says where it is."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    found = re.search(r"at (http://\S+/) ", said)
    if found is None:
        process.kill()
        raise AssertionError(f"the server said {said!r} and {process.communicate()[1]!r}")
    return Live(found[1], process)


@contextmanager
def live(folder: Path, *options: str) -> Iterator[Live]:
    """A server for the time of a block."""
    served = start(folder, *options)
    try:
        yield served
    finally:
        code, errors = served.end()
    assert code == 0, errors


def workers_of(pid: int) -> list[int]:
    """Process ids of a server's workers, from Linux's own list."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in children]


def is_alive(pid: int) -> bool:
    """Whether a process runs: neither gone nor waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
