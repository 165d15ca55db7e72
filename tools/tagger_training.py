"""Training of the tagger's network: a bidirectional LSTM with a chain on top, by PyTorch on one core.

Letters, and what is between the layers, are dropped at random; each round takes most sentences with other names
(`tools.tagger_augment`); the weights are averaged over the later half. Equal input gives equal weights on one machine.
"""

# PyTorch is not part of the environment in which types are checked.
# mypy: disable-error-code="import-not-found", allow-subclassing-any, no-warn-return-any

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.ner.tagger_chain import allowed
from kg.ner.tagger_net import Layer, Network
from kg.ner.tagger_views import CLASSES, MARKS, Views

_NEVER = -1e4
_SIZES = (64, 12, 12, 12, 8, 6)
"""Numbers in a trained vector of each view."""
_LETTERS = 3.0
"""Factor of the letters' given vectors, so that they weigh about as much as the trained ones."""


class Example(NamedTuple):
    """One sentence: its views, labels, and labels that nobody looked for."""

    seen: Views
    labels: NDArray[np.int64]
    unused: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    rounds: int = 12
    step: float = 2e-3
    decay: float = 1e-4
    drop: float = 0.4
    drop_letters: float = 0.1
    renamed: float = 0.8
    hidden: int = 96
    layers: int = 2
    batch: int = 24
    seed: int = 1


