"""`kg evaluate`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Lexicon

if TYPE_CHECKING:
    from kg.evaluate import Annotation, Tally

Gold = Annotated[list[Path], typer.Argument(help="Folders with NAME.gold.json and NAME.txt, or such gold files.")]
Recognisers = Annotated[list[str], typer.Option("--ner", help="Recognisers; give it again to compare several.")]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one choice of recognisers gave on all gold pages."""

    tallies: "tuple[Tally, ...]"
    errors: tuple[str, ...]


def evaluate(
    gold: Gold,
    ner: Recognisers = ["lexical"],  # noqa: B006  typer takes the default from here and copies it
    lexicon: Lexicon = None,
    errors: Annotated[bool, typer.Option("--errors", help="List each error.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
) -> None:
    """Measure extraction on annotated pages: mentions, links, names, relations, with 95% intervals over articles."""
    from kg.evaluate import intervals, load_gold, total
    from kg.evaluate.tables import figures, side_by_side

    pages = [page for path in gold for page in load_gold(path)]
    outcomes = {choice: _run(pages, choice, lexicon) for choice in ner}
    if errors:
        for choice, outcome in outcomes.items():
            for error in outcome.errors:
                print(f"{choice}\t{error}" if len(outcomes) > 1 else error)
    scores = {choice: total(outcome.tallies) for choice, outcome in outcomes.items()}
    if as_json:
        print(json.dumps({c: {n: f._asdict() | {"f1": f.f1} for n, f in s.items()} for c, s in scores.items()}))
        return
    articles = sum(len(annotation.articles) for _, annotation in pages)
    print(f"{len(pages)} pages, {articles} articles")
    for choice, outcome in outcomes.items():
        print(f"\n{choice}\n{figures(scores[choice], intervals(outcome.tallies))}")
    if len(outcomes) > 1:
        print(f"\n{side_by_side(scores)}")


def _run(pages: "list[tuple[Path, Annotation]]", choice: str, lexicon: Path | None) -> Outcome:
    from kg.cli.options import settings
    from kg.errors import PageError
    from kg.evaluate import Annotation, score_page
    from kg.ingest import read
    from kg.io.interchange import to_interchange
    from kg.model import Problem
    from kg.pipeline.extract import extractor_for

    chosen = settings(ner=choice, lexicon=lexicon)
    tallies: list[Tally] = []
    errors: list[str] = []
    for path, annotation in pages:
        (page,) = read([path], chosen.ingest)
        if isinstance(page, Problem):
            raise PageError(f"{path}: {page.message}")
        found = to_interchange(extractor_for(chosen).extract(page))
        scored = score_page(annotation, Annotation.of(found, page=page.id, text=page.text))
        tallies += scored.articles
        errors += [f"{page.id}\t{error}" for error in scored.errors]
    return Outcome(tuple(tallies), tuple(errors))
