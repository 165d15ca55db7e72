"""Extraction page by page, for commands that build nothing."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import PageError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.model import PageResult


class Pages:
    """The results of the pages that can be read, in order; problems go to stderr and are counted.

    Attributes:
        failed: how many pages gave no result so far.
    """

    def __init__(self, sources: list[str], chosen: "Settings", *, strict: bool = False) -> None:
        """Load the extractor, so that a wrong setting fails here and before anything is printed."""
        from kg.pipeline.extract import extractor_for

        extractor_for(chosen)
        self._sources = sources
        self._settings = chosen
        self._strict = strict
        self.failed = 0

    def __iter__(self) -> "Iterator[PageResult]":
        """Read and extract.

        Raises:
            PageError: a page cannot be read, and `strict` is set.
        """
        from kg.ingest import read
        from kg.model import Problem
        from kg.pipeline.workers import extract_page

        for page in read(self._sources, self._settings.ingest):
            outcome = page if isinstance(page, Problem) else extract_page(page, self._settings)
            if not isinstance(outcome, Problem):
                yield outcome
                continue
            if self._strict and outcome.dropped:
                raise PageError(f"{outcome.where}: {outcome.message} (--strict stops here)")
            print(f"kg: {outcome.where}: {outcome.message}", file=sys.stderr)
            self.failed += outcome.dropped

    def check(self) -> None:
        """Say that pages are missing.

        Raises:
            PageError: some gave no result.
        """
        if self.failed:
            raise PageError(f"{self.failed} of the pages could not be read; each is named above")
