"""Sentences with other names in the place of theirs, so that the tagger learns from what stands around a name.

A name gives way to one of its type that ends alike (a station to a station), a transliterated one to a transliterated
one, a Chinese person to a Chinese person. Names come from the training sentences, our lists of places and jieba's
dictionary. Dai and Adel 2020, An Analysis of Simple Data Augmentation for Named Entity Recognition.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import jieba

from kg.evaluate.annotation import Marked
from kg.lexicon import countries, world_cities
from kg.ner import likelihood
from kg.ner.vocabulary import common_surnames, listed

Labelled = tuple[str, tuple[Marked, ...]]
SHARE = 0.7
"""How many of a sentence's names give way."""
_LEAST = 4
_LONG_ENDS = 0.6
_LETTERS = {2: 1.5, 3: 1.0}
"""Least log odds of given names among the dictionary's persons, by the name's length: it holds phrases as well."""


class Names:
    """Names to choose from; equal seeds choose equally."""

    def __init__(self, sentences: Iterable[Labelled], seed: int) -> None:
        """Gather the names of sentences, lists and dictionary."""
        self._chance = random.Random(seed)
        self._ending: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._foreign: dict[str, list[str]] = defaultdict(list)
        self._persons: list[str] = []
        for text, mentions in sentences:
            for mention in mentions:
                self._add(mention.type, text[mention.start : mention.end])
        for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
            word, _, tag = line.split(" ")
            if _is_han(word):
                self._add_word(word, tag)
        for name in sorted({*world_cities(), *countries()}):
            self._add("PLACE", name)

    def _add_word(self, word: str, tag: str) -> None:
        if tag in ("nr", "nrfg") and len(word) in _LETTERS and word[0] in common_surnames():
            if likelihood.letters(word, 1, len(word) - 1) > _LETTERS[len(word)]:
                self._persons.append(word)
        elif tag == "nrt" and len(word) < 6 and _is_transliterated(word):
            self._foreign["PER"].append(word)
        elif (tag == "ns" and len(word) > 1) or (tag == "nt" and len(word) > 2):
            self._add("PLACE" if tag == "ns" else "ORG", word)

    def _add(self, kind: str, name: str) -> None:
        if _is_transliterated(name):
            self._foreign[kind].append(name)
        else:
            self._ending[kind, name[-1:]].append(name)
            self._ending[kind, name[-2:]].append(name)

    def other(self, kind: str, name: str) -> str:
        """Another name in its place, or itself."""
        if not _is_han(name):
            return name
        if _is_transliterated(name) and len(name) > 1:
            parts = name.split("·") if kind == "PER" else [name]
            return "·".join(self._chance.choice(self._foreign[kind] or [name]) for _ in parts)
        if kind == "PER" and len(name) in _LETTERS and name[0] in common_surnames():
            return self._chance.choice(self._persons)
        for end in (name[-2:], name[-1:]):
            alike = self._ending.get((kind, end), ())
            if len(alike) >= _LEAST and (len(end) == 1 or self._chance.random() < _LONG_ENDS):
                return self._chance.choice(alike)
        return name

    def renamed(self, text: str, mentions: Sequence[Marked]) -> Labelled:
        """The sentence with some of its names changed."""
        pieces, marked, at, size = [], [], 0, 0
        for mention in sorted(mentions):
            name = text[mention.start : mention.end]
            if self._chance.random() < SHARE:
                name = self.other(mention.type, name)
            pieces += [text[at : mention.start], name]
            size += mention.start - at
            marked.append(Marked(size, size + len(name), mention.type, mention.entity))
            size, at = size + len(name), mention.end
        return "".join([*pieces, text[at:]]), tuple(marked)


def _is_han(name: str) -> bool:
    return all("\u4e00" <= letter <= "\u9fff" or letter == "·" for letter in name)


def _is_transliterated(name: str) -> bool:
    return all(letter in listed("ner_transliteration") or letter == "·" for letter in name)
