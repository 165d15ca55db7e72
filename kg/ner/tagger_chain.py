"""A linear-chain conditional random field over characters: best path and span probabilities, many stretches at once.

Labels are O, then B and I for each type. Scores are relative to O, so O's own is 0 everywhere. A character whose labels
are all far below O (`QUIET`) is taken for O: the chain falls apart there, and only the stretches between are computed,
those of like length together. Viterbi 1967 and forward-backward, Rabiner 1989, in numpy.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

QUIET = 5.0
"""How far below O all other labels must be for a character to be O without a look at its neighbours."""


class Found(NamedTuple):
    """A stretch [start, end) that the best path labels with the type of that number, and its marginal probability."""

    start: int
    end: int
    type: int
    probability: float


def allowed(types: int) -> NDArray[np.bool_]:
    """Which label may follow which: I only B or I of its own type."""
    labels = 1 + 2 * types
    may = np.ones((labels, labels), np.bool_)
    for inside in range(2, labels, 2):
        may[:, inside] = False
        may[[inside - 1, inside], inside] = True
    return may


def find(scores: Floats, moves: Floats, *, quiet: float = QUIET) -> list[Found]:
    """Mentions on the best path, in order.

    Args:
        scores: (characters, labels but O) relative to O.
        moves: (labels, labels) from → to, -inf where it may not be.
        quiet: see `QUIET`; infinity computes the whole text as one chain.
    """
    found: list[Found] = []
    for begins, lengths in _stretches(scores.max(axis=1) > -quiet):
        block = _block(scores, begins, lengths)
        path = best(block, lengths, moves)
        named = np.flatnonzero(path.any(axis=1))
        if len(named):
            sure = _paths(block[named], lengths[named], path[named], moves)
            found += _spans(begins[named], path[named], sure)
    return sorted(found)


def _stretches(active: NDArray[np.bool_]) -> Iterator[tuple[Ints, Ints]]:
    """Begins and lengths of the runs of active characters, those of like length together."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], active, [False])).astype(np.int8)))
    begins, lengths = edges[::2], np.diff(edges)[::2]
    order = np.argsort(lengths, kind="stable")
    at = 0
    while at < len(order):
        stop = int(np.searchsorted(lengths[order], 2 * lengths[order[at]] + 2))
        yield begins[order[at:stop]], lengths[order[at:stop]]
        at = stop


def _block(scores: Floats, begins: Ints, lengths: Ints) -> Floats:
    """Scores (stretches, characters + 1, labels), O first; what lies behind a stretch's end can only be O."""
    width = int(lengths.max()) + 1
    at = begins[:, None] + np.arange(width)
    inside = np.arange(width) < lengths[:, None]
    block = np.zeros((len(begins), width, scores.shape[1] + 1), np.float32)
    block[:, :, 1:] = np.where(inside[:, :, None], scores[np.minimum(at, len(scores) - 1)], -np.inf)
    return block


def best(block: Floats, lengths: Ints, moves: Floats) -> NDArray[np.int8]:
    """Labels of the best path of each stretch; behind its end O. Before the first character stands O."""
    count, width, labels = block.shape
    back = np.zeros((width, count, labels), np.int8)
    score = moves[0] + block[:, 0]
    for at in range(1, width):
        options = score[:, None, :] + moves.T
        back[at] = options.argmax(axis=2)
        score = options.max(axis=2) + block[:, at]
    path = np.zeros((count, width), np.int8)
    every = np.arange(count)
    path[:, -1] = score.argmax(axis=1)
    for at in range(width - 1, 0, -1):
        path[:, at - 1] = back[at, every, path[:, at]]
    path[np.arange(width) >= lengths[:, None]] = 0
    return path


def marginals(block: Floats, moves: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probability of each label at each character, and of moving (from, to) into each, given all scores.

    Returns:
        (stretches, characters, labels) and, for the characters after the first, (…, characters - 1, labels, labels).
    """
    count, width, labels = block.shape
    top = block.max(axis=2, keepdims=True)
    weight = np.exp((block - top).astype(np.float64))
    step = np.exp(moves.astype(np.float64))
    ahead = np.empty((count, width, labels))
    behind = np.ones((count, width, labels))
    ahead[:, 0] = step[0] * weight[:, 0]
    ahead[:, 0] /= ahead[:, 0].sum(axis=1, keepdims=True)
    for at in range(1, width):
        ahead[:, at] = (ahead[:, at - 1] @ step) * weight[:, at]
        ahead[:, at] /= ahead[:, at].sum(axis=1, keepdims=True)
    for at in range(width - 2, -1, -1):
        behind[:, at] = (behind[:, at + 1] * weight[:, at + 1]) @ step.T
        behind[:, at] /= behind[:, at].sum(axis=1, keepdims=True)
    single = ahead * behind
    single /= single.sum(axis=2, keepdims=True)
    pair = ahead[:, :-1, :, None] * step * (weight * behind)[:, 1:, None, :]
    pair /= pair.sum(axis=(2, 3), keepdims=True)
    return single, pair


def _paths(block: Floats, lengths: Ints, path: NDArray[np.int8], moves: Floats) -> NDArray[np.float64]:
    """For each character of a path: the probability that a mention begins there, goes on there, or has ended there.

    Where the path has B: of that label. Where it has I: of it, given the label before. Where a mention ended just
    before: that it does not go on, given the label before; there it stands in the second row.
    """
    single, pair = marginals(block, moves)
    count, width, labels = block.shape
    rows, columns = np.arange(count)[:, None], np.arange(width)
    label = path.astype(np.int64)
    begin = single[rows, columns, label]
    before = label[:, :-1]
    given = np.maximum(single[rows, columns[:-1], before], 1e-12)
    goes = pair[rows, columns[:-1], before, label[:, 1:]] / given
    inner = np.where(before > 0, before + before % 2, 0)  # the I of the type before
    ends = 1 - pair[rows, columns[:-1], before, inner] / given
    sure = np.ones((2, count, width))
    sure[0] = np.where(label % 2 == 1, begin, 1.0)
    sure[0, :, 1:] = np.where((label[:, 1:] > 0) & (label[:, 1:] % 2 == 0), goes, sure[0, :, 1:])
    sure[1, :, 1:] = np.where(before > 0, np.clip(ends, 0, 1), 1.0)
    return sure


def _spans(begins: Ints, path: NDArray[np.int8], sure: NDArray[np.float64]) -> Iterator[Found]:
    """The mentions of the paths; a mention is as probable as its beginning, its going on and its ending together."""
    label = path.astype(np.int64)
    for row, start in zip(*np.nonzero(label % 2 == 1), strict=True):
        inner = label[row, start] + 1
        end = start + 1
        while label[row, end] == inner:  # the last label of a path is O
            end += 1
        probability = sure[0, row, start:end].prod() * sure[1, row, end]
        yield Found(int(begins[row] + start), int(begins[row] + end), int(inner // 2 - 1), float(probability))
