"""How good the extraction is on annotated pages."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.api.extras import wanted
from kg.config import NerSettings, Settings
from kg.evaluate import Interval, Score, intervals, load_gold, total
from kg.evaluate.tables import figures, ordered
from kg.pipeline.measure import Measured
from kg.pipeline.measure import measure as measure_pages


class Measures:
    """Figures of one choice of settings. `print(measures)` is what `kg evaluate` prints.

    Attributes:
        errors: each error in words: what was missed, what is spurious, which boundary or name is wrong, and where.
    """

    def __init__(self, measured: Measured) -> None:
        self.errors = measured.errors
        self._tallies = measured.tallies
        self.scores: Mapping[str, Score] = total(measured.tallies)

    @cached_property
    def intervals(self) -> Mapping[str, Interval]:
        """Where each figure's F1 lies in 95 of 100 bootstrap samples of the articles."""
        return intervals(self._tallies)

    def __getitem__(self, name: str) -> Score:
        """One figure, with `precision`, `recall`, `f1`, `gold` and `found`: `mentions`, `relations`, `type ORG`, …"""
        if name not in self.scores:
            raise KeyError(f"there is no figure {name!r}; there are: {', '.join(ordered(list(self.scores)))}")
        return self.scores[name]

    def __str__(self) -> str:
        return figures(self.scores, self.intervals)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`, one row a figure.

        Raises:
            MissingExtra: pandas is not installed.
        """
        rows = [
            (name, s.precision, s.recall, s.f1, *self.intervals[name], s.gold, s.found)
            for name, s in ((name, self.scores[name]) for name in ordered(list(self.scores)))
        ]
        columns = ["figure", "precision", "recall", "f1", "low", "high", "gold", "found"]
        return wanted("pandas", why="to_pandas()").DataFrame(rows, columns=columns)


def measure(
    gold: str | Path | Iterable[str | Path], *, ner: str = "lexical", lexicon: str | Path | None = None
) -> Measures:
    """Measure extraction on annotated pages, as `kg evaluate` does.

    Args:
        gold: folders with `NAME.gold.json` beside `NAME.txt`, or such gold files.
        ner: recognisers, as in `kg.build`.
        lexicon: your own words.

    Raises:
        SourceMissing: there is no gold there.
        DataError: a gold file breaks its format.
        PageError: a page cannot be read.
    """
    folders = [gold] if isinstance(gold, str | Path) else list(gold)
    pages = [page for folder in folders for page in load_gold(Path(folder))]
    chosen = NerSettings(recognisers=ner, lexicon=None if lexicon is None else Path(lexicon))
    return Measures(measure_pages(pages, Settings(ner=chosen)))
