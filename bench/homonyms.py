"""Which of several places of one name a text means: the pipeline's accuracy on `homonyms.tsv` beside the naive choice.

python -m bench.homonyms                    whole pipeline: articles, mentions, links
python -m bench.homonyms --gold-mentions    the name itself is given as a mention, so only linking is measured

The naive choice is the first division of the name in the gazetteer's order (rank, then code) that existed on the day;
the gazetteer has no population, so "the most populous" cannot be measured. A case without ground for a choice is
right when no division is chosen.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.config import Settings
from kg.errors import DataError
from kg.ingest import split
from kg.lexicon.gazetteer import Gazetteer
from kg.link import PageLinker
from kg.link.names import level
from kg.model import Document, Entity, EntityType, Mention, Page
from kg.ner import Ner
from kg.ner import build as build_ner

CASES = Path(__file__).with_name("homonyms.tsv")
LEAST = 0.95
UNRESOLVED = "?"
_SUBTYPES = ("province", "city", "district", "town", "village")


@dataclass(frozen=True, slots=True)
class Case:
    """A name in a text: `start` to `end` in code points. `expected` is a path, or `?`; `line` that of the file."""

    line: int
    by: str
    page: Page
    start: int
    end: int
    expected: str

    @property
    def surface(self) -> str:
        """The name asked for."""
        return self.page.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered to a case, by the pipeline with its reason, and by the naive choice."""

    case: Case
    answer: str
    reason: str
    naive: str

    @property
    def right(self) -> bool:
        """Whether the pipeline's answer is the expected one."""
        return self.answer == self.case.expected


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    """The cases of a file.

    Raises:
        DataError: a line has another number of cells, or not one name in braces.
    """
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return tuple(_case(path, number, line) for number, line in lines if line and not line.startswith("#"))


def _case(path: Path, number: int, line: str) -> Case:
    cells = ["" if cell == "-" else cell for cell in line.split("\t")]
    if len(cells) != 6 or cells[5].count("{") != 1 or cells[5].count("}") != 1:
        raise DataError(f"{path.name}:{number} must have six cells and one name in braces")
    by, date, place, title, expected, text = cells
    text = text.replace("\\n", "\n")
    start, end = text.index("{"), text.index("}") - 1
    page = Page(
        id=f"homonym-{number}", text=text.replace("{", "").replace("}", ""), date=date, title=title, place=place
    )
    return Case(number, by, page, start, end, expected)


def naive(gazetteer: Gazetteer, name: str, date: str) -> str:
    """Path of the first division of the name, in the gazetteer's order, that existed on the day."""
    for place in gazetteer.named(name):
        if place.since <= date and (not place.until or date < place.until):
            return gazetteer.path(place, date=date)
    return UNRESOLVED


class Bench:
    """Answers cases. Loads the stages once."""

    def __init__(self, *, gold_mentions: bool = False) -> None:
        settings = Settings()
        self.gazetteer = Gazetteer.load()
        self._ingest = settings.ingest
        self._ner: Ner = build_ner(settings.ner)
        self._linker = PageLinker(self.gazetteer, settings.link)
        self._gold = gold_mentions

    def run(self, cases: Iterable[Case]) -> list[Outcome]:
        """The outcome of each case."""
        return [self._outcome(case) for case in cases]

    def _outcome(self, case: Case) -> Outcome:
        document, _ = split(case.page, self._ingest)
        (mentions,) = self._ner.pipe([document])
        if self._gold:
            mentions = with_name(document, mentions, case)
        linked = self._linker.link(document, mentions)
        entities = {entity.key: entity for entity in linked.entities}
        covering = [m for m in linked.mentions if m.start < case.end and case.start < m.end]
        answer, reason = UNRESOLVED, "no mention"
        if covering:
            entity = entities[covering[-1].entity]
            answer, reason = self._path(case, entity), f"{covering[-1].text}: {entity.reason}"
        return Outcome(case, answer, reason, naive(self.gazetteer, case.surface, case.page.date))

    def _path(self, case: Case, entity: Entity) -> str:
        """Path of the entity's area, cut at the division that has the case's name."""
        parts = entity.area.split("/")
        for size in range(len(parts), 0, -1):
            path = "/".join(parts[:size])
            if parts[size - 1].startswith(case.surface) and self.gazetteer.by_path(path) is not None:
                return path
        known = self.gazetteer.by_path(entity.area)
        return entity.area if known is not None and entity.type is EntityType.PLACE else UNRESOLVED


def with_name(document: Document, mentions: Sequence[Mention], case: Case) -> tuple[Mention, ...]:
    """The mentions with the case's name as one of its own, in place of those that cross it.

    A chain that ends in the name (西安市新城区) stays as it is.
    """
    if any(m.type is EntityType.PLACE and m.start < case.start and m.end == case.end for m in mentions):
        return tuple(mentions)
    kept = [mention for mention in mentions if mention.end <= case.start or case.end <= mention.start]
    for article in document.articles:
        at = article.text.find(case.surface, max(0, case.start - article.span.start - 8))
        if article.span.start <= case.start < article.span.end and at >= 0:
            subtype = _SUBTYPES[(level(case.surface) or 3) - 1]
            size = len(case.surface)
            named = Mention(case.start, case.end, case.surface, EntityType.PLACE, subtype, article.index, at, at + size)
            kept.append(named)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def table(outcomes: Sequence[Outcome]) -> str:
    """Accuracy by what decides, beside the naive choice, and each miss with its reason."""
    total = Counter(outcome.case.by for outcome in outcomes)
    right = Counter(outcome.case.by for outcome in outcomes if outcome.right)
    first = Counter(outcome.case.by for outcome in outcomes if outcome.naive == outcome.case.expected)
    lines = [f"{'decided by':<12}{'cases':>6}{'fangzhi':>9}{'naive':>8}"]
    for by in sorted(total):
        lines.append(f"{by:<12}{total[by]:>6}{right[by] / total[by]:>9.3f}{first[by] / total[by]:>8.3f}")
    size = len(outcomes)
    lines.append(f"{'all':<12}{size:>6}{right.total() / size:>9.3f}{first.total() / size:>8.3f}")
    for outcome in outcomes:
        if not outcome.right:
            case = outcome.case
            lines.append(
                f"miss, line {case.line} ({case.by}, {case.page.date}): {case.surface} is {case.expected},"
                f" answered {outcome.answer} [{outcome.reason}]"
            )
    return "\n".join(lines)


def main(arguments: "list[str] | None" = None) -> int:
    """Print the table; 1 if the accuracy is below `LEAST`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold-mentions", action="store_true", help="give the name as a mention: measure linking only")
    options = parser.parse_args(arguments)
    outcomes = Bench(gold_mentions=options.gold_mentions).run(read_cases())
    print(table(outcomes))
    return 0 if sum(outcome.right for outcome in outcomes) >= LEAST * len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
