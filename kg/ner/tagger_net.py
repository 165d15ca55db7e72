"""The tagger's network in NumPy: embeddings and a bidirectional LSTM give each character a score for each label.

Hochreiter and Schmidhuber 1997; bidirectional with a chain on top as in Huang, Xu and Yu 2015. Sentences of like length
are read together, both directions at once.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.ner.tagger_views import Views

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
BATCH = 64
"""Sentences that are read together."""
_UNKNOWN = 1


class Network(NamedTuple):
    """A trained network.

    Attributes:
        letters: code points that have a vector, sorted; theirs begin at row 2 of the first table (row 1: unknown).
        tables: vectors by view, in the order of `Views`.
        layers: for each layer the weights of both directions, see `Layer`.
        out: (hidden of both directions, labels) and bias.
    """

    letters: Ints
    tables: tuple[Floats, ...]
    layers: tuple["Layer", ...]
    out: Floats
    bias: Floats


class Layer(NamedTuple):
    """One bidirectional layer. The order of gates is input, forget, cell, output.

    Attributes:
        inner: (input size, 2 directions × 4 gates × hidden).
        bias: (2 × 4 × hidden).
        again: (2, hidden, 4 × hidden).
    """

    inner: Floats
    bias: Floats
    again: Floats


def halved(layer: Layer) -> Layer:
    """The same with the gates' weights halved, so that one tanh serves all: σ(x) = (1 + tanh(x / 2)) / 2."""
    hidden = layer.again.shape[1]
    factor = np.full((2, 4, hidden), 0.5, np.float32)
    factor[:, 2] = 1
    flat = factor.reshape(2, -1)
    return Layer(layer.inner * flat.ravel(), layer.bias * flat.ravel(), layer.again * flat[:, None, :])


def scores(network: Network, seen: Views, sentences: Sequence[tuple[int, int]]) -> Floats:
    """(characters, labels) of a text whose sentences are given; `network` has halved layers."""
    letters = _rows(network.letters, seen.letters)
    inputs = np.concatenate(
        [table[ids] for table, ids in zip(network.tables, (letters, *seen[1:]), strict=True)], axis=1
    )
    found = np.empty((len(letters), len(network.bias)), np.float32)
    order = sorted(sentences, key=lambda span: (span[0] - span[1], span))
    for at in range(0, len(order), BATCH):
        spans = np.array(order[at : at + BATCH], np.int64)
        lengths = spans[:, 1] - spans[:, 0]
        where = np.minimum(spans[:, :1] + np.arange(lengths[0]), len(letters) - 1)
        block = inputs[where]
        for layer in network.layers:
            block = _through(layer, block, lengths)
        inside = np.arange(lengths[0]) < lengths[:, None]
        found[where[inside]] = block[inside] @ network.out + network.bias
    return found


def _rows(known: Ints, letters: Ints) -> Ints:
    """Rows of the letters' table."""
    at = np.minimum(np.searchsorted(known, letters), len(known) - 1)
    return np.where(known[at] == letters, at + 2, _UNKNOWN)


def _through(layer: Layer, block: Floats, lengths: Ints) -> Floats:
    """A layer's output (sentences, characters, 2 × hidden); longest sentences come first, behind ends stands noise."""
    count, width, size = block.shape
    hidden = layer.again.shape[1]
    wanted = (block.reshape(-1, size) @ layer.inner + layer.bias).reshape(count, width, 2, 4 * hidden)
    forth, back = wanted[:, :, 0], wanted[:, :, 1]
    mirror = np.maximum(lengths[:, None] - 1 - np.arange(width), 0)  # the last character of each sentence first
    rows = np.arange(count)[:, None]
    steps = np.stack([forth, back[rows, mirror]]).transpose(2, 0, 1, 3).copy()
    state, cell = np.zeros((2, count, hidden), np.float32), np.zeros((2, count, hidden), np.float32)
    out = np.zeros((width, 2, count, hidden), np.float32)
    live = (lengths[:, None] > np.arange(width)).sum(axis=0).tolist()
    for at, used in enumerate(live):
        gates = np.tanh(steps[at, :, :used] + state[:, :used] @ layer.again)
        enters, stays, new, leaves = np.split(gates, 4, axis=2)
        cell = 0.5 * ((stays + 1) * cell[:, :used] + (enters + 1) * new)
        state = 0.5 * (leaves + 1) * np.tanh(cell)
        out[at, :, :used] = state
    there = out[:, 0].transpose(1, 0, 2)
    again = out[:, 1].transpose(1, 0, 2)[rows, mirror]
    return np.concatenate([there, again], axis=2)


def unpacked(data: Mapping[str, NDArray[np.generic]], prefix: str = "") -> Network:
    """A network from the arrays of a model file; weights are stored as steps of a size that each row has.

    Raises:
        KeyError: an array is missing.
    """

    def floats(name: str) -> Floats:
        return np.asarray(data[f"{prefix}{name}"].astype(np.float32) * data[f"{prefix}{name}_step"].astype(np.float32))

    def numbered(name: str) -> range:
        return range(sum(key[len(prefix) :].removeprefix(name).isdigit() for key in data if key.startswith(prefix)))

    def bias(name: str) -> Floats:
        return np.asarray(data[f"{prefix}{name}"], np.float32)

    layers = [Layer(floats(f"inner{n}"), bias(f"bias{n}"), floats(f"again{n}")) for n in numbered("inner")]
    return Network(
        np.asarray(data[f"{prefix}letters"], np.int64),
        tuple(floats(f"table{n}") for n in numbered("table")),
        tuple(halved(layer) for layer in layers),
        floats("out"),
        bias("bias"),
    )


def packed(network: Network, prefix: str = "") -> dict[str, NDArray[np.generic]]:
    """The arrays of a model file from a network whose layers are not halved."""
    arrays: dict[str, NDArray[np.generic]] = {"letters": network.letters.astype(np.int32), "bias": network.bias}
    named = {f"table{number}": table for number, table in enumerate(network.tables)} | {"out": network.out}
    for number, layer in enumerate(network.layers):
        named |= {f"inner{number}": layer.inner, f"again{number}": layer.again}
        arrays[f"bias{number}"] = layer.bias
    for name, values in named.items():
        size = np.abs(values).max(axis=-1, keepdims=True) / 127 + 1e-12
        arrays[name] = np.rint(values / size).astype(np.int8)
        arrays[f"{name}_step"] = size.astype(np.float32)
    return {f"{prefix}{name}": values for name, values in arrays.items()}
