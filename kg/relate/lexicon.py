"""Titles, anaphors and rule words: found in a template by one automaton and replaced by their symbols."""

import re
from dataclasses import dataclass
from functools import lru_cache

import daachorse

from kg.errors import DataError
from kg.lexicon import table
from kg.model import EntityType
from kg.relate.symbols import RANKS, Symbols

_LEVEL = re.compile(
    r"^(?:常务)?[代副]*([省市区县旗州镇乡村]|社区)(?:长|主任|支书|书记|党支部书记|党总支书记|党委书记|村干部)$"
)
_TOWN = re.compile(r"^街道(?:办)?(?:副)?主任$")


@dataclass(frozen=True, slots=True)
class TitleWord:
    """An entry of the list of titles."""

    text: str
    rank: str
    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """An entry of the list of words that stand for something named before."""

    text: str
    type: EntityType
    subtypes: frozenset[str]
    suffix: str
    manner: str


@dataclass(frozen=True, slots=True)
class RuleWord:
    """An entry of the list of words that rules look for; no classes: must stay as it is."""

    text: str
    classes: tuple[str, ...]


Word = TitleWord | Anaphor | RuleWord


class Lexicon:
    """The three lists with their automaton and the symbols that they need."""

    def __init__(self) -> None:
        entries: dict[str, Word] = {word.text: word for word in _titles()}
        entries.update((word.text, word) for word in _rule_words())
        entries.update((word.text, word) for word in _anaphors())
        self.words = tuple(entries.values())
        self.symbols = Symbols(frozenset(w.classes for w in self.words if isinstance(w, RuleWord) and w.classes))
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            [word.text for word in self.words], match_kind=daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> list[tuple[int, int, Word]]:
        """Entries in the text, leftmost first and longest first, as (start, end, entry)."""
        words = self.words
        return [(start, end, words[number]) for start, end, number in self._automaton.find(text)]


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The lists, read once.

    Raises:
        DataError: a list breaks its format.
    """
    return Lexicon()


def _titles() -> list[TitleWord]:
    found = []
    subordinate = {row[0] for row in table("relate_subordinate", 1)}
    for text, rank, kind in table("titles", 3):
        if rank not in RANKS:
            raise DataError(f"titles.tsv gives {text} the rank {rank!r}: use one of {', '.join(RANKS)}")
        if len(text) < 2:
            continue  # 总 as in 王总 stands in too many other words
        level = "街道" if _TOWN.match(text) else (m.group(1) if (m := _LEVEL.match(text)) else "")
        found.append(TitleWord(text, "staff" if text in subordinate else rank, kind, level))
    return found


def _rule_words() -> list[RuleWord]:
    found = []
    for text, cell in table("relate_words", 2):
        classes = tuple(sorted(cell.split(",")))
        if not classes or (len(classes) > 1 and "plain" in classes):
            raise DataError(f"relate_words.tsv gives {text} the classes {cell!r}: `plain` stands alone")
        found.append(RuleWord(text, () if classes == ("plain",) else classes))
    return found


def _anaphors() -> list[Anaphor]:
    found = []
    for text, kind, cell, suffix, manner in table("relate_anaphors", 5):
        if kind not in EntityType.__members__ or manner not in ("home", "last", "bare", "near", "event"):
            raise DataError(f"relate_anaphors.tsv does not say well what {text} stands for: see its first lines")
        found.append(Anaphor(text, EntityType(kind), frozenset(cell.split(",")), suffix, manner))
    return found
