"""Whether a stem and a head word make a common noun (示范村, 老旧小区) rather than the name of a place."""

import re

import rjieba

from kg.lexicon.villages import MANY, village_rank
from kg.ner.scan import Scan
from kg.ner.vocabulary import listed

AREA_END = re.compile("(?:[省市区县旗州盟镇乡园]|街道|苏木)$")
SETTLED = {"village": 4, "community": 4, "town": 4, "road": 4}
RANKED = frozenset({"village", "community"})
"""Kinds whose names the national list of villages and communities knows."""
_CIVIC = frozenset(["广场", "公园", "小区", "花园", "大桥", "家园", "大厦"])
_QUOTED = frozenset(SETTLED) | {"natural"}
_COUNTED = re.compile(
    "[一二两三四五六七八九十百千万几数半多][条段个座天年处级项种]|[0-9]|[一二三四五六七八九十]+里(?=路|山路)"
)
_MEASURES = frozenset("条段个座天年处级里公层户")
_INSIDE = re.compile("[到与的了着被我你他她它是在]|^等|为[^民家]")
"""Letters that stand in sentences, not in the stem of a name (车间建到|村, 山与|海)."""
_GREAT = frozenset("大强重穷富弱名特")
"""Last letters of stems that tell what kind of area it is (产粮大|县, 工业重|镇)."""
_RANKED_AREAS = frozenset(["district", "town", "city"])
_ACTS = frozenset(
    ["组织", "动员", "带动", "引导", "服务", "帮扶", "联系", "指导", "发动", "督促", "推动", "支持", "鼓励"]
)
"""Verbs that govern a village or community (组织|村)."""
_STREET = frozenset("路街道巷")
_ON_WATER = frozenset("入过跨出沿治巡护")
"""Verbs that a water is the object of (入|江)."""
_NOT_LAST = frozenset("之两三一这那每全各该本我等数")
_FIRST_VERBS = frozenset("出进入把将建修由对")
_GOING = frozenset("走串绕帮包联带强富兴进驻")
"""Verbs that the head is the object of (走|村, 强|村)."""
_LEVELS = re.compile("[省市县区乡镇村]{2,}$")
_BUILT = frozenset("路街村镇乡巷") | frozenset(["社区", "街道", "大道", "东路", "西路", "南路", "北路", "中路", "大街"])
"""Heads before which 建设 is a name."""
HOME = re.compile("[村居]民|党[支总委]|村委会|居委会|[一二三四五六七八九十0-9]+[组社队]|支书|位于|人，")
"""What follows the name of a village or community."""


def generic(scan: Scan, start: int, head: int, end: int, kind: str) -> bool:
    """Whether stem and head make a common noun (示范村); some common words name streets, or villages behind an area."""
    stem, not_names = scan.text[start:head], listed("ner_place_not")
    row = in_row(scan, start, end)
    if (scan.text[start:end] in not_names and not row) or _phrase(scan, start, head, end, kind):
        return True
    if stem == "建设" and _built(scan, start, head, end, kind):
        return True
    if stem not in not_names:
        return _described(scan, start, head)
    home = row or (start in scan.places and AREA_END.search(scan.text, max(0, scan.places[start]), start) is not None)
    praise = stem in listed("ner_place_praise")
    if row and kind in RANKED:
        return village_rank(stem) != MANY
    if kind in RANKED and not praise and (home or _led(scan, start) or HOME.match(scan.text, end)):
        return village_rank(stem) != MANY
    if stem not in listed("ner_place_virtues"):
        return True
    if kind == "road" or (kind == "facility" and scan.text[head:end] in _CIVIC):
        return False
    return kind not in SETTLED or not home


def in_row(scan: Scan, start: int, end: int) -> bool:
    """Whether a place with the same last letter stands right before in a row (黄杨村、|明星村)."""
    text = scan.text
    if text[start - 1 : start] not in ("、", "和", "与") or scan.places.get(start - 1, start) >= start - 2:
        return False
    return text[start - 2] == text[end - 1] or (text[start - 2] in _STREET and text[end - 1] in _STREET)


def _phrase(scan: Scan, start: int, head: int, end: int, kind: str) -> bool:
    """Whether stem and head are part of a sentence, a measure, a quotation or a grade (三条|路, 建到|村, 产粮大|县)."""
    text, stem = scan.text, scan.text[start:head]
    if kind in _QUOTED and text[start - 1 : start] == "“" and text[end : end + 1] == "”":
        return True
    if kind != "region" and (_COUNTED.match(text, start, end) or _INSIDE.search(stem)):
        return True
    if text[start - 1 : start].isdigit() and stem[:1] in _MEASURES:
        return True
    if kind in _RANKED_AREAS and len(stem) > 1 and stem[-1] in _GREAT and start not in scan.place_starts:
        return True
    if kind == "natural" and len(stem) > 1 and stem[-1] in _ON_WATER:
        return True
    if stem[-1:] in _NOT_LAST and not (stem[-1] == "一" and stem in listed("ner_place_virtues")):
        return True
    if kind == "village" and (stem[-1:] in _GOING or "村" in stem) and not village_rank(stem):
        return True
    if kind == "province" and len(stem) == 2 and rjieba.has_word(stem):
        return True
    if kind in SETTLED and stem in _ACTS and not (start in scan.places or HOME.match(text, end)):
        return True
    return (stem[1:] in listed("ner_place_not") and stem[0] in _FIRST_VERBS) or _LEVELS.search(stem) is not None


def _led(scan: Scan, start: int) -> bool:
    """Whether a word that leads to a place stands before `start` (位于, 走进)."""
    word = scan.words[scan.token_at(start - 1)] if start else ""
    return len(word) > 1 and word in listed("ner_place_before")


def _built(scan: Scan, start: int, head: int, end: int, kind: str) -> bool:
    """Whether 建设 is the verb before a common noun (大力|建设|隧道), not the name of a street or village."""
    if kind not in SETTLED or scan.text[head:end] not in _BUILT:
        return True
    before = scan.words[scan.token_at(start - 1)] if start else ""
    return len(before) > 1 and before in listed("ner_stop") and before not in listed("ner_place_before")


def _described(scan: Scan, start: int, head: int) -> bool:
    """Whether the stem is two or more words that describe (党建|示范|社区, 健康|主题|公园)."""
    index = scan.token_at(start)
    if scan.starts[index] != start or scan.starts[index + 1] >= head or start in scan.place_starts:
        return False
    while scan.starts[index] < head:
        word = scan.words[index]
        if len(word) < 2 or not (word in listed("ner_place_not") or word in listed("ner_nominal")):
            return False
        index += 1
    return True
