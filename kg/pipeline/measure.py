"""Measuring: extract annotated pages again and compare."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.config import Settings
from kg.errors import PageError
from kg.evaluate import Annotation, Tally, score_page
from kg.ingest import read
from kg.io.interchange import to_interchange
from kg.model import Problem
from kg.pipeline.extract import extractor_for


@dataclass(frozen=True, slots=True)
class Measured:
    """What some settings gave on gold pages: tallies by article, and each error in words."""

    tallies: tuple[Tally, ...]
    errors: tuple[str, ...]


def measure(gold: Iterable[tuple[Path, Annotation]], settings: Settings) -> Measured:
    """Extract each gold page and score it.

    Args:
        gold: pages with their annotation, as `kg.evaluate.load_gold` gives them.
        settings: of all stages.

    Raises:
        PageError: a page cannot be read.
    """
    tallies: list[Tally] = []
    errors: list[str] = []
    for path, annotation in gold:
        (page,) = read([path], settings.ingest)
        if isinstance(page, Problem):
            raise PageError(f"{path}: {page.message}")
        found = to_interchange(extractor_for(settings).extract(page))
        scored = score_page(annotation, Annotation.of(found, page=page.id, text=page.text))
        tallies += scored.articles
        errors += [f"{page.id}\t{error}" for error in scored.errors]
    return Measured(tuple(tallies), tuple(errors))
