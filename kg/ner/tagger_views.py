"""What the tagger sees of each character: the character, how it is used, the word around it, the place lists."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.lexicon import table
from kg.ner.scan import Scan

Ints = NDArray[np.int64]
_CODES = 0x20000
_LONG = 5
MARKS = "\n，。、；：？！“”《》（）·—－-,.() "
CLASSES = 400
"""Classes of characters from `tagger_classes.tsv` have lower numbers, kinds of marks higher ones."""
_END = re.compile("[。！？；\n]+[”’）》]*|$")


class Views(NamedTuple):
    """Numbers for each character of a text.

    Attributes:
        letters: code points, all digits as 0.
        middle: class of characters, coarse.
        fine: class of characters, fine.
        tags: index in the list of tags that was given, 0 for others.
        words: place in the word and its length.
        places: 1 where a place of the lists begins, 2 within.
    """

    letters: Ints
    middle: Ints
    fine: Ints
    tags: Ints
    words: Ints
    places: Ints


def views(scan: Scan, tags: Sequence[str]) -> Views:
    """The views of an article. `tags` are those of words that the model knows."""
    letters = code_points(scan.text)
    middle, fine = _classes()[:, np.minimum(letters, _CODES - 1)]
    begins = np.array(scan.starts[:-1], np.int64)
    lengths = np.array(scan.starts[1:], np.int64) - begins
    index = {tag: number for number, tag in enumerate(tags, 1)}
    numbers = np.repeat(np.array([index.get(tag, 0) for tag in scan.tags], np.int64), lengths)
    words = np.ones(len(letters), np.int64)
    words[begins] -= 1
    words[begins + lengths - 1] += 2
    words = words * (_LONG + 1) + np.repeat(np.minimum(lengths, _LONG), lengths)
    return Views(letters, middle, fine, numbers, words, _places(scan))


def code_points(text: str) -> Ints:
    """The characters of a text as numbers, digits alike."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    letters[(letters >= 48) & (letters < 58)] = 48
    return letters


def sentences(text: str) -> list[tuple[int, int]]:
    """Begins and ends of the sentences, without gaps."""
    found, at = [], 0
    for end in _END.finditer(text):
        if end.end() > at:
            found.append((at, end.end()))
            at = end.end()
    return found


@lru_cache(maxsize=1)
def _classes() -> Ints:
    """For each code point its middle and fine class, from `tagger_classes.tsv`; marks and the like by kind."""
    classes = np.zeros((2, _CODES), np.int64)
    classes[:, 0x21:0x7F] = 1
    classes[:, [ord(c) for c in "0123456789"]] = 2
    classes[:, [ord(c) for c in "abcdefghijklmnopqrstuvwxyz"]] = 3
    classes[:, [ord(c) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = 4
    for index, mark in enumerate(MARKS):
        classes[:, ord(mark)] = CLASSES + index
    for _, *numbers, letters in table("tagger_classes", 4):
        codes = [code for code in map(ord, letters) if code < _CODES]
        classes[:, codes] = np.array(numbers, np.int64)[:, None] + 8
    return classes


def _places(scan: Scan) -> Ints:
    values = np.zeros(len(scan.text), np.int64)
    for end, begin in sorted(scan.places.items()):
        values[begin] = 1
        values[begin + 1 : end] = 2
    return values
