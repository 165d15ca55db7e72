"""Telling encyclopaedic from newspaper text by the characters and their pairs: a logistic model without NumPy.

Its weights stand in the tagger's file beside the networks, which newspaper pages never need.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from operator import add
from pathlib import Path
from struct import error as struct_error
from struct import unpack_from
from zipfile import BadZipFile, ZipFile

from kg.errors import DataError
from kg.io import data_dir

_PAIR_BITS, _LETTER_BITS = 16, 14
SIGNS = (1 << _PAIR_BITS) + (1 << _LETTER_BITS)
"""Rows of the table that tells kinds of text apart."""
_MASK = 0xFFFFFFFF
_FIRST, _SECOND = 0x9E3779B1, 0x85EBCA6B
_MANY = 1 << 16
"""Pairs of characters whose weight is remembered, some ten megabytes."""


class Kind:
    """How much a text's characters and their pairs speak for encyclopaedic text.

    Attributes:
        bias: log odds of a text without signs.
    """

    def __init__(self, weights: bytes, step: float, bias: float) -> None:
        """Take the weights as signed bytes, one a sign, in steps of `step`."""
        self._weights = _Weights(memoryview(weights).cast("b"))
        self._step = step
        self.bias = bias

    def told(self, text: str) -> float:
        """Sum of the weights of a text's signs."""
        weights = self._weights
        if len(weights) > _MANY:
            weights.clear()
        return sum(map(weights.__getitem__, _pairs(text))) * self._step


class _Weights(dict[str, int]):
    """Weight of two characters that follow each other, looked up when first met."""

    def __init__(self, table: Sequence[int]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, pair: str) -> int:
        joined, alone = _rows(pair)
        weight = self[pair] = self._table[joined] + self._table[alone]
        return weight


def signs(text: str) -> list[int]:
    """Of each character two rows of a table of `SIGNS` rows: by it and the next, and by it alone.

    Hashing needs no dictionary: Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning.
    """
    return [row for pair in _pairs(text) for row in _rows(pair)]


def _pairs(text: str) -> Iterator[str]:
    return map(add, text, f"{text[1:]}\n")


def _rows(pair: str) -> tuple[int, int]:
    letter, following = (48 if "0" <= char <= "9" else ord(char) for char in pair)
    joined = (letter * _FIRST + following * _SECOND) & _MASK
    joined ^= joined >> 15
    of_pair = (joined * _FIRST & _MASK) >> (32 - _PAIR_BITS)
    return of_pair, ((letter * _FIRST & _MASK) >> (32 - _LETTER_BITS)) + (1 << _PAIR_BITS)


def made_for() -> str:
    """Changes with the classes of characters, on which a model depends."""
    return blake2b((data_dir() / "tagger_classes.tsv").read_bytes(), digest_size=8).hexdigest()


def read_kind(path: Path) -> Kind:
    """The part of a model's file that tells kinds of text apart.

    Raises:
        DataError: the file is missing or damaged, or was trained on other classes of characters.
    """
    try:
        with ZipFile(path) as archive:
            data = {
                name: _values(archive.read(f"{name}.npy")) for name in ("kind", "kind_step", "kind_bias", "made_for")
            }
        if len(data["kind"]) != SIGNS:
            raise ValueError("its table of kinds has another size")
        kind = Kind(data["kind"], _double(data, "kind_step"), _double(data, "kind_bias"))
        fits = data["made_for"].decode("utf-32-le").rstrip("\0") == made_for()
    except (OSError, ValueError, KeyError, struct_error, BadZipFile) as error:
        raise DataError(f"the tagger's model {path} cannot be read ({error}): run `make train`") from error
    if not fits:
        raise DataError(f"the tagger's model {path} was trained on other features: run `make train`")
    return kind


def _values(stored: bytes) -> bytes:
    """The values of an array in NumPy's format, version 1: ten bytes, the last two of which give a header's length."""
    return stored[10 + int.from_bytes(stored[8:10], "little") :]


def _double(data: Mapping[str, bytes], name: str) -> float:
    (value,) = unpack_from("<d", data[name])
    return float(value)
