"""The page stages over many pages, in this process or in several, with the results in the order of the pages."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context

from kg.config import Settings
from kg.model import Page, PageResult, Problem
from kg.pipeline.extract import extractor_for

CHUNK = 16
"""Pages handed to a worker at once: enough to hide the cost of handing over, little enough to share out evenly."""
AHEAD = 4
"""Chunks a worker may have waiting: bounds what is in memory."""

Outcome = PageResult | Problem


def extract_page(page: Page, settings: Settings) -> Outcome:
    """One page's result, or the problem that kept it from having one.

    A defect of ours on one page must not lose the other pages: it is reported under the page's name, and counted.
    """
    extractor = extractor_for(settings)  # a wrong setting is nobody's page
    try:
        return extractor.extract(page)
    except Exception as error:
        message = f"extraction failed ({type(error).__name__}: {error}); please report it with the page"
        return Problem("failed", page.id, message)


def _extract_chunk(pages: tuple[Page, ...], settings: Settings) -> list[Outcome]:
    return [extract_page(page, settings) for page in pages]


def extract_all(pages: Iterable[Page], settings: Settings, *, workers: int) -> Iterator[tuple[Page, Outcome]]:
    """Each page with its outcome, in the order given; no more than a few chunks of pages are in memory.

    Args:
        pages: the pages; read lazily.
        settings: of all stages.
        workers: processes; 1 extracts in this one.
    """
    extractor_for(settings)  # a wrong setting fails here, once, and not on each page
    if workers <= 1:
        for page in pages:
            yield page, extract_page(page, settings)
        return
    chunks = _chunks(pages)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[tuple[Page, ...], Future[list[Outcome]]]] = deque()
        with _deaf():
            for chunk in islice(chunks, workers * AHEAD):
                waiting.append((chunk, pool.submit(_extract_chunk, chunk, settings)))
        try:
            while waiting:
                chunk, future = waiting.popleft()
                outcomes = future.result()
                for following in islice(chunks, 1):
                    with _deaf():
                        waiting.append((following, pool.submit(_extract_chunk, following, settings)))
                yield from zip(chunk, outcomes, strict=True)
        finally:
            pool.shutdown(cancel_futures=True)  # Ctrl-C waits for the pages at work, not for all that were handed over


@contextmanager
def _deaf() -> Iterator[None]:
    """Worker processes that are started here never hear Ctrl-C, which a terminal sends to all: this process ends them.

    They inherit the blocked signal; here it is delivered when the block is over.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows: a worker may print where it was stopped
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunks(pages: Iterable[Page]) -> Iterator[tuple[Page, ...]]:
    left = iter(pages)
    while chunk := tuple(islice(left, CHUNK)):  # itertools.batched came with Python 3.12
        yield chunk
