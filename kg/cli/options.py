"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kg.config import BuildSettings, IngestSettings, NerSettings, RelateSettings, Settings

Sources = Annotated[list[str], typer.Argument(help="Files, folders or patterns: .txt .md .html .jsonl.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder that kg build made.")]
Ner = Annotated[str, typer.Option("--ner", help="Recognisers, joined by +: lexical, jieba, hanlp:MODEL.")]
Lexicon = Annotated[Path | None, typer.Option("--lexicon", help="Your own words (CSV or YAML).")]
Encoding = Annotated[str, typer.Option("--encoding", help="Encoding of the pages; detected if not given.")]
Place = Annotated[str, typer.Option("--place", help="Area of the paper, for pages that do not say it.")]
MinScore = Annotated[float, typer.Option("--min-score", min=0, max=1, help="Leave out statements that score less.")]


def settings(
    *,
    ner: str = "lexical",
    lexicon: Path | None = None,
    encoding: str = "",
    place: str = "",
    min_score: float = 0.0,
    build: BuildSettings | None = None,
) -> Settings:
    """The settings records of a command's options."""
    return Settings(
        ingest=IngestSettings(encoding=encoding, place=place),
        ner=NerSettings(recognisers=ner, lexicon=lexicon),
        relate=RelateSettings(min_score=min_score),
        build=build or BuildSettings(),
    )
