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

QUIET = (12.0, 10.0)
"""How far below O all labels B, and all labels I, must be for a character to be O without a look at its neighbours."""

_RESCALE = 16
"""Characters after which the running sums are brought back to size."""


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


def find(
    scores: Floats,
    moves: Floats,
    *,
    quiet: tuple[float, float] = QUIET,
) -> list[Found]:
    """Mentions on the best path, in order.

    Args:
        scores: (characters, labels but O) relative to O.
        moves: (labels, labels) from → to, -inf where it may not be.
        quiet: see `QUIET`; with infinities the whole text is computed as one chain.
    """
    found: list[Found] = []
    begin = (scores[:, ::2] + (moves[0, 1::2] - moves[0, 0])).max(axis=1) > -quiet[0]
    for begins, lengths in _stretches(begin, scores[:, 1::2].max(axis=1) > -quiet[1]):
        block = _block(scores, begins, lengths)
        path = best(block, moves)
        path[np.arange(path.shape[1]) >= lengths[:, None]] = 0
        rows, starts = np.nonzero(path % 2 == 1)
        spans = np.array([*_spans(path, rows, starts)], np.int64).reshape(-1, 4)
        first = begins[spans[:, 0]]
        sure = np.zeros(len(spans))
        if len(spans):
            used, row = np.unique(spans[:, 0], return_inverse=True)
            sure = _probabilities(block[used], path[used], moves, row, spans)
        found += map(
            Found, (first + spans[:, 1]).tolist(), (first + spans[:, 2]).tolist(), spans[:, 3].tolist(), sure.tolist()
        )
    return sorted(found)


def _spans(path: NDArray[np.int8], rows: Ints, starts: Ints) -> Iterator[tuple[int, int, int, int]]:
    """Stretch, start, end and type of each mention of the paths."""
    for row, start in zip(rows.tolist(), starts.tolist(), strict=True):
        labels = path[row].tobytes()
        inner = labels[start] + 1
        end = start + 1
        while labels[end] == inner:  # the last label of a path is O
            end += 1
        yield row, start, end, inner // 2 - 1


def _stretches(begin: NDArray[np.bool_], inner: NDArray[np.bool_]) -> Iterator[tuple[Ints, Ints]]:
    """Begins and lengths of the runs where a mention may be, those of like length together.

    A run goes from where one may begin to the last character that may be in one.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([False], begin | inner, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    places = np.append(np.flatnonzero(begin), len(begin))
    first = places[np.searchsorted(places, starts)]
    begins, lengths = first[first < ends], (ends - first)[first < ends]
    order = np.argsort(lengths, kind="stable")
    at = 0
    while at < len(order):
        stop = int(np.searchsorted(lengths[order], 3 * lengths[order[at]] + 4))
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


def best(block: Floats, moves: Floats) -> NDArray[np.int8]:
    """Labels of the best path of each stretch. Before the first character stands O."""
    count, width, labels = block.shape
    emitted = np.ascontiguousarray(block.transpose(1, 2, 0))  # stretches last: numpy is fast along the last axis
    score = np.empty((width, labels, count), np.float32)
    score[0] = moves[0][:, None] + emitted[0]
    for at in range(1, width):
        score[at] = (score[at - 1][:, None, :] + moves[:, :, None]).max(axis=0) + emitted[at]
    path = np.zeros((count, width), np.int8)
    path[:, -1] = score[-1].argmax(axis=0)
    for at in range(width - 1, 0, -1):
        path[:, at - 1] = (score[at - 1] + moves[:, path[:, at]]).argmax(axis=0)
    return path


class Marginals(NamedTuple):
    """Probabilities given all scores: `single` (stretches, characters, labels) of each label at each character.

    `ahead`, `behind` and `step` are the factors of the probability of two labels in a row; see `pair`.
    """

    single: NDArray[np.float64]
    ahead: NDArray[np.float64]
    behind: NDArray[np.float64]
    step: NDArray[np.float64]

    def pair(self, before: Ints, after: Ints) -> NDArray[np.float64]:
        """Probability of the labels `before`, `after` (stretches, characters - 1) at each character and the next."""
        rows, columns = np.arange(len(before))[:, None], np.arange(before.shape[1])
        both = self.ahead[rows, columns, before] * self.step[before, after] * self.behind[rows, columns + 1, after]
        total = ((self.ahead[:, :-1] @ self.step) * self.behind[:, 1:]).sum(axis=2)
        return np.asarray(both / total)


def marginals(block: Floats, moves: Floats) -> Marginals:
    """The probabilities of a block of stretches."""
    count, width, labels = block.shape
    top = block.max(axis=2, keepdims=True)
    weight = np.exp((block - top).astype(np.float64))
    step = np.exp(moves.astype(np.float64))
    ahead = np.empty((count, width, labels))
    behind = np.ones((count, width, labels))
    ahead[:, 0] = step[0] * weight[:, 0]
    for at in range(1, width):
        np.multiply(ahead[:, at - 1] @ step, weight[:, at], out=ahead[:, at])
        if at % _RESCALE == 0:
            ahead[:, at] /= ahead[:, at].sum(axis=1, keepdims=True)
    for at in range(width - 2, -1, -1):
        np.matmul(behind[:, at + 1] * weight[:, at + 1], step.T, out=behind[:, at])
        if at % _RESCALE == 0:
            behind[:, at] /= behind[:, at].sum(axis=1, keepdims=True)
    single = ahead * behind
    single /= single.sum(axis=2, keepdims=True)
    return Marginals(single, ahead, weight * behind, step)


def _probabilities(
    block: Floats, path: NDArray[np.int8], moves: Floats, rows: Ints, spans: Ints
) -> NDArray[np.float64]:
    """How probable mentions are: that of beginning there, going on to the end, and not going on there, together.

    Exact, since a chain forgets all but its last label.

    Args:
        block: scores of the stretches.
        path: their best paths.
        moves: scores of moving from label to label.
        rows: the stretch of each mention.
        spans: stretch, start, end, type of each.
    """
    known = marginals(block, moves)
    label = path.astype(np.int64)
    every, columns = np.arange(len(path))[:, None], np.arange(path.shape[1])
    before = label[:, :-1]
    given = np.maximum(known.single[every, columns[:-1], before], 1e-300)
    inner = before + before % 2  # the I of the type before
    goes = np.log(np.maximum(known.pair(before, inner) / given, 1e-300))
    summed = np.concatenate((np.zeros((len(path), 1)), np.cumsum(goes, axis=1)), axis=1)
    start, end = spans[:, 1], spans[:, 2]
    begins = known.single[rows, start, label[rows, start]]
    on = np.exp(summed[rows, end - 1] - summed[rows, start])
    return np.asarray(np.clip(begins * on * (1 - np.exp(goes[rows, end - 1])), 0, 1))
