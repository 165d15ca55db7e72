"""`kg build`: pages in; store, Turtle, GraphML, statements and report out."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import Quad

from kg.config import Settings
from kg.errors import PageError, UsageError
from kg.export import Source
from kg.export import write as export
from kg.graph import Store, corpus_quads, network, page_quads
from kg.ingest import read
from kg.io import atomic_write, atomic_writer
from kg.io.interchange import to_interchange
from kg.io.layout import ANNOTATIONS, GRAPHML, REPORT, STATE, STATEMENTS, STORE, TURTLE
from kg.link import merge
from kg.model import Entity, Page, PageResult, Problem, Statement, entity_iri
from kg.ner.user_lexicon import unused
from kg.pipeline.extract import fingerprint
from kg.pipeline.report import Report
from kg.pipeline.state import State, page_key
from kg.pipeline.workers import extract_all

BATCH = 64
"""Pages between two commits of the state: what a kill can cost."""

Progress = Callable[[str, int], None]
"""Called with the step's name and how many more items it has done."""


def _silent(_step: str, _items: int) -> None:
    """No progress wanted."""


def build(sources: Iterable[str | Path], out: Path, settings: Settings, *, progress: Progress = _silent) -> Report:
    """Build the graph of all pages in `sources` into the folder `out`; what was extracted before is not done again.

    The same pages and settings give the same bytes in every file but the store and the state, which are databases.

    Args:
        sources: files, folders, patterns.
        out: folder of the graph; made if missing.
        settings: of all stages.
        progress: told of each page.

    Raises:
        SourceMissing: a source names nothing.
        PageError: a page cannot be read, and the settings are strict.
        UsageError: no source was given, or none holds a page.
    """
    report = Report()
    out.mkdir(parents=True, exist_ok=True)
    with State(out / STATE) as state:
        _extract(sources, state, settings, report, progress)
        state.retract_others()
        entities = _write_lines(out, state, report, progress)
        if settings.ner.lexicon is not None:
            report.problems += unused(settings.ner.lexicon, report.lexicon_rules)
        _write_graph(out, state, entities, settings, progress)
    report.add_entities(entities)
    atomic_write(out / REPORT, json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n")
    return report


def _extract(
    sources: Iterable[str | Path], state: State, settings: Settings, report: Report, progress: Progress
) -> None:
    version = fingerprint(settings)
    found = 0

    def unknown() -> Iterator[Page]:
        nonlocal found
        for page in read(list(sources), settings.ingest):
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
        raise UsageError(f"the sources hold no page that can be read{': ' + named if named else ''}")


def _note(problem: Problem, settings: Settings, report: Report) -> None:
    if settings.build.strict and problem.dropped:
        raise PageError(f"{problem.where}: {problem.message} (--strict stops here)")
    report.problems.append(problem)


def _write_lines(out: Path, state: State, report: Report, progress: Progress) -> tuple[Entity, ...]:
    """Write annotations and statements page by page; return the corpus's entities."""
    entities: dict[str, Entity] = {}
    with ExitStack() as stack:
        annotations = stack.enter_context(atomic_writer(out / ANNOTATIONS))
        statements = stack.enter_context(atomic_writer(out / STATEMENTS))
        for result in state.results():
            report.add_page(result)
            annotations.write(_line(to_interchange(result)))
            names = {entity.key: entity.name for entity in result.linked.entities}
            for statement in result.statements:
                statements.write(_line(statement_record(statement, names)))
            for entity in result.linked.entities:
                known = entities.get(entity.key)
                entities[entity.key] = entity if known is None else merge((known, entity))[0]
            progress("written", 1)
    return tuple(entities[key] for key in sorted(entities))


def _write_graph(out: Path, state: State, entities: tuple[Entity, ...], settings: Settings, progress: Progress) -> None:
    base = settings.build.base

    def every_statement() -> Iterator[Statement]:
        for result in state.results():
            yield from result.statements

    def every_page() -> Iterator[PageResult]:
        for result in state.results():
            progress("stored", 1)
            yield result

    def quads() -> Iterator[Quad]:
        for result in every_page():
            yield from page_quads(result, base=base)
        yield from corpus_quads(entities, every_statement(), base=base)

    store = Store.create(out / STORE, quads())
    source = Source(quads=store.quads, network=lambda: network(store))
    export("turtle", out / TURTLE, source=source)
    export("graphml", out / GRAPHML, source=source)


def statement_record(statement: Statement, names: dict[str, str]) -> dict[str, object]:
    """A statement as plain values: ids for machines, names and quotes for people."""
    return {
        "id": statement.id,
        "subject": entity_iri(statement.subject),
        "subject_name": names[statement.subject],
        "predicate": statement.predicate,
        "object": entity_iri(statement.object),
        "object_name": names[statement.object],
        "title": statement.title,
        "modality": statement.modality.value,
        "date": statement.date,
        "rule": statement.rule,
        "score": statement.score,
        "evidence": [
            {"page": e.page, "article": e.article, "start": e.start, "end": e.end, "quote": e.quote}
            for e in statement.evidence
        ],
    }


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