class Model(nn.Module):
    """The network as it is trained; `exported` gives what `kg.ner.tagger_net` reads."""

    def __init__(self, letters: NDArray[np.int64], given: NDArray[np.float32], tags: int, types: int, plan: Plan):
        """Take the letters known, their given vectors and how many tags and types there are."""
        super().__init__()
        self.letters, self.plan = letters, plan
        rows = (len(letters) + 2, CLASSES + len(MARKS), CLASSES + len(MARKS), tags + 1, 24, 3)
        self.tables = nn.ModuleList(nn.Embedding(*shape) for shape in zip(rows, _SIZES, strict=True))
        self.given = nn.Embedding.from_pretrained(torch.from_numpy(given * _LETTERS), freeze=True)
        size = sum(_SIZES) + given.shape[1]
        between = plan.drop if plan.layers > 1 else 0.0
        self.lstm = nn.LSTM(size, plan.hidden, plan.layers, batch_first=True, bidirectional=True, dropout=between)
        may = allowed(types)
        self.out = nn.Linear(2 * plan.hidden, len(may))
        self.moves = nn.Parameter(torch.zeros(may.shape))
        self.register_buffer("may", torch.from_numpy(may))

    def chain(self) -> Tensor:
        """Scores of one label after another."""
        return self.moves.masked_fill(~self.may.bool(), _NEVER)

    def forward(self, batch: "Batch") -> Tensor:
        """(sentences, characters, labels)."""
        drop, training = self.plan.drop, self.training
        letters = batch.views[0]
        if training:
            lost = (torch.rand(letters.shape) < self.plan.drop_letters) & (letters > 0)
            letters = letters.masked_fill(lost, 1)
        parts = [nn.functional.dropout(self.tables[0](letters), drop, training), self.given(batch.views[0])]
        parts += [table(values) for table, values in zip(self.tables[1:], batch.views[1:], strict=True)]
        inputs = nn.functional.dropout(torch.cat(parts, -1), drop / 2, training)
        packed = nn.utils.rnn.pack_padded_sequence(inputs, batch.lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        scores: Tensor = self.out(nn.functional.dropout(states, drop, training))
        return scores

    def loss(self, batch: "Batch") -> Tensor:
        """Negative log likelihood of the labels, a sentence."""
        scores = self(batch).masked_fill(batch.unused[:, None, :], _NEVER)
        moves, labels = self.chain(), batch.labels
        ahead = scores[:, 0] + moves[0]
        for at in range(1, scores.shape[1]):
            on = torch.logsumexp(ahead[:, :, None] + moves, 1) + scores[:, at]
            ahead = torch.where(batch.inside[:, at, None], on, ahead)
        right = (scores.gather(2, labels[:, :, None])[:, :, 0] * batch.inside).sum(1) + moves[0][labels[:, 0]]
        right = right + (moves[labels[:, :-1], labels[:, 1:]] * batch.inside[:, 1:]).sum(1)
        return (torch.logsumexp(ahead, 1) - right).mean()

    def exported(self) -> tuple[Network, NDArray[np.float32]]:
        """The network for NumPy, and the moves."""
        weights = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        tables = [weights[f"tables.{number}.weight"] for number in range(len(_SIZES))]
        tables[0] = np.concatenate([tables[0], weights["given.weight"]], axis=1)
        layers = [_layer(weights, number) for number in range(self.plan.layers)]
        out = np.ascontiguousarray(weights["out.weight"].T)
        network = Network(self.letters, tuple(tables), tuple(layers), out, weights["out.bias"])
        return network, self.chain().detach().numpy().astype(np.float32)


def _layer(weights: Mapping[str, NDArray[np.float32]], number: int) -> Layer:
    ways = (f"l{number}", f"l{number}_reverse")
    inner = np.concatenate([weights[f"lstm.weight_ih_{way}"].T for way in ways], axis=1)
    bias = np.concatenate([weights[f"lstm.bias_ih_{way}"] + weights[f"lstm.bias_hh_{way}"] for way in ways])
    again = np.stack([weights[f"lstm.weight_hh_{way}"].T for way in ways])
    return Layer(np.ascontiguousarray(inner), bias, np.ascontiguousarray(again))


class Batch(NamedTuple):
    """Sentences side by side; row 0 of each view stands behind their ends."""

    views: list[Tensor]
    labels: Tensor
    lengths: Tensor
    inside: Tensor
    unused: Tensor


def batched(examples: Sequence[Example], letters: NDArray[np.int64], labels: int) -> Batch:
    """One batch of sentences."""
    lengths = torch.tensor([len(example.labels) for example in examples])
    width = int(lengths.max())

    def beside(values: Sequence[NDArray[np.int64]]) -> Tensor:
        block = np.zeros((len(values), width), np.int64)
        for row, one in enumerate(values):
            block[row, : len(one)] = one
        return torch.from_numpy(block)

    views = [beside(column) for column in zip(*(example.seen for example in examples), strict=True)]
    known = torch.from_numpy(letters)
    at = torch.searchsorted(known, views[0]).clamp(max=len(known) - 1)
    inside = torch.arange(width) < lengths[:, None]
    views[0] = torch.where(known[at] == views[0], at + 2, 1).masked_fill(~inside, 0)
    unused = torch.tensor([[label in example.unused for label in range(labels)] for example in examples])
    return Batch(views, beside([example.labels for example in examples]), lengths, inside, unused)


def train(
    plain: Sequence[Sequence[Example]],
    renamed: Sequence[Sequence[Sequence[Example]]],
    *,
    given: Mapping[str, NDArray[np.float32]],
    tags: int,
    types: int,
    plan: Plan,
) -> tuple[Network, NDArray[np.float32]]:
    """Train a network.

    Args:
        plain: the sentences of each text.
        renamed: several times the same texts with other names; an empty text has none.
        given: vectors of letters.
        tags: how many tags of words there are.
        types: how many types.
        plan: how.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    letters = _letters(plain, renamed, given)
    size = len(next(iter(given.values())))
    rows = [given.get(chr(code), np.zeros(size, np.float32)) for code in letters]
    model = Model(letters, np.array([np.zeros(size), np.zeros(size), *rows], np.float32), tags, types, plan)
    optimiser = torch.optim.AdamW(model.parameters(), lr=plan.step, weight_decay=plan.decay)
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    chance = random.Random(plan.seed)
    done = 0
    for number in range(plan.rounds):
        batches = list(_round(plain, renamed, chance, plan))
        for examples in batches:
            done += 1
            rate = plan.step * min(1.0, done / 200) * (1.02 - done / (plan.rounds * len(batches)))
            for group in optimiser.param_groups:
                group["lr"] = max(rate, 0.0)
            optimiser.zero_grad()
            loss = model.loss(batched(examples, letters, 1 + 2 * types))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            if number >= plan.rounds // 2:
                mean.update_parameters(model)
        print(f"round {number + 1} of {plan.rounds}", flush=True)
    averaged: Model = mean.module
    return averaged.exported()


def _letters(
    plain: Sequence[Sequence[Example]], renamed: Sequence[Sequence[Sequence[Example]]], given: Mapping[str, object]
) -> NDArray[np.int64]:
    """Those that are seen twice, or have a vector."""
    every = [example.seen.letters for texts in (plain, *renamed) for text in texts for example in text]
    found, counts = np.unique(np.concatenate(every), return_counts=True)
    return np.union1d(found[counts > 1], np.array(sorted(map(ord, given)), np.int64))


def _round(
    plain: Sequence[Sequence[Example]],
    renamed: Sequence[Sequence[Sequence[Example]]],
    chance: random.Random,
    plan: Plan,
) -> Iterator[list[Example]]:
    """Batches of sentences of like length, in random order."""
    examples: list[Example] = []
    for number, text in enumerate(plain):
        version = chance.choice(renamed)[number] if renamed and chance.random() < plan.renamed else ()
        examples += version or text
    chance.shuffle(examples)
    batches = []
    for at in range(0, len(examples), plan.batch * 20):
        near = sorted(examples[at : at + plan.batch * 20], key=lambda example: len(example.labels))
        batches += [near[start : start + plan.batch] for start in range(0, len(near), plan.batch)]
    chance.shuffle(batches)
    yield from batches
