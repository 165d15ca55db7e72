"""`make ablation`: what each component of the lexical recogniser is worth, into `docs/extraction.md`.

Each component is taken away in turn (its candidates are dropped before readings compete and before names are agreed
over the page) and recognition is measured on the annotated pages: F1 by overlap, all and by type. The losses are
what the other components cannot make up for, so they do not add up.
"""

import sys
from collections.abc import Iterator, Mapping

from bench.annotated import AnnotatedPage, annotated_pages, fill
from kg.evaluate import Annotation, Score, Tally, score_page, total
from kg.model import Article, Document
from kg.ner.candidate import Candidate
from kg.ner.lexical import LexicalRecogniser
from kg.ner.scan import Scan

FIGURES = ("mentions", "mentions strict", "type PER", "type ORG", "type PLACE", "type PROG")
COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "gazetteer of divisions": ("place:gazetteer", "place:short", "place:letter", "place:people"),
    "other lists of places": ("place:world", "place:word"),
    "head words of places": ("place:head", "place:site", "place:village", "place:definite", "place:number"),
    "list of villages": ("place:ranked",),
    "rows of places": ("place:list",),
    "area + body": ("org:area-body", "org:body", "org:named-body", "org:post"),
    "head words of bodies": ("org:head", "org:committee"),
    "units, brands, notices": ("org:unit", "org:brand", "org:notice"),
    "rows of bodies": ("org:list", "org:row"),
    "titles": ("person:title", "person:office", "person:cue", "person:notice"),
    "rows of persons": ("person:list",),
    "bylines": ("person:byline", "org:byline"),
    "persons without a title": (
        "person:likely",
        "person:maybe",
        "person:dot",
        "person:parts",
        "person:speech",
        "person:tagger",
    ),
    "quotes with a head word": ("programme:quote-head", "programme:title-head"),
    "quotes alone": ("programme:quote", "programme:award"),
    "title marks": ("programme:title",),
    "unquoted programmes": ("programme:head", "programme:session"),
    "list of national programmes": ("programme:list",),
    "agreement over the page": ("agreement:",),
    "statistical tagger": ("tagger:", "tagger-first:"),
}


class Without(LexicalRecogniser):
    """The lexical recogniser less the candidates of some rules."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        """Leave out candidates whose rule is one of `rules`, or begins with one that ends in a colon."""
        super().__init__()
        self._rules = rules

    def lay_out(self, document: Document) -> tuple[list[Scan], list[list[Candidate]]]:
        """What the components propose, less what is left out: before agreement sees it."""
        scans, found = super().lay_out(document)
        return scans, [[c for c in candidates if not self._is_out(c)] for candidates in found]

    def _found(self, document: Document) -> Iterator[tuple[Article, list[Candidate], set[tuple[object, ...]]]]:
        for article, candidates, tagged in super()._found(document):
            yield article, [c for c in candidates if not self._is_out(c)], tagged

    def _is_out(self, candidate: Candidate) -> bool:
        return any(candidate.rule == r or (r[-1] == ":" and candidate.rule.startswith(r)) for r in self._rules)


def measured(pages: list[AnnotatedPage], rules: tuple[str, ...]) -> dict[str, Score]:
    """Figures without the candidates of `rules`."""
    recogniser = Without(rules)
    tallies: list[Tally] = []
    for page in pages:
        marked, gold = page.recognised(recogniser), page.gold
        found = Annotation(gold.page, gold.text, marked, {m.entity: "" for m in marked}, (), gold.articles)
        tallies += score_page(gold, found).articles
    return total(tallies)


def table(pages: list[AnnotatedPage]) -> str:
    """The table as Markdown."""
    whole = measured(pages, ())
    rows = [f"| **all** | {' | '.join(f'**{whole[name].f1:.3f}**' for name in FIGURES)} |"]
    for component, rules in COMPONENTS.items():
        less = measured(pages, rules)
        cells = (f"{less[name].f1:.3f} ({less[name].f1 - whole[name].f1:+.3f})" for name in FIGURES)
        rows.append(f"| − {component} | {' | '.join(cells)} |")
    head = f"| F1 | {' | '.join(name.removeprefix('type ') for name in FIGURES)} |\n|---|{'---|' * len(FIGURES)}"
    return f"Lexical recogniser on {len(pages)} annotated pages, F1 by overlap (`strict`: exact spans).\n\n{head}\n" + (
        "\n".join(rows)
    )


def main() -> int:
    """Write the table."""
    fill("ablation", text := table(annotated_pages()))
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
