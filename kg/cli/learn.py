"""`kg learn-lexicon`."""

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Encoding, Lexicon, Ner, Place, Sources, settings
from kg.cli.pages import Pages

if TYPE_CHECKING:
    from kg.ner.learn import Proposal


def learn_lexicon(
    sources: Sources,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="CSV file to write.")] = None,
    ner: Ner = "lexical",
    lexicon: Lexicon = None,
    encoding: Encoding = "",
    place: Place = "",
    min_articles: Annotated[int, typer.Option("--min-articles", min=1, help="Articles that must name it.")] = 2,
) -> None:
    """Propose entries for a lexicon of your own: frequent names that no list knows, with two contexts each.

    Write yes under `accept` where you agree, mend what is wrong, and give the file to --lexicon.
    """
    from kg.io import atomic_write
    from kg.ner.learn import propose

    pages = Pages(sources, settings(ner=ner, lexicon=lexicon, encoding=encoding, place=place))
    proposals = propose(pages, min_articles=min_articles)
    if out is None:
        sys.stdout.write(_csv(proposals))
    else:
        atomic_write(out, "\ufeff" + _csv(proposals))  # the mark tells spreadsheets that it is UTF-8
        print(f"{len(proposals):,} names to look at: {out}", file=sys.stderr)
    pages.check()


def _csv(proposals: "list[Proposal]") -> str:
    from kg.ner.user_lexicon import COLUMNS

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["accept", *COLUMNS, "source", "rule", "count", "articles", "context_1", "context_2"])
    for one in proposals:
        contexts = (*one.contexts, "", "")[:2]
        entry = (one.surface, one.type.value, one.subtype, one.canonical, "", "", "")
        writer.writerow(["", *entry, one.source, one.rule, one.count, one.articles, *contexts])
    return stream.getvalue()
