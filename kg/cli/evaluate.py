"""`kg evaluate`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Lexicon, settings

Gold = Annotated[list[Path], typer.Argument(help="Folders with NAME.gold.json and NAME.txt, or such gold files.")]
Recognisers = Annotated[list[str], typer.Option("--ner", help="Recognisers; give it again to compare several.")]


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
    from kg.pipeline.measure import measure

    pages = [page for path in gold for page in load_gold(path)]
    outcomes = {choice: measure(pages, settings(ner=choice, lexicon=lexicon)) for choice in ner}
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
