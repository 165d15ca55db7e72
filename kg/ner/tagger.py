"""The embedded statistical tagger: a small network that sees names which no list or rule foresees.

It reads text that is no newspaper's; in newspaper text the rules leave it nothing to find, so it is not asked there,
and neither its networks nor NumPy are loaded before a text needs them.
Trained by `make train` (`tools/train_tagger.py`); what it was measured at is in `docs/tagger.md`.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.tagger_kind import Kind, read_kind
from kg.ner.vocabulary import HAN

if TYPE_CHECKING:
    from kg.ner.tagger_model import Networks

MODEL = Path(__file__).parent / "data" / "tagger.npz"
_FOREIGN = 1.1
"""Log odds from which a page, and an article on it, are foreign: chosen by cross-validation (docs/tagger.md)."""
_OTHER = re.compile(f"[^{HAN}]+")
_FEW = 12
"""Characters below which a text tells too little to be foreign."""


class Reading(NamedTuple):
    """What the tagger read in an article; `foreign` says that it is no newspaper text, so that rules are less sure."""

    mentions: tuple[Candidate, ...]
    foreign: bool


class Tagger:
    """Finds mentions by a model. Pure: equal scans give equal mentions."""

    def __init__(self, path: Path, kind: Kind) -> None:
        """Take a model's file and what it holds of kinds of text."""
        self._path = path
        self._kind = kind

    @cached_property
    def _networks(self) -> "Networks":
        from kg.ner.tagger_model import Networks, read_model

        return Networks(read_model(self._path))

    def read(self, scans: Sequence[Scan], *, news: bool = False) -> list[Reading]:
        """For each article what the tagger reads, none overlapping; the score is the marginal probability.

        Newspaper articles are not read; `news` says that the page is known to be a newspaper's, however short it is.

        Raises:
            DataError: the networks of the model's file are damaged.
        """
        foreign = [False] * len(scans) if news else self._foreign([scan.text for scan in scans])
        return [
            Reading(self._networks.mentions(scan) if far else (), far) for scan, far in zip(scans, foreign, strict=True)
        ]

    def _foreign(self, texts: Sequence[str]) -> list[bool]:
        """Whether each article is Chinese text of another kind than the rules know; on a news page none is."""
        told = [self._kind.told(text) for text in texts]
        page = self._odds(sum(told), sum(map(len, texts)))
        return [
            page > _FOREIGN and len(text) >= _FEW and self._odds(one, len(text)) > _FOREIGN and _is_chinese(text)
            for one, text in zip(told, texts, strict=True)
        ]

    def _odds(self, told: float, length: int) -> float:
        return told / sqrt(max(length, 1)) + self._kind.bias


def _is_chinese(text: str) -> bool:
    """Whether at least a quarter of the characters are Chinese: the networks know nothing of other scripts."""
    return 4 * len(_OTHER.sub("", text)) >= len(text)


@lru_cache(maxsize=2)
def load(path: Path = MODEL) -> Tagger:
    """The tagger of a model file, read once in a process.

    Raises:
        DataError: the file is missing or damaged, or was trained on other classes of characters.
    """
    return Tagger(path, read_kind(path))
