"""The embedded statistical tagger: a small network that sees names which no list or rule foresees.

It reads text that is no newspaper's; in newspaper text the rules leave it nothing to find, so it is not asked there.
Trained by `make train` (`tools/train_tagger.py`); what it was measured at is in `docs/tagger.md`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kg.errors import DataError
from kg.io import data_dir
from kg.model import EntityType
from kg.ner import tagger_chain as chain
from kg.ner import tagger_net as net
from kg.ner import tagger_views
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed, subtypes

TYPES = (EntityType.PER, EntityType.PLACE, EntityType.ORG, EntityType.PROG)
"""Types in the order of the labels."""

MODEL = Path(__file__).parent / "data" / "tagger.npz"
_NO_NAME_AFTER = tuple("各每某该")
_FOREIGN = 1.1
"""Log odds from which a page, and an article on it, are foreign: chosen by cross-validation (docs/tagger.md)."""
_OTHER = re.compile(f"[^{HAN}]+")
_FEW = 12
"""Characters below which a text tells too little to be foreign."""
_BREAK = -100.0
_HEAT = 1.5
"""What scores are divided by before probabilities are taken, so that these come true: fitted on a held-out part."""
_PROGRAMME = TYPES.index(EntityType.PROG)
_SUBTYPES = {EntityType.PER: "person", EntityType.PLACE: "region", EntityType.ORG: "institution"}
_RULES = {kind: f"tagger:{kind.value.lower()}" for kind in TYPES}
_HEADS = {EntityType.PLACE: "ner_place_heads", EntityType.ORG: "ner_org_heads"}


class Model(NamedTuple):
    """A trained model.

    Attributes:
        networks: scores of labels from what is seen of a character; their mean counts.
        moves: (labels, labels) scores of one label after another.
        tags: the tags of words that it knows.
        kind: (signs,) int8 weights of what tells encyclopaedic from newspaper text, in steps of `kind_step`.
        kind_step: size of one step of `kind`.
        kind_bias: log odds of a text without signs.
    """

    networks: tuple[net.Network, ...]
    moves: NDArray[np.float32]
    tags: tuple[str, ...]
    kind: NDArray[np.int8]
    kind_step: float
    kind_bias: float


class Reading(NamedTuple):
    """What the tagger read in an article; `foreign` says that it is no newspaper text, so that rules are less sure."""

    mentions: tuple[Candidate, ...]
    foreign: bool


class Tagger:
    """Finds mentions by a model. Pure: equal scans give equal mentions."""

    def __init__(self, model: Model) -> None:
        """Take a model as `read_model` gives it."""
        self._networks, self._tags = model.networks, model.tags
        moves = np.where(chain.allowed(len(TYPES)), model.moves, -np.inf)
        self._moves = (moves / _HEAT).astype(np.float32)
        self._kind = model.kind.astype(np.float32) * np.float32(model.kind_step)
        self._bias = model.kind_bias

    def read(self, scans: Sequence[Scan], *, news: bool = False) -> list[Reading]:
        """For each article what the tagger reads, none overlapping; the score is the marginal probability.

        Newspaper articles are not read; `news` says that the page is known to be a newspaper's, however short it is.
        """
        foreign = [False] * len(scans) if news else self._foreign([scan.text for scan in scans])
        return [Reading(self._mentions(scan) if far else (), far) for scan, far in zip(scans, foreign, strict=True)]

    def _foreign(self, texts: Sequence[str]) -> list[bool]:
        """Whether each article is Chinese text of another kind than the rules know; on a news page none is."""
        told = [float(self._kind[tagger_views.signs(text)].sum(dtype=np.float64)) for text in texts]
        page = self._odds(sum(told), sum(map(len, texts)))
        return [
            page > _FOREIGN and len(text) >= _FEW and self._odds(one, len(text)) > _FOREIGN and _is_chinese(text)
            for one, text in zip(told, texts, strict=True)
        ]

    def _odds(self, told: float, length: int) -> float:
        return told / sqrt(max(length, 1)) + self._bias

    def _mentions(self, scan: Scan) -> tuple[Candidate, ...]:
        found = []
        for start, end, number, probability in chain.find(self.scores(scan) / np.float32(_HEAT), self._moves):
            kind, name = TYPES[number], scan.text[start:end]
            if _may_be(kind, name, scan.text[start - 1 : start]):
                subtype = _subtype(kind, name)
                found.append(Candidate(start, end, kind, subtype, round(probability, 2), _RULES[kind]))
        return tuple(found)

    def scores(self, scan: Scan) -> NDArray[np.float32]:
        """(characters, labels but O) relative to O; at line ends nothing but O can be, and nowhere a programme."""
        seen = tagger_views.views(scan, self._tags)
        spans = tagger_views.sentences(scan.text)
        every = np.mean([net.scores(network, seen, spans) for network in self._networks], axis=0)
        scores = every[:, 1:] - every[:, :1]
        scores[seen.letters == ord("\n")] = _BREAK
        scores[:, 2 * _PROGRAMME :] = _BREAK
        return np.asarray(scores)


def _is_chinese(text: str) -> bool:
    """Whether at least a quarter of the characters are Chinese: the networks know nothing of other scripts."""
    return 4 * len(_OTHER.sub("", text)) >= len(text)


def _may_be(kind: EntityType, name: str, before: str) -> bool:
    """Whether nothing speaks against a name: a common word that looks like a person's, 各 (each) before a body's."""
    if kind is EntityType.PER:
        return name not in listed("ner_person_not") and name not in listed("ner_verbs")
    return before not in _NO_NAME_AFTER


def _subtype(kind: EntityType, name: str) -> str:
    """Subtype by the longest head word at the name's end."""
    heads = subtypes(_HEADS[kind]) if kind in _HEADS else {}
    return next((heads[name[at:]] for at in range(1, len(name)) if name[at:] in heads), _SUBTYPES.get(kind, "campaign"))


def made_for() -> str:
    """Changes with the classes of characters, on which a model depends."""
    return blake2b((data_dir() / "tagger_classes.tsv").read_bytes(), digest_size=8).hexdigest()


@lru_cache(maxsize=2)
def load(path: Path = MODEL) -> Tagger:
    """The tagger of a model file, read once in a process.

    Raises:
        DataError: the file is missing or damaged, or was trained on other classes of characters.
    """
    return Tagger(read_model(path))


def read_model(path: Path) -> Model:
    """The model of a file; see `load` for errors."""
    try:
        with np.load(path, allow_pickle=False) as data:
            model = Model(
                networks=tuple(net.unpacked(data, f"{number}:") for number in range(int(data["networks"]))),
                moves=data["moves"],
                tags=tuple(data["tags"].tolist()),
                kind=data["kind"],
                kind_step=float(data["kind_step"]),
                kind_bias=float(data["kind_bias"]),
            )
            fits = str(data["made_for"]) == made_for()
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise DataError(f"the tagger's model {path} cannot be read ({error}): run `make train`") from error
    if not fits:
        raise DataError(f"the tagger's model {path} was trained on other features: run `make train`")
    return model


def write_model(path: Path, model: Model) -> None:
    """Write a model whose networks were just trained; equal models give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rest: dict[str, Any] = {name: np.array(value) for name, value in model._asdict().items() if name != "networks"}
    for number, network in enumerate(model.networks):
        rest |= net.packed(network, f"{number}:")
    rest["networks"] = np.array(len(model.networks))
    np.savez_compressed(path, **rest, made_for=np.array(made_for()))
