"""`kg build`: pages in; store, Turtle, GraphML, statements and report out."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.config import Settings
from kg.errors import PageError
from kg.ingest import read
from kg.io import atomic_write, atomic_writer, sweep
from kg.io.interchange import to_interchange
from kg.io.layout import ANNOTATIONS, FILES, GRAPHML, LEDGER_HOME, REPORT, STATE, STATEMENTS, STORE, TURTLE
from kg.model import Page, PageResult, Problem
from kg.ner.user_lexicon import unused
from kg.pipeline.conflicts import Posts
from kg.pipeline.corpus import Corpus, Ledger, gathered, statement_record, taken_off
from kg.pipeline.entities import Entities
from kg.pipeline.extract import fingerprint
from kg.pipeline.report import Report
from kg.pipeline.state import State, page_key
from kg.pipeline.workers import extract_all

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.graph import Store

BATCH = 64
"""Pages between two commits of the state: what a kill can cost."""

Progress = Callable[[str, int], None]
"""Called with the step's name and how many more items it has done: `found` (once, with the number of pages), then
`read`, `written` and `stored` page by page, last `turtle` and `graphml`."""


def _silent(_step: str, _items: int) -> None:
    """No progress wanted."""


def build(
    sources: Iterable[str | Path],
    out: Path,
    settings: Settings,
    *,
    ledger: Path | None = None,
    progress: Progress = _silent,
) -> Report:
    """Build the graph of all pages in `sources` into the folder `out`; what was extracted before is not done again.

    The same pages, judgements and settings give the same bytes in every file but the store and the state, which are
    databases, and the note of where the ledger lies. A changed ledger extracts no page anew.

    Args:
        sources: files, folders, patterns.
        out: folder of the graph; made if missing.
        settings: of all stages.
        ledger: judgements to replay; without it `judgements.tsv` in the only source, if that is a folder and has one.
        progress: told of each page.

    Raises:
        SourceMissing: a source names nothing, or the ledger does not exist.
        PageError: no page can be read, or one cannot and the settings are strict.
        DataError: a line of the ledger breaks its format, or it contradicts itself and the settings are strict.
    """
    report = Report()
    named = list(sources)
    judged = Ledger.find(named, ledger)
    out.mkdir(parents=True, exist_ok=True)
    with State(out / STATE) as state, closing(Entities()) as found:
        for name in FILES:
            sweep(out / name)
        _extract(named, state, settings, report, progress)
        state.retract_others()
        results = _Results(state, judged.parts())
        with closing(Posts()) as posts:
            _gather(out, results, found, posts, report, progress)
            corpus = _judged(found, posts, judged, settings, report)
        if settings.ner.lexicon is not None:
            report.problems += unused(settings.ner.lexicon, report.lexicon_rules)
        _write_graph(out, results, corpus, settings, report, progress)
    atomic_write(out / LEDGER_HOME, f"{judged.home.resolve()}\n" if judged.home is not None else "\n")
    atomic_write(out / REPORT, json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n")
    return report


@dataclass(frozen=True, slots=True)
class _Results:
    """The results of the build's pages, each time anew from the state, with entities taken off pages as judged."""

    state: State
    parts: frozenset[tuple[str, str]]

    def __iter__(self) -> Iterator[PageResult]:
        for result in self.state.results():
            yield taken_off(result, self.parts)


def _extract(
    sources: Iterable[str | Path], state: State, settings: Settings, report: Report, progress: Progress
) -> None:
    version = fingerprint(settings)
    found = 0

    def unknown() -> Iterator[Page]:
        nonlocal found
        for page in read(list(sources), settings.ingest, found=partial(progress, "found")):
            if isinstance(page, Problem):
                _note(page, settings, report)
                continue
            found += 1
            if state.keep_known(page, page_key(page, version)):
                progress("read", 1)
            else:
                yield page

    waiting = 0
    for page, outcome in extract_all(unknown(), settings, workers=settings.build.workers):
        progress("read", 1)
        if isinstance(outcome, Problem):
            _note(outcome, settings, report)
            continue
        state.put(page_key(page, version), outcome)
        waiting += 1
        if waiting % BATCH == 0:
            state.commit()
    state.commit()
    if not found:
        named = "; ".join(f"{p.where}: {p.message}" for p in report.problems[:3])
        raise PageError(f"the sources hold no page that can be read{': ' + named if named else ''}")


def _note(problem: Problem, settings: Settings, report: Report) -> None:
    if settings.build.strict and problem.dropped:
        raise PageError(f"{problem.where}: {problem.message} (--strict stops here)")
    report.problems.append(problem)


def _gather(out: Path, results: _Results, found: Entities, posts: Posts, report: Report, progress: Progress) -> None:
    """Write the annotations page by page; gather the corpus's entities and who holds which post."""
    with atomic_writer(out / ANNOTATIONS) as annotations:
        for result in results:
            report.add_page(result)
            annotations.write(_line(to_interchange(result)))
            found.add(result.linked.entities)
            posts.add(result.statements)
            progress("written", 1)


def _judged(found: Entities, posts: Posts, judged: Ledger, settings: Settings, report: Report) -> Corpus:
    """Apply the judgements, look for conflicts."""
    corpus = gathered(found, judged, strict=settings.build.strict)
    report.add_identity(judged.count(), corpus.identity)
    conflicts = posts.conflicts(corpus.identity.clusters.canonical)
    report.add_conflicts(conflicts, corpus.entities.name, settings.build.base)
    report.add_entities(corpus.entities)
    return corpus


def _write_graph(
    out: Path, results: _Results, corpus: Corpus, settings: Settings, report: Report, progress: Progress
) -> None:
    # imported here, so that worker processes and `kg annotate` do not wait for the graph's libraries
    from kg.graph import Relations, Store, entities_quads, page_quads, replaced_quads, vocabulary_quads

    base = settings.build.base

    def quads(lines: IO[bytes], relations: Relations) -> "Iterator[Quad]":
        """All quads. Each statement is written as a line on its way: reading the state again would cost as much."""
        for result in results:
            progress("stored", 1)
            yield from page_quads(result, base=base, resolve=corpus.resolve)
            for statement in result.statements:
                lines.write(_line(statement_record(statement, corpus, base=base)))
                relations.add(statement)
        yield from vocabulary_quads()
        yield from entities_quads(corpus.entities, base=base, resolve=corpus.resolve)
        yield from relations.quads(base)
        yield from replaced_quads(corpus.identity.clusters.canonical, base=base)

    with atomic_writer(out / STATEMENTS) as lines, Relations(corpus.resolve) as relations:
        store = Store.create(out / STORE, quads(lines, relations))
    _export(out, store, settings, report, progress)


def _export(out: Path, store: "Store", settings: Settings, report: Report, progress: Progress) -> None:
    from kg.export import Source
    from kg.export import write as export
    from kg.graph import best_connected, network

    most = settings.build.most_nodes
    among = best_connected(store, most)
    if among is not None:
        message = (
            f"{GRAPHML} shows the {most:,} best connected entities: kg export writes them all, or those around one"
        )
        report.problems.append(Problem("crowded", GRAPHML, message, dropped=False))
    source = Source(quads=store.quads, network=lambda: network(store, among=among))
    for kind, name in (("turtle", TURTLE), ("graphml", GRAPHML)):
        progress(kind, 0)
        export(kind, out / name, source=source)
        progress(kind, 1)


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
