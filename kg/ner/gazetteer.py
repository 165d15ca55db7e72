"""Places of the national gazetteer, countries and foreign cities."""

import re
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon import Gazetteer, Level, countries, table, world_cities
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import listed

_SUBTYPES = {Level.PROVINCE: "province", Level.CITY: "city", Level.COUNTY: "district", Level.TOWN: "town"}
_AREA_END = re.compile("[省市区县州旗盟镇乡]$|街道$|苏木$|地区$")


def find_places(scan: Scan) -> list[Candidate]:
    """Candidates from the gazetteer, sorted by start; short names only where they are words of their own."""
    gazetteer = Gazetteer.load()
    found = []
    for start, end, ids, full in gazetteer.find(scan.text):
        if full or _stands_alone(scan, start, end):
            level = gazetteer.division(ids[0]).level
            found.append(Candidate(start, end, EntityType.PLACE, _SUBTYPES[level], 0.95 if full else 0.85, "place:gazetteer"))
    for start, end, value in _world().find(scan.text):
        if scan.is_edge(start) or scan.is_edge(end):
            found.append(Candidate(start, end, EntityType.PLACE, _world_subtypes()[value], 0.9, "place:world"))
    return sorted(found)


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether a short name is a token, or tokens, of the text, and not the head of a longer common word."""
    if scan.text[start:end] in listed("ner_place_not"):
        return False
    if scan.is_edge(start) and scan.is_edge(end):
        return True
    if not scan.is_edge(start):
        return False
    token = scan.words[scan.token_at(start)]
    return bool(_AREA_END.search(token)) or scan.tags[scan.token_at(start)] in ("ns", "nr", "nz", "nt", "x")


@lru_cache
def _names() -> tuple[tuple[str, str], ...]:
    entries = dict.fromkeys(sorted(world_cities()), "city") | dict.fromkeys(sorted(countries()), "country")
    entries |= {name: subtype for name, subtype in table("ner_places", 2)}
    return tuple((name, subtype) for name, subtype in entries.items() if len(name) > 1)


@lru_cache
def _world() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick([name for name, _ in _names()], MATCH_KIND_LEFTMOST_LONGEST)


@lru_cache
def _world_subtypes() -> tuple[str, ...]:
    return tuple(subtype for _, subtype in _names())
