"""How far a programme's name without quotes reaches to the left, and what around it shows that it is one."""

import re
from functools import lru_cache

from kg.lexicon import table
from kg.ner.scan import Scan
from kg.ner.vocabulary import PROGRAMME_TAGS, alternation, listed, titles

ORDINAL = re.compile(
    "第[一二三四五六七八九十百零〇0-9]{1,5}[届次期批]?|[一二三四五六七八九十]届|[0-9]{4}年?|[春夏秋冬]季"
)
_CAMPAIGN = re.compile("专项|[^，。]{0,4}行动|[^，。]{0,4}整治|[^，。]{0,4}工程")
_SESSION = re.compile("第[一二三四五六七八九十百零〇0-9]{1,6}[届次期批]?$")
_CAPACITY = re.compile(
    "年(?:产|出栏|屠宰|加工|处理|生产|吞吐|存栏)[0-9.]+[万千百]?[吨头只羽套台件亩辆米箱瓶条支](?:平方米|立方米|标箱)?$|"
    "[0-9.]+万?(?:千瓦|兆瓦|千伏|MW|kV|KV)$|年(?:产|出栏|屠宰|加工|处理|存栏)[百千万]+[吨头只羽套台]$"
)
_SCOPE = re.compile("全[国省市县区州旗镇乡]|自治[区州县]|[省市县区州旗镇乡]")
_LEFT_LIMIT = 36
_FAR = 18
_LOOSE = frozenset("的了在是对把被让向于从到")
_AND = frozenset("和与及")
_INNER_TAGS = frozenset(["m", "f", "b", "q", "n"])
"""Tags of the function words that may stand inside a name (膜|下|滴灌, 二|期)."""
_SIZES = frozenset("新老大小")
_CLAUSE = frozenset("，。；：！？\n　")
_LISTED = frozenset(
    ["机制", "制度", "工程", "活动", "项目", "政策", "体系", "平台", "行动", "模式", "办法", "会议", "计划"]
)
"""Heads before an "and", behind which another name begins."""


def walked(scan: Scan, head: int, kind: str) -> int:
    """Where a name begins: back over nouns, ordinals and places to a verb, function word or mark."""
    at = head
    floor = max(0, head - _LEFT_LIMIT)
    while at > floor and at not in scan.persons:
        index = scan.token_at(at - 1)
        start = scan.starts[index]
        word = scan.text[start:at]
        if at in scan.places and scan.places[at] >= floor:
            at = scan.places[at]
            continue
        further = _numbered(scan, at, kind)
        if further < at:
            at = further
            continue
        if word == "暨" and at < head:
            at = start
            continue
        if kind == "event" and _SCOPE.fullmatch(word):
            return start
        if not _may_precede(scan, word, scan.tags[index], start, at):
            return _joined(scan, at, floor) if word in _AND and _CAMPAIGN.match(scan.text, head) else at
        at = start
    return at


def _numbered(scan: Scan, at: int, kind: str) -> int:
    """Beginning of the number of a session, or of what a works or plant can do (年产30万套), that ends at `at`."""
    session = _SESSION.search(scan.text, max(0, at - 9), at)
    if session is not None:
        return session.start()
    if kind == "project":
        capacity = _CAPACITY.search(scan.text, max(0, at - 14), at)
        return capacity.start() if capacity else at
    return at


def reached(scan: Scan, at: int, head: int, end: int, kind: str) -> int:
    """Past verbs inside a name to the verb that governs it (开展|入河排污口排查整治专项行动); `at` if there is none.

    A preposition or the beginning of a clause will do where what follows at `end` shows that a programme is named.
    """
    start, told = scan.starts[scan.token_at(at)], _followers()[kind].match(scan.text, end) is not None
    while start > max(0, at - _FAR) and start not in scan.persons and start not in scan.bodies:
        index = scan.token_at(start - 1)
        word = scan.words[index]
        if scan.starts[index + 1] != start:
            return at
        if word in listed("ner_prog_governors"):
            return start
        if told and (word in listed("ner_prog_hints") or word in _CLAUSE):
            return at if verbal(scan.words[index + 1]) else start
        if index and _taken(scan.words[index - 1], scan.tags[index - 1], word, kind):
            return start
        if not word.isalnum() or word in _LOOSE:
            return at
        if word in _AND:
            if (
                start == head
                or scan.text[max(0, start - 3) : start - 1] in _LISTED
                or scan.text[start - 2 : start - 1] == "制"
            ):
                return at
        elif word in listed("ner_stop") and scan.tags[index] not in _INNER_TAGS and word not in _SIZES:
            return at
        start = scan.starts[index]
    return start if told and start == 0 and not verbal(scan.words[0]) else at


