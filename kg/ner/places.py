"""Places by their head words: villages, roads, parks, sites."""

import re
from functools import lru_cache

import rjieba
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon.villages import village_rank
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.common import AREA_END, RANKED, SETTLED, generic
from kg.ner.peoples import find_peoples
from kg.ner.roads import find_lines
from kg.ner.scan import Scan
from kg.ner.sites import may_begin, walked
from kg.ner.stems import by_sound, by_stem, cued
from kg.ner.villages import NAME_TAGS, by_boundary, by_rank, find_rows
from kg.ner.vocabulary import grades, listed, subtypes, titles

_NEXT_HEAD = re.compile("村(?![民级干里口部头中上东西南北])|村村民|社区|街道办?(?![上两边])|居委会")
"""A head right behind another makes the first a part of the name (旧街|村, 新城|社区)."""
_INNER = re.compile("(..[县区镇乡])(.{2,4})(?:社区|村)$")
"""A community and the area before it that no list has (灞川区|半坡路社区)."""
_BY_SOUND = frozenset(["village", "town", "natural"])
_ORDERED = frozenset(["一路", "二路", "三路"])
"""Heads that may also be the end of a stem and a shorter head (八一|路)."""
_LEVELS = frozenset("省市县区镇乡州旗")
_WALKED = frozenset({"park", "facility", "region"})
_WORD_TAGS = frozenset(["n", "s", "f", "a", "vn", "an", "b", "i", "l", "ng", "tg", "ag", "vg"])
_AREAS = frozenset({"district", "town", "city", "province"})
_STREETS = frozenset({"village", "road", "community", "town"})
_COMMON_TAGS = frozenset(["n", "v", "vn", "a", "b", "d", "m", "r", "t", "s", "f", "l", "i"])
_LIMITS = {
    "facility": 5,
    "community": 7,
    "town": 5,
    "road": 5,
    "natural": 4,
    "village": 4,
    "district": 4,
    "city": 4,
    "province": 4,
}


def find_headed(scan: Scan) -> list[Candidate]:
    """Candidates of places from their head words, sorted by start. The places of the gazetteer must be in the scan."""
    kinds = subtypes("ner_place_heads")
    found = [*find_lines(scan), *find_peoples(scan)]
    scan.add_places(found)
    for start, end, _ in _finder().find(scan.text):
        head = scan.text[start:end]
        kind = kinds[head]
        if not _ends_here(scan, end) and kind not in SETTLED:
            continue
        if head[-1] != "村" and _NEXT_HEAD.match(scan.text, end):
            continue
        if end - start == 1 and start in scan.places and scan.text[start - 1] == head:
            continue
        place = _place(scan, start, end, kind)
        if place is not None:
            found.append(place)
            scan.add_places([place])
    return found + find_rows(scan)


def _place(scan: Scan, start: int, end: int, kind: str) -> Candidate | None:
    """The place that the head word from `start` to `end` ends, by the first way that finds one."""
    head = scan.text[start:end]
    if grades("ner_place_heads")[head] == "stem":
        return by_stem(scan, start, end, kind)
    far = kind in _WALKED and end - start > 1
    if kind == "region" and scan.places.get(end, end) < start:
        return None
    place = walked(scan, start, end, kind) if far else _stemmed(scan, start, end, kind)
    if kind in RANKED:
        place = by_rank(scan, start, end, kind, place)
    if place is None and far:
        place = by_boundary(scan, start, end, kind)
    if place is None:
        place = by_stem(scan, start, end, kind)
    sound = by_sound(scan, start, end, kind) if kind in _BY_SOUND else None
    if sound is not None and (place is None or start > place.start > sound.start):
        place = sound
    if place is None and head in _ORDERED:
        place = _stemmed(scan, start + 1, end, kind) or by_stem(scan, start + 1, end, kind)
    if place is None or (head in _ORDERED and not _ends_road(scan, end)):
        return None
    if kind == "road" and scan.text.startswith("口", end) and scan.is_edge(end + 1):
        place = place._replace(end=end + 1)
    return _behind_area(scan, _prefixed(scan, place))


