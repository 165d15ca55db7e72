"""One-to-one matching of spans by overlap."""

from collections.abc import Sequence

from kg.evaluate.annotation import Marked

OVERLAP = 0.5
"""Least intersection over union of two spans that count as one mention."""


def match(gold: Sequence[Marked], found: Sequence[Marked], *, typed: bool) -> dict[int, int]:
    """Pair gold and found spans that overlap enough, best first; ties go to the earlier gold, then the earlier found.

    With `typed` the types must agree as well. Returns index of gold → index of found.
    """
    by_start = sorted(range(len(found)), key=lambda j: found[j].start)
    longest = max((m.end - m.start for m in found), default=0)
    pairs = []
    low = 0
    for i in sorted(range(len(gold)), key=lambda i: gold[i].start):
        while low < len(by_start) and found[by_start[low]].start + longest <= gold[i].start:
            low += 1
        for j in by_start[low:]:
            if found[j].start >= gold[i].end:
                break
            share = _overlap(gold[i], found[j])
            if share >= OVERLAP and (not typed or gold[i].type == found[j].type):
                pairs.append((-share, i, j))
    pairs.sort()
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def _overlap(one: Marked, other: Marked) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0
