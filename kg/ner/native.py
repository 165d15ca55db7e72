"""Names of Tibetans, Mongols, Uyghurs, Kazakhs and Yi: rows of the parts that such names are made of."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import words
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import alternation, titles

_AREAS = re.compile("(?:[镇乡村县旗寺山河湖路街区州市沟滩桥站盟屯庙峰]|苏木|嘎查|草原|牧场|煤矿|族)")
"""What follows when the row names a place."""


@lru_cache
def _rows() -> re.Pattern[str]:
    parts = alternation(words("ner_name_parts"))
    return re.compile(f"(?:{parts})(?:{parts})*")  # not `+`, which hides from the search which letters can begin


def find_native(scan: Scan) -> Iterator[Candidate]:
    """Rows of two parts or more, and single parts of three letters or more that begin at the edge of a word."""
    parts = _single()
    for match in _rows().finditer(scan.text):
        start, end = match.span()
        titled = _titled(scan.text, start)
        if (end - start < 3 and not titled) or _AREAS.match(scan.text, end):
            continue
        edge = scan.is_edge(start) or titled
        if match[0] in parts and (start in scan.place_starts or not edge):
            continue
        yield Candidate(start, end, EntityType.PER, "person", 0.9, "person:parts")


@lru_cache
def _single() -> frozenset[str]:
    return frozenset(words("ner_name_parts"))


def _titled(text: str, at: int) -> bool:
    return any(text[at - size : at] in titles() for size in (2, 3, 4) if at >= size)
