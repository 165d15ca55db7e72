"""Where a name begins, when its head word is known.

The search walks left from the head, token by token, while the tokens may stand inside a name. A chain of places is a
sure beginning; function words, governing verbs, titles, quantities and marks are sure ends.
"""

import re
from typing import NamedTuple

import rjieba

from kg.ner.scan import Scan
from kg.ner.vocabulary import listed, titles

_LIMIT = 30
_CHAIN = re.compile("(?:交警|消防|特警|国家税务总局|武警|中共|中国|中国共产党|共青团|国网|国家|驻|中华)$")
_AREA_LETTERS = frozenset("省市区县州旗盟镇乡村街校院厂司团营团")
_BAD_TAGS = frozenset(
    [
        "p",
        "c",
        "d",
        "r",
        "uj",
        "ul",
        "uz",
        "ug",
        "ud",
        "uv",
        "u",
        "y",
        "e",
        "o",
        "t",
        "tg",
        "q",
        "m",
        "f",
        "k",
        "h",
        "zg",
    ]
)
_NAMING_TAGS = frozenset(["nr", "nrt", "nrfg", "nz", "ns", "nt", "x", "eng", "j"])
_FIELDS = ("材料", "能源", "时代", "世纪", "技术", "农业", "型", "媒体", "动力", "阶层")
_AND = frozenset("和与及")
_HARD = frozenset("的了着在对由从向被把让给与和及等是将以于到为有说")
_ZONES = frozenset(
    ["开发区", "园区", "经开区", "高新区", "工业园", "产业园", "景区", "保税区", "街道", "社区", "灌区", "自治区"]
)
_SESSION = re.compile("(?:第[一二三四五六七八九十]{1,4}|[一二三四五六七八九十]{1,3})届$")
_ORDINAL = re.compile("第?[一二三四五六七八九十百零〇]{1,4}$")
_BRACKET = re.compile("（[^（）]{1,8}）$")
_QUOTE = re.compile("“[^“”，。]{1,16}”$")


class Left(NamedTuple):
    """Result of the search: the name begins at `start`.

    Attributes:
        chain: whether it begins with a place or area letter (区, 市).
        naming: whether something before the head is no common noun.
    """

    start: int
    chain: bool
    naming: bool


def walk(scan: Scan, head: int) -> Left:
    """Find the beginning of the name whose head word begins at `head`."""
    text, floor = scan.text, max(0, head - _LIMIT)
    at, naming, soft = head, False, -1
    while at > floor and at not in scan.gaps:
        if at in scan.places or at in scan.bodies:
            return _chain(scan, at)
        before = _special(text, at)
        if before is not None:
            at, naming = _brand_before(scan, before), True
            continue
        index = scan.token_at(at - 1)
        start = scan.starts[index]
        word = text[start:at]
        verdict = (
            "go"
            if _of_name(scan, start, at, head)
            else _verdict(word, scan.tags[index], whole=len(word) == len(scan.words[index]))
        )
        if verdict == "go" and start in scan.bodies and word in listed("ner_lead") and word in listed("ner_verbs"):
            break
        person = at in scan.persons and not (at == head and _opens(scan, start))
        if verdict == "stop" or person:
            far = _place_behind(scan, at) if not person else -1
            if far < 0 and word in _AND and at < head and start not in scan.bodies and start not in scan.persons:
                far = _place_behind(scan, start, least=2)
            if far >= 0:
                return _chain(scan, far)
            loose = word in _AND and at < head and start not in scan.bodies
            letter = _letter_behind(scan, start) if loose else -1
            if letter >= 0:
                return Left(letter, True, True)
            break
        if verdict == "area" and (start == 0 or not _joins(scan, start)):
            zone = next((size for size in (2, 3) if size <= start and text[start - size : at] in _ZONES), 0)
            return Left(start - zone, True, naming)
        if verdict == "soft" and soft < 0:
            soft = at
        naming = naming or verdict == "naming"
        at = start
    if soft >= 0:
        at = soft
    return Left(at, False, naming)


def _chain(scan: Scan, at: int) -> Left:
    """The beginning of the run of places that ends at `at`, with 中共, 国网 and the like before it."""
    first = at
    while (at in scan.places or at in scan.bodies) and at not in scan.gaps:
        if at in scan.bodies and at in scan.blanks and at < first:
            break  # two bodies beside each other, as below a notice
        at = scan.bodies[at] if at in scan.bodies else scan.places[at]
    prefix = _CHAIN.search(scan.text, max(0, at - 6), at)
    if prefix:
        start = prefix.start()
        if prefix[0] == "驻" and start in scan.places:
            return _chain(scan, start)
        at = at if prefix[0] == "驻" else start
    return Left(at, True, True)