def verbal(word: str) -> bool:
    """Whether a verb begins there that opens no name (吸引…项目)."""
    head = word[:2]
    inner = head in listed("ner_prog_inner_verbs") or head in listed("ner_nominal")
    return head in listed("ner_verbs") and not inner


def _taken(before: str, tag: str, word: str, kind: str) -> bool:
    """Whether a verb and 了 or 的 take what follows (建立了|…机制, 兴建的|…工程)."""
    if word == "了":
        return before in listed("ner_prog_governors")
    return word == "的" and kind == "project" and (tag == "v" or before[-1] == "元")


def _joined(scan: Scan, at: int, floor: int) -> int:
    """Beginning of a name with an "and" before `at` (开展|腐败和作风问题专项行动), if a verb governs it; else `at`."""
    start = at - 1
    while start > floor and start not in scan.persons and start not in scan.bodies:
        index = scan.token_at(start - 1)
        word = scan.words[index]
        if scan.starts[index + 1] != start:
            return at
        if word in listed("ner_prog_governors") and 2 <= at - 1 - start <= 12:
            return start
        if not _may_precede(scan, word, scan.tags[index], scan.starts[index], start):
            return at
        start = scan.starts[index]
    return at


def _may_precede(scan: Scan, word: str, tag: str, start: int, at: int) -> bool:
    if word in listed("ner_nominal") or word == "首届" or (word == "新" and scan.text.startswith("时代", at)):
        return True
    if ORDINAL.fullmatch(word) or (word in ("年", "届", "次", "期", "季") and scan.text[start - 1 : start].isalnum()):
        return True
    if word.isdigit() and scan.text[at : at + 1] in ("年", "届"):
        return True
    if tag == "m" and (ORDINAL.match(scan.text, start) or scan.text[at - 1] == "大"):
        return True
    if not word.isalnum() or word in listed("ner_stop") or word in listed("ner_verbs"):
        return False
    return tag in PROGRAMME_TAGS and (tag != "v" or len(word) > 1) and titles().get(word) not in ("chief", "deputy")


def without_lead(scan: Scan, at: int, head: int, kind: str) -> int:
    """Leave out words on the left edge that govern the name or count it; an event keeps its scope (全县|工作会议)."""
    while at < head:
        index = scan.token_at(at)
        word = scan.words[index]
        if scan.starts[index] != at or word not in listed("ner_prog_lead"):
            break
        if kind == "event" and _SCOPE.fullmatch(word):
            break
        at = scan.starts[index + 1]
    return at


def governed(scan: Scan, at: int) -> bool:
    """Whether a verb that takes programmes stands right before `at`, or a verb and 了, 的 (举办的…)."""
    index = scan.token_at(at - 1) if at else -1
    if index < 0:
        return False
    word = scan.words[index]
    if word in ("了", "的", "过") and index:
        before = scan.words[index - 1]
        return before in listed("ner_prog_verbs") or (
            word == "的" and (scan.tags[index - 1] == "v" or before[-1] == "元")
        )
    return word in listed("ner_prog_verbs")


def joined(scan: Scan, at: int) -> bool:
    """Whether an "and" stands right before `at`."""
    return at > 0 and scan.text[at - 1] in _AND


def hinted(scan: Scan, begins: tuple[int, ...], end: int, kind: str) -> bool:
    """Whether a preposition before a name, or what is said of it behind, shows a programme (自…开展以来, …竣工)."""
    if _followers()[kind].match(scan.text, end):
        return True
    before = (scan.token_at(at - 1) for at in begins if at > 0 and scan.is_edge(at))
    return any(scan.words[index] in listed("ner_prog_hints") for index in before)


@lru_cache
def _followers() -> dict[str, re.Pattern[str]]:
    rows: dict[str, list[str]] = {}
    for word, kinds in table("ner_prog_followers", 2):
        for kind in kinds.split():
            rows.setdefault(kind, []).append(word)
    never = re.compile("(?!)")
    every = ("campaign", "project", "policy", "mechanism", "event", "platform", "award", "document", "strategy")
    return {kind: re.compile(alternation(rows[kind])) if kind in rows else never for kind in every}


def plain(word: str) -> bool:
    """Whether a word, or both halves of one of four letters, only says what kind of thing it is."""
    generic = listed("ner_prog_generic")
    return word in generic or (len(word) == 4 and word[:2] in generic and word[2:] in generic)


def own(scan: Scan, left: int, head: int) -> bool:
    """Whether a name has a word of its own: one that says more than what kind of thing it is."""
    if head - left < _OWN_LEAST:
        return False
    index = scan.token_at(left)
    while scan.starts[index] < head:
        word = scan.words[index]
        if len(word) > 1 and not plain(word):
            return True
        index += 1
    return False


_OWN_LEAST = 4
