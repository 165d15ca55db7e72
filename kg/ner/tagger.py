"""The embedded statistical tagger: a small linear-chain model that sees names which no list or rule foresees.

Trained by `make train` (`tools/train_tagger.py`); what it was measured at is in `docs/tagger.md`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kg.errors import DataError
from kg.io import data_dir
from kg.model import EntityType
from kg.ner import tagger_chain as chain
from kg.ner import tagger_features as features
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import listed, subtypes

TYPES = (EntityType.PER, EntityType.PLACE, EntityType.ORG, EntityType.PROG)
"""Types in the order of the labels."""

MODEL = Path(__file__).parent / "data" / "tagger.npz"
_NO_NAME_AFTER = tuple("各每某该")
_BIAS = 128
_FOREIGN = 0.25
_DOUBT = 20
"""Mean log ratio a character from which a text is foreign, as if it had so many characters more that tell nothing."""
_HASTE = (3.0, 2.0)
"""In place of `chain.QUIET` where a page is all newspaper text, in which only what is very probable counts."""
_BREAK = -100.0
_SUBTYPES = {EntityType.PER: "person", EntityType.PLACE: "region", EntityType.ORG: "institution"}
_RULES = {kind: f"tagger:{kind.value.lower()}" for kind in TYPES}
_HEADS = {EntityType.PLACE: "ner_place_heads", EntityType.ORG: "ner_org_heads"}


class Weights(NamedTuple):
    """A trained model.

    Attributes:
        table: (2**bits, labels but O) int8, relative to O; `scale` is the size of one step.
        scale: score of one step of the table.
        moves: (labels, labels) scores of one label after another.
        kind: (2**bits,) int8, how much more often two letters in a row stand in encyclopaedic than in newspaper text:
            log ratio in steps of `kind_scale`.
        kind_scale: size of one step of `kind`.
        made_for: `features_id()` of the features that it was trained on.
    """

    table: NDArray[np.int8]
    scale: float
    moves: NDArray[np.float32]
    kind: NDArray[np.int8]
    kind_scale: float
    made_for: str


class Reading(NamedTuple):
    """What the tagger read in an article; `foreign` says that it is no newspaper text, so that rules are less sure."""

    mentions: tuple[Candidate, ...]
    foreign: bool


class Tagger:
    """Finds mentions by weights. Pure: equal scans give equal mentions."""

    def __init__(self, weights: Weights) -> None:
        """Take trained weights; a table row is packed to two words, so that adding rows adds eight labels at a time."""
        self._bits = int(np.log2(len(weights.table)))
        lanes = (weights.table.astype(np.int16) + _BIAS).astype(np.uint16)
        self._packed = np.ascontiguousarray(lanes).view(np.uint64)
        self._scale = np.float32(weights.scale)
        moves = np.where(chain.allowed(len(TYPES)), weights.moves, -np.inf)
        self._moves = moves.astype(np.float32)
        self._kind = weights.kind.astype(np.float32) * np.float32(weights.kind_scale)
        self._kind_bits = int(np.log2(len(weights.kind)))

    def read(self, scans: Sequence[Scan], kept: Sequence[Sequence[Candidate]]) -> list[Reading]:
        """For each article what the tagger reads, none overlapping; the score is the marginal probability.

        Args:
            scans: the articles of a page.
            kept: for each what is read already: a mention that overlaps that gets the score 0, which saves time
                (not in articles of foreign text).
        """
        seen = features.views(scans)
        known = np.zeros(seen.size - 2 * features.PAD, np.bool_)
        foreign = self._foreign(seen, scans)
        for at, candidates, other in zip(seen.starts, kept, foreign, strict=True):
            for candidate in () if other else candidates:
                known[at + candidate.start - features.PAD : at + candidate.end - features.PAD] = True
        found: list[list[Candidate]] = [[] for _ in scans]
        begins = [start - features.PAD for start in seen.starts]
        quiet = chain.QUIET if any(foreign) else _HASTE
        for start, end, number, probability in chain.find(self.scores(seen), self._moves, known=known, quiet=quiet):
            article = bisect_right(begins, start) - 1
            at, stop, kind = start - begins[article], end - begins[article], TYPES[number]
            name = scans[article].text[at:stop]
            if not _may_be(kind, name, scans[article].text[at - 1 : at]):
                continue
            subtype = _subtype(kind, name) if probability else ""
            found[article].append(Candidate(at, stop, kind, subtype, round(probability, 3), _RULES[kind]))
        return [Reading(tuple(mentions), other) for mentions, other in zip(found, foreign, strict=True)]

    def _foreign(self, seen: features.Views, scans: Sequence[Scan]) -> list[bool]:
        """Whether each article is of another kind of text than the rules were written for."""
        sums = np.concatenate(([0], np.cumsum(self._kind[features.pairs(seen, self._kind_bits)])))
        sizes = [len(scan.text) for scan in scans]
        return [
            float(sums[at + size] - sums[at]) > _FOREIGN * (size + _DOUBT)
            for at, size in zip(seen.starts, sizes, strict=True)
        ]

    def scores(self, seen: features.Views) -> NDArray[np.float32]:
        """(characters, labels but O) relative to O; at line ends nothing but O can be."""
        rows = features.rows(seen, self._bits)
        total = np.take(self._packed, rows, axis=0).sum(axis=0).view(np.uint16)
        scores = (total.astype(np.float32) - np.float32(len(rows) * _BIAS)) * self._scale
        scores[seen.breaks[features.PAD : seen.size - features.PAD]] = _BREAK
        return np.asarray(scores)


def _may_be(kind: EntityType, name: str, before: str) -> bool:
    """Whether nothing speaks against a name: a common word that looks like a person's, 各 (each) before a body's."""
    if kind is EntityType.PER:
        return name not in listed("ner_person_not") and name not in listed("ner_verbs")
    return before not in _NO_NAME_AFTER


def _subtype(kind: EntityType, name: str) -> str:
    """Subtype by the longest head word at the name's end."""
    heads = subtypes(_HEADS[kind]) if kind in _HEADS else {}
    return next((heads[name[at:]] for at in range(1, len(name)) if name[at:] in heads), _SUBTYPES.get(kind, "campaign"))


def features_id() -> str:
    """Changes with the templates and the classes of characters, on which weights depend."""
    digest = blake2b(repr(features.TEMPLATES).encode(), digest_size=8)
    digest.update((data_dir() / "tagger_classes.tsv").read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def load(path: Path = MODEL) -> Tagger:
    """The tagger of a model file, read once in a process.

    Raises:
        DataError: the file is missing or damaged, or was trained on other features.
    """
    return Tagger(read_weights(path))


def read_weights(path: Path) -> Weights:
    """The weights of a model file; see `load` for errors."""
    try:
        with np.load(path, allow_pickle=False) as data:
            weights = Weights(
                table=data["table"],
                scale=float(data["scale"]),
                moves=data["moves"],
                kind=data["kind"],
                kind_scale=float(data["kind_scale"]),
                made_for=str(data["made_for"]),
            )
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise DataError(f"the tagger's model {path} cannot be read ({error}): run `make train`") from error
    if weights.made_for != features_id():
        raise DataError(f"the tagger's model {path} was trained on other features: run `make train`")
    return weights


def write_weights(path: Path, weights: Weights) -> None:
    """Write a model file; equal weights give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **weights._asdict())