def _place_behind(scan: Scan, at: int, *, least: int = 0) -> int:
    """End of a place a few letters before `at`, with nothing between that ends a name; -1 if there is none."""
    index = scan.token_at(at - 1)
    floor = at - 5
    while index >= 0 and scan.starts[index + 1] > floor:
        word = scan.words[index]
        if not word.isalpha() or word in _HARD or (len(word) > 1 and word in listed("ner_verbs")):
            return -1
        if (len(word) > 1 and word in listed("ner_stop")) or word in titles():
            return -1
        start = scan.starts[index]
        if start in scan.places and at - start >= least:
            return start
        index -= 1
    return -1


def _letter_behind(scan: Scan, at: int) -> int:
    """Where an area's letter stands before the first half of a body's name (区|建设|和交通委员会); -1 if nowhere."""
    index = scan.token_at(at - 1)
    while index > 0 and at - scan.starts[index] < 8:
        word = scan.words[index]
        if word in _AREA_LETTERS:
            return -1 if scan.text[scan.starts[index] - 1].isalpha() else scan.starts[index]
        if len(word) < 2 or not word.isalpha() or word in listed("ner_stop") or word in titles():
            return -1
        index -= 1
    return -1


def _special(text: str, at: int) -> int | None:
    """Start of a bracket or short quote that ends right before `at` and belongs to the name."""
    last = text[at - 1]
    if last == "）":
        found = _BRACKET.search(text, max(0, at - 10), at)
    elif last == "”":
        found = _QUOTE.search(text, max(0, at - 18), at)
    elif last == "届":
        found = _SESSION.search(text, max(0, at - 6), at)
    else:
        return at - 1 if last == "·" else None
    return found.start() if found else None


def _opens(scan: Scan, start: int) -> bool:
    """Whether a word fills the beginning of a bracket or of a list's item: no person there (（龙田|中心小学）)."""
    return scan.text[start - 1 : start] in ("（", "、") and scan.is_edge(start)


def _of_name(scan: Scan, start: int, at: int, head: int) -> bool:
    """Whether a word that else ends a name belongs to it: a profession before 协会, 新 before a field (新|材料)."""
    if at == head:
        return scan.text[start:at] in titles() and scan.text.startswith(("协会", "学会", "联合会", "联谊会"), head)
    return scan.text[start:at] == "新" and scan.text.startswith(_FIELDS, at)


def _brand_before(scan: Scan, at: int) -> int:
    """Beginning of a firm's brand before a bracket with its place (远澜|（安徽）…公司)."""
    if not at or scan.text[at] != "（" or at + 1 not in scan.place_starts:
        return at
    index, start = scan.token_at(at - 1), at
    while index >= 0 and at - scan.starts[index] <= 4:
        word = scan.words[index]
        known = word in listed("ner_verbs") or word in listed("ner_stop") or word in titles()
        if known or not word.isalpha() or word in _HARD or start in scan.places or start in scan.persons:
            break
        start = scan.starts[index]
        index -= 1
    return start if at - start > 1 else at


def _joins(scan: Scan, at: int) -> bool:
    """Whether the token before an area letter is the rest of an unlisted area's name (青岚|市)."""
    index = scan.token_at(at - 1)
    word = scan.words[index]
    return scan.tags[index] in ("ns", "nr", "nz", "x") and len(word) > 1 and word not in listed("ner_stop")


def _verdict(word: str, tag: str, *, whole: bool) -> str:
    """What a token says: stop, area, soft (a doubtful verb), naming, or go on."""
    if word in listed("ner_stop"):
        return "stop"
    if word in _AREA_LETTERS or word in _ZONES:
        return "area"
    if word in listed("ner_nominal"):
        return "go"
    if word in listed("ner_verbs") or word in titles():
        return "stop" if len(word) > 1 else "soft"
    if tag in ("l", "i"):
        if len(word) > 3:
            return "go" if {word[:2], word[2:]} <= listed("ner_nominal") else "stop"
        return "naming"
    if tag in _BAD_TAGS:
        if _ORDINAL.match(word):
            return "naming"
        if tag == "f":
            return "go"
        return "stop" if tag not in ("q", "m") or len(word) > 1 else "soft"
    if tag == "x" and not word.isalnum():
        return "stop"
    if tag == "v" and whole:
        return "stop" if len(word) > 1 else "soft"
    unknown = len(word) > 1 and not rjieba.has_word(word)
    return "naming" if unknown or tag in _NAMING_TAGS or (len(word) == 1 and tag != "a") else "go"


def trim(scan: Scan, start: int, head: int) -> int:
    """Drop words from the left that describe the body and are no part of its name (龙头企业…, 联合…)."""
    at = start
    while at < head:
        index = scan.token_at(at)
        if scan.words[index] not in listed("ner_lead") or scan.starts[index] != at:
            break
        at = scan.starts[index + 1]
    return min(at, head)