@lru_cache
def _finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(sorted(subtypes("ner_place_heads")), MATCH_KIND_LEFTMOST_LONGEST)


def _prefixed(scan: Scan, place: Candidate) -> Candidate:
    """With the letter of position before a village or water (前|宅子村, 东|洞庭湖), if a boundary stands before it."""
    at, text = place.start, scan.text
    letters = (
        "前后上下东西南北大小老新" if place.subtype == "village" else "东西南北老" if place.subtype == "natural" else ""
    )
    if at < 1 or at in scan.places or not letters or text[at - 1] not in letters or text[at : at + 1].isdigit():
        return place
    before = text[at - 2 : at - 1]
    opened = not before.isalpha() or at - 1 in scan.places or before in "在到从至"
    return place._replace(start=at - 1) if opened and scan.is_edge(at - 1) and scan.is_edge(at) else place


def _behind_area(scan: Scan, place: Candidate) -> Candidate:
    """Without the last letter of the area before it (镇|西岗圩), or a preposition that the tagger glued to it."""
    at, size = place.start, place.end - place.start
    cut = place._replace(start=at + 1)
    first = scan.text[at]
    if first in _LEVELS and at + 1 in scan.places and scan.places[at + 1] < at and size > 2:
        return cut
    inner = _INNER.match(scan.text, at, place.end) if place.subtype in RANKED else None
    known = inner is not None and (village_rank(inner[2]) or village_rank(inner[2][:-1]))
    if inner is not None and known and not village_rank(inner[1] + inner[2]):
        return place._replace(start=inner.start(2))
    if first in "镇乡" and size > 3 and place.subtype in RANKED:
        head = place.end - (2 if place.subtype == "community" else 1)
        return cut if village_rank(scan.text[at + 1 : head]) and not village_rank(scan.text[at:head]) else place
    if place.rule == "place:number":
        return place
    if first == "沿":
        row = size > 2 and place.subtype in ("natural", "road") and scan.text[place.end : place.end + 1] in "、，。"
        return cut if row else place
    glued = size > 3 and (first in "至往" or (first in "从于" and not scan.is_edge(at + 1)))
    return cut if glued else place


def _ends_road(scan: Scan, end: int) -> bool:
    """Whether what follows shows that 一路 is the end of a road's name, not the adverb (一路|护航)."""
    return not scan.text[end : end + 1].isalpha() or scan.text[end] in "的与和至到上" or cued(scan, end, end, "road")


def _ends_here(scan: Scan, end: int) -> bool:
    """Whether a head that ends at `end` ends a word, or a letter of position follows in the same word (区|内)."""
    if scan.is_edge(end):
        return True
    index = scan.token_at(end)
    return scan.starts[index + 1] == end + 1 and scan.text[end] in "内里外中旁边上南北东西"


def _stemmed(scan: Scan, head: int, end: int, kind: str) -> Candidate | None:
    """A short name and its head: 石桥村, 柳溪路, 青岚市."""
    bounded = by_boundary(scan, head, end, kind)
    if bounded is not None:
        return bounded
    index = scan.token_at(head)
    start, word = scan.starts[index], scan.words[index]
    if scan.starts[index + 1] != end:
        return None
    if start < head:
        return _one_word(scan, index, head, end, kind)
    start = _stem(scan, head, kind)
    if kind in _AREAS and (
        scan.text[start:head] in listed("ner_verbs")
        or (head - start > 3 and _common(scan.text[start:head]))
        or scan.tags[scan.token_at(start)] in ("m", "r", "t", "q", "d", "p")
    ):
        return None
    stem = scan.text[start:head]
    if not stem or generic(scan, start, head, end, kind):
        return None
    if scan.words[scan.token_at(start)] in listed("ner_nominal") and not may_begin(scan, start):
        return None
    if kind == "community" and scan.tags[scan.token_at(start)] in ("v", "d", "uv", "i", "l"):
        return None
    sure = start in scan.places or scan.tags[scan.token_at(start)] in NAME_TAGS
    if len(word) == 1 and not sure and not may_begin(scan, start):
        return None
    if len(stem) == 1 and not sure:
        return None
    return Candidate(start, end, EntityType.PLACE, kind, 0.85 if sure else 0.7, "place:head")


