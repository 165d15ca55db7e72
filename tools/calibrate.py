"""Count what the recogniser's rules get right on our training pages, so that a mention's score is a probability.

python tools/calibrate.py                 write kg/lexicon/data/ner_measured.tsv and the tables of docs/calibration.md
python tools/calibrate.py --check         exit 1 if the counts are not what the rules and the gold say
python tools/calibrate.py --on FOLDER     print how well the scores hold on other gold pages; writes nothing

Right is a mention of the same type and exactly the same span as in the gold. In the document each page's scores are
those that the other pages teach.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.config import Settings
from kg.evaluate import load_gold
from kg.evaluate.annotation import trimmed
from kg.ingest import read, split
from kg.io import atomic_write
from kg.model import Page
from kg.ner.lexical import LexicalRecogniser
from kg.ner.measured import Count, Scores, scores, step

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "examples" / "train"
COUNTS = ROOT / "kg" / "lexicon" / "data" / "ner_measured.tsv"
TARGET = ROOT / "docs" / "calibration.md"
BEGIN, END = "<!-- table -->\n", "<!-- /table -->\n"
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
MODEL = "tagger"
"""Rules of this family have a model's probability, which is not counted by rule."""


class Judged(NamedTuple):
    """One mention that was kept: its page, rule, the rule's own score, and whether the gold has it."""

    page: str
    rule: str
    believed: float
    right: bool


def judged(folder: Path) -> Iterator[Judged]:
    """All mentions that the default recogniser keeps on gold pages."""
    recogniser = LexicalRecogniser()
    for path, gold in load_gold(folder):
        (page,) = read([path], Settings().ingest)
        assert isinstance(page, Page), page
        known = {one[:3] for one in gold.mentions}
        for article, candidate, _ in recogniser.kept(split(page, Settings().ingest)[0]):
            span = article.raw(candidate.start, candidate.end)
            mention = trimmed(gold.text, span.start, span.end, candidate.type.value, "")
            yield Judged(gold.page, candidate.rule, candidate.score, mention[:3] in known)


def counts(found: Iterable[Judged]) -> dict[tuple[str, str], Count]:
    """Counts by rule and score, sorted."""
    right: Counter[tuple[str, str]] = Counter()
    fired: Counter[tuple[str, str]] = Counter()
    for one in found:
        if not one.rule.startswith(MODEL):
            key = (one.rule, step(one.believed))
            fired[key] += 1
            right[key] += one.right
    return {key: Count(right[key], fired[key]) for key in sorted(fired)}


def rows(counted: dict[tuple[str, str], Count]) -> str:
    """The table of counts."""
    head = "# What each recognition rule got right on the training pages: rule, its own score, right, kept.\n"
    head += "# Written by tools/calibrate.py; do not edit.\n"
    return head + "".join(f"{rule}\t{own}\t{c.right}\t{c.fired}\n" for (rule, own), c in counted.items())


def left_out(found: Sequence[Judged]) -> Iterator[tuple[float, bool]]:
    """The score of each mention, as all pages but its own teach it, and whether it is right."""
    for page in dict.fromkeys(one.page for one in found):
        others = Scores(counts(one for one in found if one.page != page))
        yield from ((others.of(one.rule, one.believed), one.right) for one in found if one.page == page)


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[str]:
    """A table of expected and observed shares by band of score, and the two figures that sum it up."""
    lines = ["| score | mentions | expected | right |", "|---|---:|---:|---:|"]
    error = 0.0
    for low, high in pairwise(BANDS):
        inside = [(score, right) for score, right in pairs if low <= score < high]
        if inside:
            expected = sum(score for score, _ in inside) / len(inside)
            seen = sum(right for _, right in inside) / len(inside)
            error += abs(expected - seen) * len(inside) / len(pairs)
            lines.append(f"| {low:g}–{min(high, 1):g} | {len(inside)} | {expected:.3f} | {seen:.3f} |")
    brier = sum((score - right) ** 2 for score, right in pairs) / len(pairs)
    return [*lines, "", f"Expected calibration error {error:.3f}, Brier score {brier:.3f}."]


def document(found: Sequence[Judged]) -> str:
    """The generated part of the document: the rules' own scores, then those that were counted."""
    own = reliability([(one.believed, one.right) for one in found])
    counted = reliability(list(left_out(found)))
    pages = len({one.page for one in found})
    return "\n".join(
        [
            f"{len(found)} mentions of {pages} training pages.",
            "",
            "As counted, each page by the others:",
            "",
            *counted,
            "",
            "The scores by which rules decide among candidates, for comparison:",
            "",
            *own,
            "",
        ]
    )


def main() -> int:
    """Write, check or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the counts are not up to date")
    parser.add_argument("--on", type=Path, help="folder of other gold pages on which to judge the scores")
    given = parser.parse_args()
    if given.on is not None:
        known = scores()
        print(*reliability([(known.of(one.rule, one.believed), one.right) for one in judged(given.on)]), sep="\n")
        return 0
    found = list(judged(PAGES))
    table = rows(counts(found))
    if given.check:
        if COUNTS.read_text(encoding="utf-8") != table:
            print("ner_measured.tsv is not what the rules and the gold say: run tools/calibrate.py", file=sys.stderr)
            return 1
        return 0
    atomic_write(COUNTS, table)
    text = TARGET.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    atomic_write(TARGET, before + BEGIN + document(found) + END + rest.partition(END)[2])
    return 0


if __name__ == "__main__":
    sys.exit(main())
