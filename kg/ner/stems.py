"""Places whose stem the national list of villages knows, weighed by what stands before and behind (位于|龙山|路)."""

import re

import rjieba

from kg.lexicon.villages import MANY, village_rank
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.common import AREA_END, HOME, generic, in_row
from kg.ner.scan import Scan
from kg.ner.villages import NAME_TAGS
from kg.ner.vocabulary import HAN, grades, listed, transliterating

_LEAST = 3.0
_STEM = re.compile(f"[{HAN}]+")

_SOUNDS = frozenset("塘彦敦墩宝音陶淖包格茸其亥浑斡")
"""Letters that write names of places by sound, besides those of persons."""
_POSITION = frozenset("上下里内外中前后旁边老新大条支家年一两")
_LITTLE = frozenset("对与由将把被让给和及等的了向为是叫有") | {"包括", "涉及", "涵盖", "以及"}
_NOT_FIRST = frozenset("的了着过到在等和与及或村县市区镇乡各该每某这那")
_ROAD = (
    "[东西南北中]?[侧段]|[两沿]侧|两旁|沿[线途]|路段|路口|全线|[与至][^，。]{2,8}[交路段]|[0-9]+号|改造|通车|路[灯面]"
)
_WATER = (
    "[东西南北]?岸|[畔边]|[上下中]游|流域|水[质域面位]|沿[线岸]|两岸|山?脚下|河[道长段堤]|大堤|一带|[库景]区|支流|深处"
)
_PARK = "[一二三]期|企业|招商|项目|管委会|新增|建成|开工|落成|[东西南北]侧|内|入驻"
_SITE = "[东西南北]侧|附近|门口|对面|内|周边|一带|举行|前|正式落成|落成|建成|竣工|开馆"
_BEHIND = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "road": _ROAD,
        "natural": _WATER,
        "village": HOME.pattern,
        "community": HOME.pattern,
        "town": HOME.pattern,
        "facility": _SITE,
        "park": _PARK,
    }.items()
}


def by_stem(scan: Scan, head: int, end: int, kind: str) -> Candidate | None:
    """The place that ends with a head word and whose stem, two to four letters, is most surely a name; or None."""
    if kind not in _BEHIND or not scan.is_edge(end):
        return None
    listed_only = grades("ner_place_heads").get(scan.text[head:end]) == "stem"
    if listed_only and not _rare(scan, head, end):
        return None
    best: tuple[float, int] = (0.0, head)
    floor = max((at for at in range(head - 3, head + 1) if at in scan.places and _is_area(scan, at)), default=0)
    if end in scan.places and scan.places[end] < head:
        return None
    for start in range(max(0, head - 4, floor), head - 1):
        if scan.is_edge(start) and _STEM.fullmatch(scan.text, start, head):
            best = max(best, (_weigh(scan, start, head, end, kind), start))
    weight, start = best
    if weight < _LEAST or (listed_only and not village_rank(scan.text[start:head])):
        return None
    return Candidate(start, end, EntityType.PLACE, kind, 0.8, "place:stem")


def by_sound(scan: Scan, head: int, end: int, kind: str) -> Candidate | None:
    """The place whose stem writes a name by sound (巴热提买里|村), or None."""
    start = _sounded(scan, head) if kind in _BEHIND else head
    if start < head and scan.is_edge(end) and _left(scan, start) and not generic(scan, start, head, end, kind):
        return Candidate(start, end, EntityType.PLACE, kind, 0.8, "place:sound")
    return None


def _rare(scan: Scan, head: int, end: int) -> bool:
    """Whether a head that is mostly the end of common nouns (办公|楼, 工作|组) ends no word of the dictionary here."""
    text = scan.text
    if end - head > 1:
        return True
    return not any(
        rjieba.has_word(text[start:end]) and rjieba.tag(text[start:end])[0][1] not in NAME_TAGS
        for start in (head - 1, head - 2)
        if start >= 0
    )


def _sounded(scan: Scan, head: int) -> int:
    """Beginning of a stem of four letters or more that writes a name by sound (巴热提买里|村); else `head`."""
    letters, at = transliterating(), head
    while (
        at
        and head - at < 9
        and (scan.text[at - 1] in letters or scan.text[at - 1] in _SOUNDS)
        and at not in scan.places
    ):
        at -= 1
    if at and head - at > 1 and not rjieba.has_word(scan.text[at:head]) and _STEM.match(scan.text, at - 1):
        first = scan.words[scan.token_at(at - 1)]
        if scan.is_edge(at - 1) and first not in listed("ner_stop") and _left(scan, at - 1):
            return at - 1
    while at < head and not (scan.is_edge(at) and _left(scan, at)):
        at += 1
    return at if head - at > 3 or (head - at == 3 and not rjieba.has_word(scan.text[at:head])) else head


def cued(scan: Scan, start: int, end: int, kind: str) -> bool:
    """Whether what stands right before or behind shows a place of that kind."""
    behind = _BEHIND.get(kind)
    return _left(scan, start) > 1 or (behind is not None and behind.match(scan.text, end) is not None)


def _weigh(scan: Scan, start: int, head: int, end: int, kind: str) -> float:
    """Evidence that a name begins at `start`: the boundary before it, its letters, and what follows."""
    text = scan.text
    left = 2.0 if in_row(scan, start, end) else _left(scan, start)
    if not left or text[start] in _NOT_FIRST or generic(scan, start, head, end, kind):
        return 0.0
    return left + _letters(scan, start, head, kind) + (1 if _BEHIND[kind].match(text, end) else 0)


def _left(scan: Scan, start: int) -> float:
    """2 behind an area or a word of place, 1 behind a mark or function word, 0 inside a phrase."""
    if start in scan.places:
        return 2.0 if _is_area(scan, start) else 0.0
    if start == 0 or not scan.text[start - 1].isalpha():
        return 0.0 if scan.text[start - 1 : start].isdigit() else 1.0
    word = scan.words[scan.token_at(start - 1)]
    if word in listed("ner_place_before"):
        return 2.0
    return 1.0 if word in _LITTLE or (len(word) > 1 and word in listed("ner_verbs")) else 0.0


def _is_area(scan: Scan, end: int) -> bool:
    """Whether the place that ends at `end` is an area, by its last letter."""
    return AREA_END.search(scan.text, max(0, scan.places[end]), end) is not None


def _letters(scan: Scan, start: int, head: int, kind: str) -> float:
    """What the stem itself tells: how many villages bear it, and how the dictionary knows its words."""
    stem = scan.text[start:head]
    rank = village_rank(stem)
    weight = 2.0 if rank == MANY else 1.5 if rank else 0.0
    if kind == "road" and stem in listed("ner_place_virtues"):
        return max(weight, 2.0)
    virtue = stem in listed("ner_place_virtues") and stem not in listed("ner_place_praise")
    index, common, named = scan.token_at(start), True, False
    while scan.starts[index] < head:
        word, tag = scan.words[index], scan.tags[index]
        if not virtue and len(word) > 1 and tag in ("v", "d", "i", "l", "r") and rjieba.has_word(word):
            weight -= 1.5
        if word in listed("ner_stop") and word not in _POSITION:
            weight -= 3.0
        named = named or tag in NAME_TAGS or (len(word) > 1 and not rjieba.has_word(word))
        common = common and len(word) > 1 and rjieba.has_word(word) and tag not in NAME_TAGS
        index += 1
    if stem in listed("ner_place_not"):
        weight -= 0.5 if virtue else 1.5
    common = common and not virtue
    return weight + (0.5 if named and rank else 1.0 if named else 0.0) - (1.0 if common else 0.0)
