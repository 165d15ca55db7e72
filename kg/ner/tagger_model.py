"""The tagger's model: its file, and what its networks read in an article. Needs NumPy, which takes long to import."""

from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kg.errors import DataError
from kg.model import EntityType
from kg.ner import tagger_chain as chain
from kg.ner import tagger_net as net
from kg.ner import tagger_views
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.tagger_kind import made_for
from kg.ner.vocabulary import listed, subtypes

TYPES = (EntityType.PER, EntityType.PLACE, EntityType.ORG, EntityType.PROG)
"""Types in the order of the labels."""

_NO_NAME_AFTER = tuple("各每某该")
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


class Networks:
    """Finds mentions by a model. Pure: equal scans give equal mentions."""

    def __init__(self, model: Model) -> None:
        """Take a model as `read_model` gives it."""
        self._networks, self._tags = model.networks, model.tags
        moves = np.where(chain.allowed(len(TYPES)), model.moves, -np.inf)
        self._moves = (moves / _HEAT).astype(np.float32)

    def mentions(self, scan: Scan) -> tuple[Candidate, ...]:
        """What the networks read in an article, none overlapping; the score is the marginal probability."""
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


def _may_be(kind: EntityType, name: str, before: str) -> bool:
    """Whether nothing speaks against a name: a common word that looks like a person's, 各 (each) before a body's."""
    if kind is EntityType.PER:
        return name not in listed("ner_person_not") and name not in listed("ner_verbs")
    return before not in _NO_NAME_AFTER


def _subtype(kind: EntityType, name: str) -> str:
    """Subtype by the longest head word at the name's end."""
    heads = subtypes(_HEADS[kind]) if kind in _HEADS else {}
    return next((heads[name[at:]] for at in range(1, len(name)) if name[at:] in heads), _SUBTYPES.get(kind, "campaign"))


def read_model(path: Path) -> Model:
    """The model of a file.

    Raises:
        DataError: the file is missing or damaged, or was trained on other classes of characters.
    """
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
