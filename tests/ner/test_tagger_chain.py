from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.ner import tagger_chain as chain

TYPES = 2
LABELS = 1 + 2 * TYPES
Floats = NDArray[np.float32]
MAY = chain.allowed(TYPES)


def _random(seed: int, length: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 2, (length, LABELS - 1)).astype(np.float32)
    moves = np.where(MAY, rng.normal(0, 1, (LABELS, LABELS)), -np.inf).astype(np.float32)
    return scores, moves


def _paths(scores: Floats, moves: Floats) -> Iterator[tuple[tuple[int, ...], float]]:
    """All label sequences that may be, with their weights; O stands before and behind."""
    full = np.concatenate([np.zeros((len(scores), 1)), scores], axis=1)
    for labels in product(range(LABELS), repeat=len(scores)):
        around = (0, *labels, 0)
        moved = sum(moves[a, b] for a, b in pairwise(around))
        if moved > -np.inf:
            yield labels, moved + sum(full[i, label] for i, label in enumerate(labels))


def _mentions(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    spans = []
    for at, label in enumerate(labels):
        if label % 2:
            end = at + 1
            while end < len(labels) and labels[end] == label + 1:
                end += 1
            spans.append((at, end, label // 2))
    return spans


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_best_path_and_probabilities_are_those_of_enumeration(seed: int, length: int) -> None:
    scores, moves = _random(seed, length)
    paths = list(_paths(scores, moves))
    labels, _ = max(paths, key=lambda path: path[1])
    found = chain.find(scores, moves, quiet=(np.inf, np.inf))
    assert [tuple(mention[:3]) for mention in found] == _mentions(labels)
    total = sum(np.exp(score) for _, score in paths)
    for start, end, kind, probability in found:
        share = sum(np.exp(score) for other, score in paths if (start, end, kind) in _mentions(other)) / total
        assert probability == pytest.approx(share, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_marginals_sum_to_one_and_agree_with_each_other(seed: int, length: int) -> None:
    scores, moves = _random(seed, length)
    block = np.concatenate([np.zeros((length, 1), np.float32), scores], axis=1)[None]
    known = chain.marginals(block, moves)
    assert known.single.sum(axis=2) == pytest.approx(1)
    before = np.empty((1, length - 1), np.int64)
    for label in range(LABELS):
        before[:] = label
        onwards = sum(known.pair(before, np.full_like(before, after)) for after in range(LABELS))
        backwards = sum(known.pair(np.full_like(before, other), before) for other in range(LABELS))
        assert onwards == pytest.approx(known.single[:, :-1, label], abs=1e-6)
        assert backwards == pytest.approx(known.single[:, 1:, label], abs=1e-6)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_stretches_between_quiet_characters_are_decoded_as_if_alone(seed: int, lengths: list[int]) -> None:
    pieces: list[Floats] = []
    expected: list[tuple[int, int, int]] = []
    at = 0
    _, moves = _random(seed, 1)
    for number, length in enumerate(lengths):
        scores = np.abs(_random(seed + number, length)[0]) - 1
        pieces += [scores, np.full((1, LABELS - 1), -50, np.float32)]
        expected += [
            (start + at, end + at, kind) for start, end, kind, _ in chain.find(scores, moves, quiet=(np.inf, np.inf))
        ]
        at += length + 1
    found = chain.find(np.concatenate(pieces), moves)
    assert [tuple(mention[:3]) for mention in found] == expected


def test_an_inner_label_follows_only_its_own_type() -> None:
    assert [tuple(map(int, pair)) for pair in zip(*np.nonzero(MAY[:, 2::2]), strict=True)] == [
        (1, 0),
        (2, 0),
        (3, 1),
        (4, 1),
    ]


def test_nothing_is_found_where_all_is_quiet() -> None:
    assert chain.find(np.full((7, LABELS - 1), -9, np.float32), _random(1, 1)[1]) == []
