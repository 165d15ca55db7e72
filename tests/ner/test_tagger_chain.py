from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ner import tagger_chain as chain

TYPES = 2
LABELS = 1 + 2 * TYPES
MAY = chain.allowed(TYPES)


def _random(seed, length):
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 2, (length, LABELS - 1)).astype(np.float32)
    moves = np.where(MAY, rng.normal(0, 1, (LABELS, LABELS)), -np.inf).astype(np.float32)
    return scores, moves


def _paths(scores, moves):
    """All label sequences that may be, with their weights; O stands before and behind."""
    full = np.concatenate([np.zeros((len(scores), 1)), scores], axis=1)
    for labels in product(range(LABELS), repeat=len(scores)):
        around = (0, *labels, 0)
        moved = sum(moves[a, b] for a, b in zip(around, around[1:]))
        if moved > -np.inf:
            yield labels, moved + sum(full[i, label] for i, label in enumerate(labels))


def _mentions(labels):
    spans = []
    for at, label in enumerate(labels):
        if label % 2:
            end = at + 1
            while end < len(labels) and labels[end] == label + 1:
                end += 1
            spans.append((at, end, label // 2))
    return spans


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_best_path_and_probabilities_are_those_of_enumeration(seed, length):
    scores, moves = _random(seed, length)
    paths = list(_paths(scores, moves))
    labels, _ = max(paths, key=lambda path: path[1])
    found = chain.find(scores, moves, quiet=np.inf)
    assert [tuple(mention[:3]) for mention in found] == _mentions(labels)
    total = sum(np.exp(score) for _, score in paths)
    for start, end, kind, probability in found:
        share = sum(np.exp(score) for other, score in paths if (start, end, kind) in _mentions(other)) / total
        assert probability == pytest.approx(share, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_marginals_sum_to_one_and_agree_with_each_other(seed, length):
    scores, moves = _random(seed, length)
    block = np.concatenate([np.zeros((length, 1), np.float32), scores], axis=1)[None]
    single, pair = chain.marginals(block, moves)
    assert single.sum(axis=2) == pytest.approx(1)
    assert pair.sum(axis=3)[0] == pytest.approx(single[0, :-1], abs=1e-6)
    assert pair.sum(axis=2)[0] == pytest.approx(single[0, 1:], abs=1e-6)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_stretches_between_quiet_characters_are_decoded_as_if_alone(seed, lengths):
    pieces, expected, at = [], [], 0
    _, moves = _random(seed, 1)
    for number, length in enumerate(lengths):
        scores = np.abs(_random(seed + number, length)[0]) - 1
        pieces += [scores, np.full((1, LABELS - 1), -50, np.float32)]
        expected += [
            (start + at, end + at, kind) for start, end, kind, _ in chain.find(scores, moves, quiet=np.inf)
        ]
        at += length + 1
    found = chain.find(np.concatenate(pieces), moves)
    assert [tuple(mention[:3]) for mention in found] == expected


def test_an_inner_label_follows_only_its_own_type():
    assert [tuple(map(int, pair)) for pair in zip(*np.nonzero(MAY[:, 2::2]), strict=True)] == [
        (1, 0),
        (2, 0),
        (3, 1),
        (4, 1),
    ]


def test_nothing_is_found_where_all_is_quiet():
    assert chain.find(np.full((7, LABELS - 1), -9, np.float32), _random(1, 1)[1]) == []
