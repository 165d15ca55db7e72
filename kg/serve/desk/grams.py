"""Names as search tokens: overlapping pairs of characters, of pinyin syllables and of initials.

A pair is rare where a single character (市, 公) or syllable (shi) stands in every tenth name, so the lists that a
search has to intersect stay short. A name's pairs begin and end with a mark, so that a search for beginnings, for one
character and for a stretch of the name are all searches for a phrase. Tokens are letters and digits of ASCII, so no
tokenizer parts them.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

_LARGEST: Final = 0xFFFFF
"""The last code point of five hexadecimal digits; behind it lies private use."""
_MARK: Final = "\ue000"
_READINGS: Final = 12
"""Ways to part a search into syllables that are tried: xian is xian and xi an."""
_LONGEST: Final = 6
"""Letters of the longest syllable (zhuang)."""
_TONES: Final = {ord(mark): None for mark in "\u0300\u0301\u0304\u030c"}
_LETTERS: Final = re.compile(r"[a-z]+")


def fold(name: str) -> str:
    """A name as it is searched: compatibility forms and case folded, nothing but letters and digits."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in plain if char.isalnum() and ord(char) <= _LARGEST)


def han_grams(name: str) -> str:
    """Tokens of a name's characters."""
    return _grams(map(_unit, fold(name)), _unit(_MARK))


def spelled_grams(syllables: Iterable[str]) -> str:
    """Tokens of a name's pinyin; what is no Han character stands for itself."""
    return _grams(map(_word, syllables), _word(_MARK))


def initial_grams(syllables: Iterable[str]) -> str:
    """Tokens of the initials of a name's syllables."""
    return _grams((_unit(syllable[0]) for syllable in syllables), _unit(_MARK))


def syllables(name: str) -> list[str]:
    """Pinyin of a name without tones, one syllable a Han character, other characters one by one; ü is v."""
    return [syllable for syllable in lazy_pinyin(fold(name), errors=_each) if syllable]


def han_phrase(words: str, *, from_start: bool = False) -> str:
    """FTS5 expression for names that hold (or begin with) the characters; empty if there are none."""
    units = [_unit(char) for char in fold(words)]
    return _phrase("han", [_unit(_MARK), *units] if from_start else units)


def latin_phrases(words: str, *, from_start: bool = False) -> list[str]:
    """FTS5 expressions for initials and for pinyin, the last syllable of which may be cut short.

    None if the words are not plain letters.
    """
    letters = fold(words).replace("ü", "v")
    if not _LETTERS.fullmatch(letters):
        return []
    units = [_unit(char) for char in letters]
    found = [_phrase("initials", [_unit(_MARK), *units] if from_start else units)]
    for parts in readings(letters) if len(letters) > 1 else ():
        spelled = [*map(_word, parts[:-1]), parts[-1]]
        found.append(_phrase("spelled", [_word(_MARK), *spelled] if from_start else spelled, cut=True))
    return found


def readings(letters: str) -> list[list[str]]:
    """Ways to read letters as syllables, of which the last may be cut short; those with long first syllables first."""
    whole, begun = _syllabary()
    found: list[list[str]] = []

    def read(at: int, parts: list[str]) -> None:
        rest = letters[at:]
        if rest in begun:
            found.append([*parts, rest])
        for size in range(min(_LONGEST, len(rest) - 1), 0, -1):
            if len(found) < _READINGS and rest[:size] in whole:
                read(at + size, [*parts, rest[:size]])

    read(0, [])
    return found[:_READINGS]


@lru_cache
def _syllabary() -> tuple[frozenset[str], frozenset[str]]:
    """All syllables that a Han character is read as, and all their beginnings."""
    whole = set()
    for said in PINYIN_DICT.values():
        for one in said.split(","):
            plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", one).translate(_TONES))
            whole.add(plain.replace("ü", "v"))
    whole = {one for one in whole if _LETTERS.fullmatch(one)}
    return frozenset(whole), frozenset(one[:size] for one in whole for size in range(1, len(one) + 1))


def _each(rest: str) -> Any:
    """What is no Han character, one by one. (The library takes lists here, which its types do not say.)"""
    return list(rest)


def _unit(char: str) -> str:
    return f"{ord(char):05x}"


def _word(syllable: str) -> str:
    """A syllable as a unit: its letters, ended by a nought; any other character by its code behind a nine."""
    return "".join(char if "a" <= char <= "z" else f"9{ord(char):05x}" for char in syllable) + "0"


def _grams(units: Iterable[str], mark: str) -> str:
    marked = [mark, *units, mark]
    return " ".join(map("".join, pairwise(marked))) if len(marked) > 2 else ""


def _phrase(column: str, units: Sequence[str], *, cut: bool = False) -> str:
    """The units next to each other in a column. A single unit is the first of some pair, as is one cut short."""
    if not units:
        return ""
    tokens = [*map("".join, pairwise(units))] or [units[0]]
    return f'{column} : "{" ".join(tokens)}"{" *" if cut or len(units) == 1 else ""}'
