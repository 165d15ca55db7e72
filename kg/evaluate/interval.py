"""Confidence intervals by bootstrap over articles (Efron 1979): articles are drawn with replacement, seeded."""

import random
from collections.abc import Sequence
from typing import NamedTuple

from kg.evaluate.score import Tally, total

SAMPLES = 500
LEVEL = 0.95


class Interval(NamedTuple):
    """Where a figure's F1 lies in 95 of 100 samples of articles."""

    low: float
    high: float


def intervals(tallies: Sequence[Tally], *, samples: int = SAMPLES, seed: int = 1) -> dict[str, Interval]:
    """Percentile interval of each figure's F1. Articles are the unit: the mentions of one hang together."""
    draw = random.Random(seed)
    drawn: dict[str, list[float]] = {name: [] for name in total(tallies)}
    for _ in range(samples):
        figures = total(draw.choices(tallies, k=len(tallies)))
        for name, values in drawn.items():
            if name in figures:
                values.append(figures[name].f1)
    return {name: _percentiles(values) for name, values in drawn.items()}


def _percentiles(values: list[float]) -> Interval:
    ordered = sorted(values) or [0.0]
    cut = (1 - LEVEL) / 2
    last = len(ordered) - 1
    return Interval(ordered[round(cut * last)], ordered[round((1 - cut) * last)])
