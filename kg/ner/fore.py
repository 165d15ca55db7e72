"""What stands before the quotes of a programme and belongs to its name: a number, an edition, an area, nouns."""

import re

from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed

_COUNT = re.compile("(?:第[一二三四五六七八九十百0-9]{1,4}[届次期批]|首届|[0-9]{4}年度?)$")
_EDITION = re.compile(f"(?:第[一二三四五六七八九十百0-9]{{1,4}}[届次]|首届)[{HAN}]{{0,8}}$")
_NATIONAL = re.compile("(?:第[一二三四五六七八九十0-9]{1,4}[批届])?全国$")
_SCOPE = re.compile("(?:全[国省市县区州旗镇乡]|自治[区州县]|[省市县区州旗镇乡])$")
_NEEDS = frozenset(["诉求", "需求", "书记", "党组织"])
"""Words before quotes that are no scope though they look like one."""
_LEFT_LIMIT = 10
_NOUNS = frozenset(["n", "vn", "an", "nz", "b", "j", "l", "i", "s", "f", "zg", "x"])


def counted(text: str, at: int) -> int:
    """Take the number or year of an event before its quotes in (第七届“…”, 2005年度“…”)."""
    number = _COUNT.search(text, max(0, at - 8), at)
    return number.start() if number else at


def numbered(text: str, at: int) -> int:
    """As `counted`, for a name alone in quotes, whose first edition stays outside (首届“…”)."""
    start = counted(text, at)
    return at if text.startswith("首届", start) else start


def scoped(scan: Scan, at: int) -> int:
    """Take the number and the area of an event before its name in (全县|…推进会, 区第四届|“…杯”足球赛)."""
    at = counted(scan.text, at)
    while scan.places.get(at, at) < at:
        at = scan.places[at]
    area = _SCOPE.search(scan.text, max(0, at - 3), at)
    return area.start() if area and scan.is_edge(area.start()) else at


def before(scan: Scan, quote: int, kind: str) -> int:
    """Beginning of an event with its edition and area (区第四届中小学生|“新苗杯”足球赛), or of a national award."""
    if kind == "award":
        level = _NATIONAL.search(scan.text, max(0, quote - 10), quote)
        return level.start() if level and scan.is_edge(level.start()) else quote
    if kind != "event":
        return quote
    edition = _EDITION.search(scan.text, max(0, quote - 14), quote)
    if edition is not None and scan.is_edge(edition.start()):
        return scoped(scan, edition.start())
    area = _SCOPE.search(scan.text, max(0, quote - 3), quote)
    return area.start() if area and area[0][0] == "全" and scan.is_edge(area.start()) else quote


def extended(scan: Scan, quote: int, *, alone: bool = False) -> int:
    """Beginning of the name whose quotes open at `quote`: with its number, or nouns behind a governing verb.

    实施|城市更新“焕新”工程 takes 城市更新 in; what tells the scope alone (我区, 全市, 国家, 非公企业) stays out.
    """
    start = counted(scan.text, quote)
    if start < quote:
        return quote if alone and scan.text.startswith("首届", start) else start
    at = quote
    while at > max(0, quote - _LEFT_LIMIT) and at not in scan.places and at not in scan.persons:
        index = scan.token_at(at - 1)
        word, tag = scan.words[index], scan.tags[index]
        if scan.starts[index + 1] != at:
            return quote
        if word in listed("ner_prog_verbs") and len(word) > 1:
            return at
        if at == quote and (word in listed("ner_prog_scope") or not _modifier(word, tag)) and word not in _NEEDS:
            return quote
        if not _modifier(word, tag):
            return quote
        at = scan.starts[index]
    return quote


def _modifier(word: str, tag: str) -> bool:
    if not word.isalpha() or word in listed("ner_stop"):
        return False
    if word in listed("ner_nominal"):
        return True
    return word not in listed("ner_verbs") and tag in _NOUNS and (len(word) > 1 or word in "村镇县")
