"""The network against a plain reading of its definition, one sentence and one character at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.ner import tagger_net as net
from kg.ner.tagger_views import Views

HIDDEN, LABELS = 4, 5
SIZES = (6, 3, 3, 2, 2, 2)
ROWS = (12, 7, 7, 5, 24, 3)
LETTERS = np.arange(100, 110)


def _network(seed: int, layers: int) -> net.Network:
    rng = np.random.default_rng(seed)

    def random(*shape: int) -> NDArray[np.float32]:
        return rng.normal(0, 0.7, shape).astype(np.float32)

    made = []
    for number in range(layers):
        size = 2 * HIDDEN if number else sum(SIZES)
        made.append(net.Layer(random(size, 8 * HIDDEN), random(8 * HIDDEN), random(2, HIDDEN, 4 * HIDDEN)))
    tables = tuple(random(*shape) for shape in zip(ROWS, SIZES, strict=True))
    return net.Network(LETTERS, tables, tuple(made), random(2 * HIDDEN, LABELS), random(LABELS))


def _views(seed: int, length: int) -> Views:
    rng = np.random.default_rng(seed)
    return Views(rng.integers(95, 115, length), *(rng.integers(0, rows, length) for rows in ROWS[1:]))


def _halved(network: net.Network) -> net.Network:
    return network._replace(layers=tuple(map(net.halved, network.layers)))


def _plain(network: net.Network, seen: Views) -> NDArray[np.float64]:
    """Scores of one sentence."""
    rows = np.array([code - 98 if 100 <= code < 110 else 1 for code in seen.letters.tolist()])
    parts = [table[ids] for table, ids in zip(network.tables, (rows, *seen[1:]), strict=True)]
    block: NDArray[np.float64] = np.concatenate(parts, axis=1).astype(np.float64)
    for layer in network.layers:
        outs = []
        for way in (0, 1):
            columns = slice(way * 4 * HIDDEN, (way + 1) * 4 * HIDDEN)
            state, cell, out = np.zeros(HIDDEN), np.zeros(HIDDEN), np.zeros((len(block), HIDDEN))
            for at in range(len(block))[:: -1 if way else 1]:
                gates = block[at] @ layer.inner[:, columns] + layer.bias[columns] + state @ layer.again[way]
                enters, stays, new, leaves = np.split(gates, 4)
                cell = cell / (1 + np.exp(-stays)) + np.tanh(new) / (1 + np.exp(-enters))
                state = np.tanh(cell) / (1 + np.exp(-leaves))
                out[at] = state
            outs.append(out)
        block = np.concatenate(outs, axis=1)
    return np.asarray(block @ network.out + network.bias)


@pytest.mark.parametrize("layers", [1, 2])
@given(st.integers(0, 1000), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_scores_are_those_of_each_sentence_alone(layers: int, seed: int, lengths: list[int]) -> None:
    network = _network(seed, layers)
    ends = np.cumsum(lengths).tolist()
    spans = [(end - length, end) for length, end in zip(lengths, ends, strict=True)]
    seen = _views(seed, ends[-1])
    found = net.scores(_halved(network), seen, spans)
    for start, end in spans:
        alone = _plain(network, Views(*(values[start:end] for values in seen)))
        assert np.allclose(found[start:end], alone, atol=1e-4)


def test_more_sentences_than_a_batch_are_read_too() -> None:
    network = _network(1, 1)
    count = net.BATCH + 3
    seen = _views(2, 2 * count)
    found = net.scores(_halved(network), seen, [(2 * n, 2 * n + 2) for n in range(count)])
    last = Views(*(values[-2:] for values in seen))
    assert found.shape == (2 * count, LABELS)
    assert np.allclose(found[-2:], _plain(network, last), atol=1e-4)


def test_what_is_packed_comes_back_to_the_step() -> None:
    network = _network(3, 2)
    back, expected = net.unpacked(net.packed(network)), _halved(network)
    assert np.array_equal(back.letters, expected.letters)
    pairs = [*zip(back.tables, expected.tables, strict=True), (back.out, expected.out), (back.bias, expected.bias)]
    for layer, wanted in zip(back.layers, expected.layers, strict=True):
        pairs += zip(layer, wanted, strict=True)
    for one, other in pairs:
        assert np.allclose(one, other, atol=float(np.abs(other).max()) / 100)
