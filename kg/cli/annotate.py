"""`kg annotate`."""

import json
import sys
from typing import Annotated

import typer

from kg.cli.options import Encoding, Lexicon, MinScore, Ner, Place, Sources, settings
from kg.errors import PageError


def annotate(
    sources: Sources,
    ner: Ner = "lexical",
    lexicon: Lexicon = None,
    encoding: Encoding = "",
    place: Place = "",
    min_score: MinScore = 0.0,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first page that cannot be read.")] = False,
) -> None:
    """Print the mentions, entities and relations of pages: one JSON object a page, one a line."""
    from kg.ingest import read
    from kg.io.interchange import to_interchange
    from kg.model import Problem
    from kg.pipeline.workers import extract_page

    chosen = settings(ner=ner, lexicon=lexicon, encoding=encoding, place=place, min_score=min_score)
    failed = 0
    for page in read(sources, chosen.ingest):
        outcome = page if isinstance(page, Problem) else extract_page(page, chosen)
        if isinstance(outcome, Problem):
            if strict and outcome.dropped:
                raise PageError(f"{outcome.where}: {outcome.message} (--strict stops here)")
            print(f"kg: {outcome.where}: {outcome.message}", file=sys.stderr)
            failed += outcome.dropped
            continue
        print(json.dumps(to_interchange(outcome), ensure_ascii=False))
    if failed:
        raise PageError(f"{failed} of the pages could not be annotated; each is named above")
