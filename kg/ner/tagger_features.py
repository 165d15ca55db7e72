"""What the tagger sees of each character: rows of its weight table, by hashing (no loop over characters).

A *view* is one number for each character (the character itself, a class of characters, the word around it, the place
list). A *template* joins views of neighbouring characters to one feature, which a multiplicative
hash sends to a row. Hashing needs no dictionary of features: Weinberger et al. 2009, Feature Hashing for Large Scale
Multitask Learning.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.lexicon import table
from kg.ner.scan import Scan

Ints = NDArray[np.uint32]

PAD = 3
"""Characters between two texts that are laid end to end, so that no template reaches over."""

TEMPLATES = (
    *("C0", "C-1", "C1", "C-2", "C2", "C-1 C0", "C0 C1", "C-2 C-1", "C1 C2", "C-1 C0 C1", "C-1 C1"),
    *("W0", "W-1 W0", "W0 W1", "W0 C0", "W-1 W0 W1"),
    *("L0", "L0 L1", "L-1 L0", "L0 W0"),
    *("M0", "M-1 M0", "M0 M1", "F0", "F-1", "F1", "F-1 F0", "F0 F1", "M0 W0"),
    *("B-1 B0 B1", "B0 B1 B2", "B-2 B-1 B0"),
)
"""Views with offsets: C character, B M F broad, middle and fine class, W word's tag, length and the place in it,
L place list."""

_SEED = 0x9E3779B1
_CODES = 0x20000


class Views(NamedTuple):
    """One number a character for each view, hashed already, with `PAD` line ends around each text.

    `starts` is where each text begins in them, `breaks` which characters are line ends; `rows` counts from `PAD`.
    """

    size: int
    values: dict[str, Ints]
    starts: list[int]
    breaks: NDArray[np.bool_]


@lru_cache
def _classes() -> NDArray[np.uint32]:
    """For each code point its broad, middle and fine class, from `tagger_classes.tsv`; marks and the like by kind."""
    classes = np.zeros((3, _CODES), np.uint32)
    classes[:, 0x21:0x7F] = 1
    classes[:, [ord(c) for c in "0123456789"]] = 2
    classes[:, [ord(c) for c in "abcdefghijklmnopqrstuvwxyz"]] = 3
    classes[:, [ord(c) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = 4
    for index, mark in enumerate("\n，。、；：？！“”《》（）·—－-,.() "):
        classes[:, ord(mark)] = 1000 + index
    for *numbers, letters in table("tagger_classes", 4):
        codes = [code for code in map(ord, letters) if code < _CODES]
        classes[:, codes] = np.array(numbers, np.uint32)[:, None] + 8
    return classes


def mix(values: Ints) -> Ints:
    """Spread small numbers over 32 bits (the finaliser of MurmurHash3, by Austin Appleby, public domain)."""
    out = values ^ (values >> np.uint32(16))
    out *= np.uint32(0x85EBCA6B)
    out ^= out >> np.uint32(13)
    out *= np.uint32(0xC2B2AE35)
    out ^= out >> np.uint32(16)
    return out


@lru_cache(maxsize=4096)
def _code(word: str) -> int:
    """A number for a short name, the same in every process."""
    value = 2166136261
    for byte in word.encode():  # FNV-1a
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def starts_of(texts: Sequence[str]) -> list[int]:
    """Where each text begins when they are laid end to end with `PAD` between."""
    starts, at = [], PAD
    for text in texts:
        starts.append(at)
        at += len(text) + PAD
    return starts


def views(scans: Sequence[Scan]) -> Views:
    """The views of all articles of a page, laid end to end."""
    texts = [scan.text for scan in scans]
    starts = starts_of(texts)
    gap = "\n" * PAD
    codes = np.frombuffer((gap + gap.join(texts) + gap).encode("utf-32-le"), np.uint32)
    size = len(codes)
    codes = np.minimum(codes, np.uint32(_CODES - 1))
    broad, middle, fine = _classes()[:, codes]
    letters = codes.copy()
    letters[(codes >= 48) & (codes < 58)] = 48
    values = {
        "C": letters,
        "B": broad,
        "M": middle,
        "F": fine,
        "W": _words(size, starts, scans),
        "L": _places(size, starts, scans),
    }
    mixed = {name: mix(value + np.uint32(_code(name))) for name, value in values.items()}
    return Views(size, mixed, starts, codes == 10)


def pairs(seen: Views, bits: int) -> NDArray[np.int64]:
    """For each character a row of a table of 2**bits rows, by it and the next: what kind of text is this?"""
    letters = seen.values["C"]
    joined = letters * np.uint32(_SEED) + np.roll(letters, -1) * np.uint32(0x85EBCA6B)
    joined ^= joined >> np.uint32(15)
    return (joined * np.uint32(_SEED) >> np.uint32(32 - bits)).astype(np.int64)


def _words(size: int, starts: Sequence[int], scans: Sequence[Scan]) -> Ints:
    """Tag, length (to 5) and place in the word."""
    values = np.zeros(size, np.uint32)
    for start, scan in zip(starts, scans, strict=True):
        begins = np.array(scan.starts[:-1], np.int64)
        lengths = np.array(scan.starts[1:], np.int64) - begins
        tags = np.fromiter(map(_code, scan.tags), np.uint32, len(scan.tags))
        word = tags * np.uint32(64) + np.minimum(lengths, 5).astype(np.uint32) * np.uint32(4)
        spread = np.repeat(word, lengths)
        spread[begins] += np.uint32(1)
        spread[begins + lengths - 1] += np.uint32(2)
        values[start : start + len(spread)] = spread
    return values


def _places(size: int, starts: Sequence[int], scans: Sequence[Scan]) -> Ints:
    """1 where a place of the lists begins, 2 within."""
    values = np.zeros(size, np.uint32)
    for start, scan in zip(starts, scans, strict=True):
        for end, begin in sorted(scan.places.items()):
            values[start + begin] = 1
            values[start + begin + 1 : start + end] = 2
    return values


@lru_cache
def _plan(templates: tuple[str, ...]) -> tuple[tuple[np.uint32, tuple[tuple[str, int, np.uint32], ...]], ...]:
    """For each template its seed and its parts: view, offset, odd factor."""
    plan = []
    for template in templates:
        seed = _code(template)
        parts = [
            (part[0], int(part[1:]), np.uint32((seed * (2 * slot + 3) * _SEED) & 0xFFFFFFFF | 1))
            for slot, part in enumerate(template.split())
        ]
        plan.append((np.uint32(seed), tuple(parts)))
    return tuple(plan)


def rows(seen: Views, bits: int, templates: tuple[str, ...] = TEMPLATES) -> NDArray[np.int32]:
    """Rows of a table of 2**bits rows: one line for each template, one column for each character, pads left out."""
    size = seen.size - 2 * PAD
    out = np.empty((len(templates), size), np.int32)
    shift = np.uint32(32 - bits)
    for line, (seed, parts) in enumerate(_plan(templates)):
        total = np.full(size, seed, np.uint32)
        for name, offset, factor in parts:
            total += seen.values[name][PAD + offset : PAD + offset + size] * factor
        total ^= total >> np.uint32(15)
        total *= np.uint32(_SEED)
        out[line] = total >> shift
    return out
