"""`make bench-ner`: recognition against jieba.posseg in the same run, and the memory that each takes."""

import logging
import resource
import subprocess
import sys
from pathlib import Path

import jieba
import jieba.posseg

from bench.paired import machine, paired, ratio
from kg.config import Settings
from kg.ingest import read, split
from kg.model import Page
from kg.pipeline import Extractor

SAMPLES = Path(__file__).resolve().parents[1] / "examples"
JOBS = ("nothing", "jieba.posseg", "recognition")


def extraction(pages: list[Page]) -> list[str]:
    """All page stages and recognition alone, against jieba's tagger, characters a second on one core."""
    jieba.setLogLevel(logging.ERROR)
    extractor = Extractor.load(Settings())
    documents = [split(page, Settings().ingest)[0] for page in pages]
    characters = sum(len(page.text) for page in pages)

    def tagged() -> int:
        return sum(1 for page in pages for _ in jieba.posseg.cut(page.text))

    def recognised() -> int:
        return sum(len(mentions) for mentions in extractor.ner.pipe(documents))

    def extracted() -> int:
        return sum(len(extractor.extract(page).statements) for page in pages)

    times = paired({"jieba.posseg": tagged, "recognition": recognised, "all page stages": extracted})
    peer = times["jieba.posseg"]
    return [
        f"| {name} | {characters / timing.median:,.0f} characters/s | {ratio(peer, timing):.1f}× |"
        for name, timing in times.items()
    ]


def memory() -> list[str]:
    """Peak memory of a process of its own for each way, by the operating system's accounting."""
    rows = []
    for job in JOBS:
        command = [sys.executable, "-m", "bench.ner", job]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(f"| {job} | {int(done.stdout) / 1024:,.0f} MB |")
    return rows


def alone(job: str) -> None:
    """One way over the sample pages, in this process; prints its peak memory in kilobytes."""
    pages = sample_pages()
    if job == "jieba.posseg":
        jieba.setLogLevel(logging.ERROR)
        for page in pages:
            list(jieba.posseg.cut(page.text))
    elif job == "recognition":
        list(Extractor.load(Settings()).ner.pipe(split(page, Settings().ingest)[0] for page in pages))
    print(peak())


def peak() -> int:
    """Peak memory of this process in kilobytes. Linux counts a parent into `ru_maxrss`: its own file comes first."""
    status = Path("/proc/self/status")
    if status.is_file():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def sample_pages() -> list[Page]:
    """The sample pages that can be read."""
    return [page for page in read([SAMPLES], Settings().ingest) if isinstance(page, Page)]


def main() -> None:
    """Print speed and memory."""
    pages = sample_pages()
    print(f"{machine()}; {len(pages)} sample pages, {sum(len(page.text) for page in pages):,} characters, one core")
    print("\n".join(["", "| job | speed | against jieba.posseg |", "|---|---|---|", *extraction(pages)]))
    print("\n".join(["", "| process | peak memory |", "|---|---|", *memory()]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        alone(sys.argv[1])
    else:
        main()
