"""`kg build`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Encoding, Lexicon, MinScore, Ner, Place, Sources, settings
from kg.config import BuildSettings
from kg.model.ids import BASE

if TYPE_CHECKING:
    from kg.pipeline import Report

FURNITURE = "furniture"
"""Kind of the problem that says which stretch of a page is no part of an article: expected, so only counted here."""
NAMED = 10
"""Problems that are named on the terminal; all are in the report."""


def build(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the graph.")],
    ner: Ner = "lexical",
    lexicon: Lexicon = None,
    encoding: Encoding = "",
    place: Place = "",
    min_score: MinScore = 0.0,
    workers: Annotated[int, typer.Option("--workers", "-j", min=1, help="Processes.")] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first page that cannot be read, or a contradictory ledger.")
    ] = False,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", help="Judgements; without it judgements.tsv in the folder of pages.")
    ] = None,
    base: Annotated[str, typer.Option("--base", help="Namespace of the entities' IRIs.")] = BASE,
) -> None:
    """Build the graph of newspaper pages: store, Turtle, GraphML, statements, report.

    Pages that were extracted before and did not change are not extracted again.
    """
    from kg.cli.progress import bar
    from kg.pipeline import build as build_graph

    chosen = settings(
        ner=ner,
        lexicon=lexicon,
        encoding=encoding,
        place=place,
        min_score=min_score,
        build=BuildSettings(workers=workers, strict=strict, base=base),
    )
    with bar() as progress:
        report = build_graph(sources, out, chosen, ledger=ledger, progress=progress)
    _say(report, out)


def _say(report: "Report", out: Path) -> None:
    counts = {
        "pages": report.pages,
        "articles": report.articles,
        "mentions": report.mentions.total(),
        "entities": report.entities.total(),
        "statements": report.statements.total(),
    }
    print(" · ".join(f"{number:,} {what}" for what, number in counts.items()))
    kinds = ", ".join(f"{kind} {n:,}" for kind, n in report.entities.most_common())
    said = ", ".join(f"{predicate} {n:,}" for predicate, n in report.statements.most_common())
    print(f"entities: {kinds}")
    print(f"statements: {said}")
    if any(report.judgements.values()):
        print("judgements: " + ", ".join(f"{what.replace('_', ' ')} {n:,}" for what, n in report.judgements.items()))
    if report.conflicts:
        print(f"two in one post at one time: {len(report.conflicts):,}, each with both pages in {out / 'report.json'}")
    lost = [p for p in report.problems if (p.dropped and p.kind != FURNITURE) or p.kind == "contradiction"]
    for problem in lost[:NAMED]:
        print(f"kg: {problem.where}: {problem.message}", file=sys.stderr)
    unnamed = len(report.problems) - min(len(lost), NAMED)
    if unnamed:
        print(f"notes: {unnamed:,}, each in {out / 'report.json'} (mastheads and the like that are no article, …)")
    print(f"{out / 'graph.ttl'}  {out / 'graph.graphml'}  {out / 'report.json'}")
