"""A progress bar on stderr, if that is a terminal: what is done, how fast, how long it will take."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

FOUND = "found"
"""The step that tells how many pages there are."""
OF_ALL = frozenset({"turtle", "graphml"})
"""Steps that are done at once for all pages."""
SPEED = 600.0
"""Seconds over which the time left is estimated: pages differ, and a long build changes its pace."""


@contextmanager
def bar() -> Iterator[Callable[[str, int], None]]:
    """Yields the function that stages call with a step's name and how many more items it has done."""
    if not sys.stderr.isatty():
        yield lambda _step, _items: None
        return
    from rich.console import Console

    with shown(Console(stderr=True)) as advance:
        yield advance


@contextmanager
def shown(console: "Console") -> Iterator[Callable[[str, int], None]]:
    """The bar on a console. Each step has a line: pages done of all, pages a second, time gone, time left."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.1f}/s" if speed else "", style="dim")

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(""))
    times = (TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, *times, console=console, transient=True, speed_estimate_period=SPEED) as progress:
        tasks = {}
        total: int | None = None

        def advance(step: str, items: int) -> None:
            nonlocal total
            if step == FOUND:
                total = items
                return
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=1 if step in OF_ALL else total)
            progress.advance(tasks[step], items)

        yield advance
