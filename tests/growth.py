"""How the work of a job grows with its size: tells linear from quadratic without asserting seconds."""

import time
from collections.abc import Callable

TRIES = 4
LEAST = 0.002
"""Seconds below which the clock says nothing."""


def growth(job: Callable[[int], object], small: int, large: int) -> float:
    """CPU time at `large` over that at `small`, over large/small: near 1 if linear, near large/small if quadratic."""

    def least(size: int) -> float:
        times = []
        for _ in range(TRIES):
            began = time.process_time()
            job(size)
            times.append(time.process_time() - began)
        return max(min(times), LEAST)

    job(small)
    return least(large) / least(small) / (large / small)
