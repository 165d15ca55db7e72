"""`kg annotate`."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Encoding, Lexicon, MinScore, Ner, Place, Sources, settings
from kg.cli.pages import Pages
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Settings


class Format(StrEnum):
    """How annotated pages are written."""

    json = "json"
    html = "html"
    brat = "brat"
    conll = "conll"
    tsv = "tsv"
    text = "text"


def annotate(
    sources: Sources,
    ner: Ner = "lexical",
    lexicon: Lexicon = None,
    encoding: Encoding = "",
    place: Place = "",
    min_score: MinScore = 0.0,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="json (a page a line), html (to look at), brat, conll, tsv, text (--explain)."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="PATH", help="File to write; for brat the folder.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule made each mention and what it beat (text or json).")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first page that cannot be read.")] = False,
) -> None:
    """Print the mentions, entities and relations of pages: one JSON object a page, one a line, or another format."""
    from kg.export.annotated import WRITERS

    chosen = settings(ner=ner, lexicon=lexicon, encoding=encoding, place=place, min_score=min_score)
    pages = Pages(sources, chosen, strict=strict)
    kind = form or (Format.text if explain else Format.json)
    if explain and kind not in (Format.text, Format.json):
        raise UsageError(f"--explain is printed as text or json: it does not go with --format {kind.value}")
    if kind is Format.text and not explain:
        raise UsageError("--format text is what --explain prints: give --explain, or another format")
    if kind is Format.brat:
        if out is None:
            raise UsageError("--format brat writes files: name a folder with -o DIR")
        from kg.export.brat import write_brat

        write_brat(pages, out)
    elif explain:
        _write(_explained(pages, chosen, as_json=kind is Format.json), out)
    else:
        _write(WRITERS[kind.value](pages), out)
    pages.check()


def _explained(pages: Pages, chosen: "Settings", *, as_json: bool) -> Iterator[str]:
    from kg.export.explained import as_text, as_values
    from kg.io.interchange import to_interchange
    from kg.ner.explain import explain
    from kg.pipeline.extract import extractor_for

    ner = extractor_for(chosen).ner
    for number, result in enumerate(pages):
        explanations = explain(ner, result.document, result.linked.mentions)
        if not as_json:
            yield "\n" * bool(number)
            yield from as_text(result, explanations)
            continue
        plain = to_interchange(result)
        for mention, explanation in zip(plain["mentions"], explanations, strict=True):
            mention["explain"] = as_values(explanation)
        yield json.dumps(plain, ensure_ascii=False) + "\n"


def _write(pieces: Iterator[str], out: Path | None) -> None:
    if out is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    from kg.io import atomic_writer

    with atomic_writer(out) as stream:
        stream.writelines(piece.encode() for piece in pieces)
