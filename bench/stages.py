"""Where the time of a page goes, stage by stage, and what a whole build with two workers reaches, against jieba.posseg.

`python -m bench.stages` prints both tables. The build reads copies of the sample pages under other names, so many that
the start of the workers, some seconds on small archives, is part of the figure without deciding it.
"""

import json
import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba
import jieba.posseg

from bench.ner import SAMPLES, sample_pages
from bench.paired import ROUNDS, Timing, machine, ratio
from kg.config import BuildSettings, Settings
from kg.ingest import split
from kg.io.interchange import to_interchange
from kg.model import Page, PageResult
from kg.pipeline import Extractor, build

COPIES = 4
STAGES = ("articles", "recognition", "linking", "relations", "interchange")


def stages(pages: list[Page], *, rounds: int = ROUNDS) -> list[str]:
    """Rows of the stages: characters a second on one core, share of the whole, and speed against jieba.posseg."""
    jieba.setLogLevel(logging.ERROR)
    extractor = Extractor.load(Settings())
    taken: dict[str, list[float]] = {name: [] for name in ("jieba.posseg", *STAGES)}
    for number in range(rounds + 1):
        found = {"jieba.posseg": _timed(lambda: [list(jieba.posseg.cut(page.text)) for page in pages])}
        found |= _one_round(extractor, pages)
        for name, seconds in found.items() if number else ():  # the first round warms up
            taken[name].append(seconds)
    peer, characters = Timing(tuple(taken["jieba.posseg"])), sum(len(page.text) for page in pages)
    whole = Timing(tuple(map(sum, zip(*(taken[name] for name in STAGES), strict=True))))
    rows = []
    for name, timing in [*((name, Timing(tuple(taken[name]))) for name in STAGES), ("all stages", whole)]:
        share, speed = timing.median / whole.median, characters / timing.median
        rows.append(f"| {name} | {speed:,.0f} characters/s | {share:.0%} | {ratio(peer, timing):.1f}× |")
    return rows


def _one_round(extractor: Extractor, pages: list[Page]) -> dict[str, float]:
    clock = time.perf_counter
    marks = [0.0] * len(STAGES)
    for page in pages:
        at = [clock()]
        document, problems = split(page, extractor.settings.ingest)
        at.append(clock())
        (mentions,) = extractor.ner.pipe([document])
        at.append(clock())
        linked = extractor.linker.link(document, mentions)
        at.append(clock())
        statements = extractor.relater.relate(document, linked)
        at.append(clock())
        json.dumps(to_interchange(PageResult(document, linked, statements, problems)), ensure_ascii=False)
        at.append(clock())
        marks = [mark + end - start for mark, start, end in zip(marks, at, at[1:], strict=False)]
    return dict(zip(STAGES, marks, strict=True))


def builds(pages: list[Page], *, rounds: int = 3) -> list[str]:
    """Rows of whole builds, to store, Turtle and GraphML, with one worker and with two."""
    jieba.setLogLevel(logging.ERROR)
    characters = sum(len(page.text) for page in pages)
    jobs: dict[str, tuple[int, Callable[[], object]]] = {
        "jieba.posseg": (1, lambda: [list(jieba.posseg.cut(page.text)) for page in pages])
    }
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "pages", Path(folder) / "out"
        _copies(source)
        for workers in (1, 2):
            settings = Settings(build=BuildSettings(workers=workers))
            jobs[f"kg build, {workers} worker{'s' * (workers > 1)}"] = (
                COPIES,
                lambda settings=settings: _built(source, out, settings),  # type: ignore[misc]
            )
        jobs["jieba.posseg"][1]()
        taken: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(rounds):
            for name, (times, job) in jobs.items():
                taken[name].append(_timed(job) / times)
    timings = {name: Timing(tuple(seconds)) for name, seconds in taken.items()}
    peer = timings["jieba.posseg"]
    return [
        f"| {name} | {characters / timing.median:,.0f} characters/s | {ratio(peer, timing):.1f}× |"
        for name, timing in timings.items()
    ]


def _copies(folder: Path) -> None:
    for page in sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".txt", ".md", ".html", ".jsonl")):
        folder.mkdir(exist_ok=True)
        for number in range(COPIES if page.suffix != ".jsonl" else 0):
            shutil.copyfile(page, folder / f"{page.stem}-{number}{page.suffix}")


def _built(source: Path, out: Path, settings: Settings) -> None:
    shutil.rmtree(out, ignore_errors=True)
    build([source], out, settings)


def _timed(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def main() -> None:
    """Print both tables."""
    pages = sample_pages()
    print(f"{machine()}; {len(pages)} sample pages, {sum(len(page.text) for page in pages):,} characters\n")
    print("\n".join(["| stage | speed | share | against jieba.posseg |", "|---|---|---|---|", *stages(pages)]))
    print("\n".join(["\n| whole build | speed | against jieba.posseg |", "|---|---|---|", *builds(pages)]))


if __name__ == "__main__":
    main()
