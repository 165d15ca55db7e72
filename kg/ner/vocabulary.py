"""The recogniser's word lists, compiled once in a process."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.lexicon import table, words

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Range of the Chinese characters, for a character class."""

_RARE = (-3.0, -3.0, -3.0)
PROGRAMME_TAGS = frozenset(
    [
        "n",
        "vn",
        "nz",
        "ns",
        "nt",
        "nr",
        "nrt",
        "j",
        "l",
        "i",
        "b",
        "a",
        "an",
        "ad",
        "s",
        "f",
        "x",
        "eng",
        "ng",
        "ag",
        "nrfg",
        "vg",
        "tg",
        "v",
    ]
)
"""Tags of the words that may stand inside a programme's name."""


def alternation(entries: Iterable[str]) -> str:
    """Regular expression that matches the longest of the entries at a position."""
    return "|".join(re.escape(entry) for entry in sorted(set(entries), key=lambda entry: (-len(entry), entry)))


@lru_cache
def listed(name: str) -> frozenset[str]:
    """Entries of a word list as a set."""
    return frozenset(words(name))


@lru_cache
def subtypes(name: str) -> dict[str, str]:
    """Head words of a table with their subtype."""
    return {row[0]: row[1] for row in table(name, 3)}


@lru_cache
def grades(name: str) -> dict[str, str]:
    """Head words of a table with what its third column says."""
    return {row[0]: row[2] for row in table(name, 3)}


@lru_cache
def titles() -> dict[str, str]:
    """Titles with their rank."""
    return {row[0]: row[1] for row in table("titles", 3)}


@lru_cache
def given_characters() -> frozenset[str]:
    """Characters common in given names."""
    return frozenset("".join(words("ner_given")))


@lru_cache
def _letters() -> dict[str, tuple[float, float, float]]:
    return {char: (float(a), float(b), float(c)) for char, a, b, c in table("ner_given_weights", 4)}


def given_odds(chars: str) -> float:
    """Log odds of one or two letters as those of a given name, against running text."""
    known = _letters()
    if len(chars) == 1:
        return known.get(chars, _RARE)[2]
    return known.get(chars[:1], _RARE)[0] + known.get(chars[1:], _RARE)[1]


@lru_cache
def transliterating() -> frozenset[str]:
    """Characters that write minority and foreign names by sound."""
    return frozenset("".join(words("ner_transliteration")))


@lru_cache
def surnames() -> frozenset[str]:
    """Surnames of one character."""
    return frozenset(word for word in words("surnames") if len(word) == 1)


@lru_cache
def common_surnames() -> frozenset[str]:
    """The commonest surnames of one character."""
    return frozenset([word for word in words("surnames") if len(word) == 1][:260])


@lru_cache
def double_surnames() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(words("surnames_double"))
