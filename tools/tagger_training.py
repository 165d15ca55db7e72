"""Training of the tagger's linear chain: stochastic gradient on the conditional likelihood, features dropped at random.

Lafferty, McCallum and Pereira 2001; plain steps with weight decay and averaging over the later rounds, since steps that
favour rare features (Adagrad) learn the training names by heart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.ner.tagger_chain import allowed

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: rows of the weight table (characters, features), labels, and labels that nobody looked for.

    `pairs` are the rows of its letters with their next for telling kinds of text.
    """

    rows: NDArray[np.int32]
    labels: NDArray[np.int64]
    unused: tuple[int, ...]
    pairs: NDArray[np.int64]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `decay` is the weight decay for one sentence at step size 1."""

    rounds: int = 12
    average_from: int = 6
    step: float = 0.02
    decay: float = 1e-4
    drop: float = 0.35
    batch: int = 16
    seed: int = 1


def train(examples: Sequence[Example], *, size: int, types: int, plan: Plan) -> tuple[Floats, Floats]:
    """Weights (size, labels) and moves (labels, labels), averaged over the later rounds."""
    labels = 1 + 2 * types
    rng = np.random.default_rng(plan.seed)
    never = np.where(allowed(types), np.float32(0), _NEVER)
    table, moves = np.zeros((size, labels), np.float32), np.zeros((labels, labels), np.float32)
    sums = np.zeros_like(table), np.zeros_like(moves)
    order = np.argsort([len(example.labels) for example in examples], kind="stable")
    batches = [order[at : at + plan.batch] for at in range(0, len(order), plan.batch)]
    done = 0
    for number in range(plan.rounds):
        for at in rng.permutation(len(batches)):
            step = np.float32(plan.step * (1.02 - done / (plan.rounds * len(batches))))
            done += 1
            batch = [examples[index] for index in batches[at]]
            rows = np.concatenate([example.rows for example in batch])
            kept = (rng.random(rows.shape, dtype=np.float32) > plan.drop).astype(np.float32) / np.float32(1 - plan.drop)
            scores = (table[rows] * kept[..., None]).sum(axis=1)
            by_label, by_move = _gradient(batch, scores, moves + never)
            _add(table, rows, by_label, kept, step)
            moves += step * np.float32(0.1) * by_move
            table *= np.float32(1 - step * plan.decay * len(batch))
        if number >= plan.average_from:
            sums = sums[0] + table, sums[1] + moves
    rounds = np.float32(plan.rounds - plan.average_from)
    return sums[0] / rounds, sums[1] / rounds


def _gradient(batch: Sequence[Example], scores: Floats, moves: Floats) -> tuple[Floats, Floats]:
    """What the batch wants of the scores (characters, labels) and of the moves: observed less expected."""
    lengths = np.array([len(example.labels) for example in batch])
    count, width, labels = len(batch), int(lengths.max()), len(moves)
    inside = np.arange(width) < lengths[:, None]
    block = np.zeros((count, width, labels), np.float32)
    block[inside] = scores
    for row, example in enumerate(batch):
        block[row][:, list(example.unused)] += _NEVER
    ahead, behind, total = _sums(block, lengths, moves)
    single = np.exp(np.minimum(ahead + behind - total[:, None, None], 0)) * inside[:, :, None]
    weights = np.array([example.weight for example in batch], np.float32)
    by_move = np.zeros_like(moves)
    for at in range(1, width):
        on = at < lengths
        pair = ahead[on, at - 1, :, None] + moves + (block[on, at] + behind[on, at] - total[on, None])[:, None, :]
        by_move -= (np.exp(np.minimum(pair, 0)) * weights[on, None, None]).sum(axis=0)
    for row, example in enumerate(batch):
        single[row, np.arange(lengths[row]), example.labels] -= 1
        np.add.at(by_move, (example.labels[:-1], example.labels[1:]), example.weight)
    return -(single * weights[:, None, None])[inside], by_move


def _sums(block: Floats, lengths: NDArray[np.int64], moves: Floats) -> tuple[Floats, Floats, Floats]:
    """Log sums over all paths up to each character, from it on, and over all; a text may begin with O's moves only."""
    width = block.shape[1]
    ahead, behind = np.empty_like(block), np.zeros_like(block)
    ahead[:, 0] = block[:, 0] + np.where(moves[0] <= _NEVER / 2, _NEVER, np.float32(0))
    for at in range(1, width):
        ahead[:, at] = _logsum(ahead[:, at - 1, :, None] + moves, 1) + block[:, at]
    for at in range(width - 2, -1, -1):
        after = _logsum(moves + (block[:, at + 1] + behind[:, at + 1])[:, None, :], 2)
        behind[:, at] = np.where((at + 1 < lengths)[:, None], after, 0)
    return ahead, behind, _logsum(ahead[np.arange(len(block)), lengths - 1], 1)


def _logsum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    return np.asarray(np.squeeze(top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True)), axis))


def _add(table: Floats, rows: NDArray[np.int32], by_label: Floats, kept: Floats, step: np.float32) -> None:
    """Move the rows that the batch used; a row used twice moves by both."""
    wanted = np.repeat(by_label, rows.shape[1], axis=0) * kept.ravel()[:, None]
    used = rows.ravel()
    order = np.argsort(used, kind="stable")
    used = used[order]
    firsts = np.flatnonzero(np.concatenate(([True], used[1:] != used[:-1])))
    table[used[firsts]] += step * np.add.reduceat(wanted[order], firsts)