def _one_word(scan: Scan, index: int, head: int, end: int, kind: str) -> Candidate | None:
    """The tagger saw stem and head as one word: a name, unless the dictionary knows it as a common one."""
    start, word = scan.starts[index], scan.text[scan.starts[index] : end]
    common = word[-2:] in listed("ner_place_not") and word[:-2] not in tuple("东西南北")
    if generic(scan, start, head, end, kind) or (len(word) > 2 and common):
        return None
    street = kind == "road" and end - start > 2 and not _counted(word[: head - start])
    if _common(word[: head - start]) and (kind not in _STREETS or not (street or may_begin(scan, start))):
        return None
    names = ("ns",) if kind in ("natural", "facility") else ("ns", "nr", "nz", "nt")
    known = rjieba.has_word(word) and scan.tags[index] not in names
    if not street and (known or scan.tags[index] in ("v", "d", "m", "t", "r")):
        return None
    if end - start < 3 and start not in scan.places:
        known_place = scan.tags[index] == "ns" and rjieba.has_word(word)
        risky = word in listed("ambiguous_shorts") and not may_begin(scan, start)
        if not known_place or ((kind == "natural" or risky) and not cued(scan, start, end, kind)):
            return None
    start = _more_letters(scan, start, head)
    return Candidate(start, end, EntityType.PLACE, kind, 0.8, "place:word")


def _counted(stem: str) -> bool:
    """Whether a street's stem is a mere number (十七路 is a bus), not a date that streets are named for (五一路)."""
    return all(char in "〇零一二两三四五六七八九十百千万几半数双单" for char in stem) and (
        stem not in listed("ner_place_virtues")
    )


def _common(stem: str) -> bool:
    """Whether a stem is a common word of the dictionary."""
    if len(stem) < 2 or not rjieba.has_word(stem):
        return False
    tagged = rjieba.tag(stem)
    return len(tagged) == 1 and tagged[0][1] in _COMMON_TAGS


def _more_letters(scan: Scan, start: int, head: int) -> int:
    """Take single letters before the word in, where they are the beginning of the name (上|石桥村)."""
    index = scan.token_at(start) - 1
    while start and index >= 0 and start not in scan.places and head - start < 3:
        word, tag = scan.words[index], scan.tags[index]
        if len(word) > 1 or not word.isalpha() or word in listed("ner_stop") or word in listed("ner_verbs"):
            break
        if tag not in NAME_TAGS and tag not in _WORD_TAGS:
            break
        start, index = scan.starts[index], index - 1
    return start


def _stem(scan: Scan, head: int, kind: str) -> int:
    limit = _LIMITS[kind]
    at = head
    if head in scan.places:
        before = scan.text[scan.places[head] : head]
        if not AREA_END.search(before) and (kind == "community" or before[-1] != "村"):
            return scan.places[head]
    while at and at not in scan.places and at not in scan.persons:
        index = scan.token_at(at - 1)
        word, tag = scan.words[index], scan.tags[index]
        if head - scan.starts[index] > limit or not _may_stand(word, tag):
            break
        if at < head and len(word) > 1 and head - at > 1 and (may_begin(scan, at) or tag not in NAME_TAGS):
            break
        at = scan.starts[index]
    return at


def _may_stand(word: str, tag: str) -> bool:
    if word in listed("ner_stop") or word in titles():
        return False
    if tag == "m" or tag == "eng":
        return word.isalnum() and not any(char in "余多几" for char in word)
    if not word.isalpha():
        return False
    if tag in ("l", "i") and len(word) > 2:
        return False
    if word in listed("ner_nominal"):
        return True
    if word in listed("ner_verbs"):
        return False
    return (
        tag in NAME_TAGS or tag in _WORD_TAGS or (len(word) == 1 and tag not in ("p", "c", "u", "uj", "ul", "d", "r"))
    )
