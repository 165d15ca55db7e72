"""Tell newspaper text from other text: a logistic regression over letters and pairs of letters, by hashing.

What is counted is brought to the square root of a text's length, so that longer texts tell more. Steps after each text
are those of Adagrad (Duchi, Hazan and Singer 2011); both kinds of text weigh alike.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.ner import tagger_kind

_ROUNDS = 8
_STEP, _BIAS_STEP = 0.3, 0.02
_DECAY = 1e-4
_LEVELS = 127


def fit_kinds(other: Iterable[str], paper: Iterable[str], *, seed: int = 1) -> tuple[NDArray[np.int8], float, float]:
    """Weights of signs in whole steps, the size of a step, and the bias: log odds that a text is no newspaper's."""
    texts = [(_counted(text), kind) for kind, texts in ((1, other), (0, paper)) for text in texts]
    share = sum(kind for _, kind in texts) / len(texts)
    weights, squares = np.zeros(tagger_kind.SIGNS), np.full(tagger_kind.SIGNS, 1e-2)
    bias = 0.0
    rng = np.random.default_rng(seed)
    for _ in range(_ROUNDS):
        for at in rng.permutation(len(texts)):
            (rows, counts), kind = texts[at]
            likely = 1 / (1 + np.exp(-(weights[rows] @ counts + bias)))
            wrong = (likely - kind) * (2 * (1 - share) if kind else 2 * share)
            slope = wrong * counts + _DECAY * weights[rows]
            squares[rows] += slope * slope
            weights[rows] -= _STEP * slope / np.sqrt(squares[rows])
            bias -= _BIAS_STEP * wrong
    size = float(np.abs(weights).max()) / _LEVELS or 1.0
    return np.rint(weights / size).astype(np.int8), size, float(bias)


def _counted(text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The signs of a text, and how many of each there are against the square root of its length."""
    rows, counts = np.unique(tagger_kind.signs(text), return_counts=True)
    return rows, counts / max(len(text), 1) ** 0.5
