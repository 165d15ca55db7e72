"""Companies by their short names: a brand and a trade (远澜科技, 润禾农机)."""

from collections.abc import Iterator
from functools import lru_cache

import rjieba
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon import words
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import listed, titles

_BRANDS = frozenset(["nr", "nrt", "nz", "x", "nrfg"])
_OWNED = frozenset(["集团", "车间", "员工", "职工", "工人", "厂区", "厂房", "工厂", "总部", "生产线", "分公司"])
"""Nouns that may stand behind a company's name."""


def find_brands(scan: Scan) -> Iterator[Candidate]:
    """A brand of two or three letters, no common word and no place, before a trade."""
    for head, end, _ in _finder().find(scan.text):
        if not scan.is_edge(head) or not scan.is_edge(end) or head in scan.places or head in scan.bodies:
            continue
        start = scan.starts[scan.token_at(head - 1)] if head else head
        if head - start in (2, 3) and _is_brand(scan, start, head) and _ends(scan, end):
            yield Candidate(start, end, EntityType.ORG, "company", 0.75, "org:brand")


@lru_cache
def _finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(sorted(words("ner_trades")), MATCH_KIND_LEFTMOST_LONGEST)


def _is_brand(scan: Scan, start: int, end: int) -> bool:
    word, tag = scan.text[start:end], scan.tags[scan.token_at(start)]
    if not word.isalpha() or word.isascii() or word in listed("ner_stop") or word in listed("ner_nominal"):
        return False
    if start in scan.place_starts or end in scan.persons or word in titles() or word in listed("ner_verbs"):
        return False
    return tag in _BRANDS or not rjieba.has_word(word)


def _ends(scan: Scan, end: int) -> bool:
    """Whether no noun follows that would make the trade its attribute (科技|园区)."""
    if end >= len(scan.text) or not scan.text[end].isalpha():
        return True
    index = scan.token_at(end)
    word, tag = scan.words[index], scan.tags[index]
    return word in _OWNED or word in titles() or tag[:1] not in ("n", "s", "a", "b", "x", "j", "f", "m", "q")
