"""`kg build`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Encoding, Lexicon, MinScore, Ner, Place, Sources, settings
from kg.config import BuildSettings
from kg.errors import UsageError
from kg.model.ids import BASE

if TYPE_CHECKING:
    from kg.pipeline import Report

FURNITURE = "furniture"
"""Kind of the problem that says which stretch of a page is no part of an article: expected, so only counted here."""
NAMED = 10
"""Problems that are named on the terminal; all are in the report."""


class Engine(StrEnum):
    """What runs a build."""

    LOCAL = "local"
    SPARK = "spark"


def build(
    sources: Sources,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="Folder of the graph.")],
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
    engine: Annotated[Engine, typer.Option("--engine", help="This machine, or a Spark cluster.")] = Engine.LOCAL,
    master: Annotated[
        str, typer.Option("--master", metavar="URL", help="Of the cluster: local[4], spark://host:7077, yarn.")
    ] = "",
) -> None:
    """Build the graph of newspaper pages: store, Turtle, GraphML, statements, report.

    Pages that were extracted before and did not change are not extracted again. With --engine spark: statements and
    entities as Parquet, quads as N-Quads in shards, report.
    """
    from kg.cli.progress import bar

    chosen = settings(
        ner=ner,
        lexicon=lexicon,
        encoding=encoding,
        place=place,
        min_score=min_score,
        build=BuildSettings(workers=workers, strict=strict, base=base),
    )
    if engine is Engine.SPARK:
        from kg.pipeline.spark import build as build_on_spark

        _say(build_on_spark(sources, out, chosen, master=master, ledger=ledger), f"{out}/report.json")
        print(f"{out}/statements.parquet  {out}/entities.parquet  {out}/quads  {out}/report.json")
        return
    if master:
        raise UsageError("--master is the address of a Spark cluster: say --engine spark as well")
    from kg.pipeline import build as build_graph

    folder = Path(out)
    with bar() as progress:
        report = build_graph(sources, folder, chosen, ledger=ledger, progress=progress)
    _say(report, folder / "report.json")
    print(f"{folder / 'graph.ttl'}  {folder / 'graph.graphml'}  {folder / 'report.json'}")


def _say(report: "Report", where: str | Path) -> None:
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
        print(f"two in one post at one time: {len(report.conflicts):,}, each with both pages in {where}")
    lost = [p for p in report.problems if (p.dropped and p.kind != FURNITURE) or p.kind == "contradiction"]
    for problem in lost[:NAMED]:
        print(f"kg: {problem.where}: {problem.message}", file=sys.stderr)
    unnamed = len(report.problems) - min(len(lost), NAMED)
    if unnamed:
        print(f"notes: {unnamed:,}, each in {where} (mastheads and the like that are no article, …)")
