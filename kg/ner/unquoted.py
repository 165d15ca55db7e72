"""Programmes without quotes: governed by a verb, held like an event, or given like an award."""

import re
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, PROGRAMME_TAGS, alternation, grades, listed, subtypes, titles

_ORDINAL = re.compile(
    "第[一二三四五六七八九十百零〇0-9]{1,5}[届次期批]?|[一二三四五六七八九十]届|[0-9]{4}年?|[春夏秋冬]季"
)
_AWARD = re.compile(f"[{HAN}0-9A-Z]{{4,22}}")
_LEVEL = re.compile(f"全国|国家|省|市|县|区|自治|州|旗|第|中国|[0-9]{{4}}年|世界|[{HAN}]{{2,3}}[省市县区州旗]")
_FESTIVE = re.compile("(?<![环情细季关调章礼使气时枝春])节$|(?:大|联|标|请|公开|挑战)赛$")
_CAMPAIGN = re.compile("专项|[^，。]{0,4}行动|[^，。]{0,4}整治|[^，。]{0,4}工程")
_FAR = 18
_LOOSE = frozenset("的了在是对把被让向于从到")
_GOVERNED = frozenset({"campaign", "mechanism", "project", "policy"})
_SELF_EVIDENT = re.compile(
    "(?:攻坚战|保卫战|歼灭战|专项行动|专项(?:整治|治理|排查|清理|执法)[^，。]{0,4}行动|[三五]年行动(?:计划)?)$"
)
_HONOUR = re.compile(
    "(?:国家级?|全国|省级|自治区级|中国)"
    "(?:[一-龥]{0,8}?(?:卫生|园林|森林|文明|环保模范|生态|历史文化|双拥模范|科技进步|食品安全|平安|信用|旅游|示范|先进|模范|美丽|优秀|百强))"
    "(?:宜居|建设)?(?:城市|县城|名城|名镇|名村|村镇|乡村|县|镇|村|社区|单位|校园|家庭|教师|教育工作者|集体|个人|学校|企业|基地|合作社|园区)"
)
_AND = frozenset("和与及")
_LIGHT = frozenset({"campaign", "project"})
_HEAVY = frozenset({"mechanism", "policy", "platform", "strategy", "award"})
_SESSION = re.compile("第[一二三四五六七八九十百零〇0-9]{1,6}[届次期批]?$")
_AWARD_LIMIT = 22
_LEFT_LIMIT = 36


def find_unquoted(scan: Scan) -> list[Candidate]:
    """Candidates for programmes that no marks delimit."""
    return [*_headed(scan), *_awards(scan), *_honours(scan)]


@lru_cache
def _head_finder() -> CharwiseDoubleArrayAhoCorasick:
    heads = sorted(subtypes("ner_prog_heads"))
    return CharwiseDoubleArrayAhoCorasick(heads, MATCH_KIND_LEFTMOST_LONGEST)


def _headed(scan: Scan) -> list[Candidate]:
    """Names without quotes: a governing verb, modifiers, a head word (实施精英企业家培育工程)."""
    kinds = subtypes("ner_prog_heads")
    found = []
    for start, end, _ in _head_finder().find(scan.text):
        head = scan.text[start:end]
        if grades("ner_prog_heads")[head] == "quote":
            continue
        if not scan.is_edge(end) or (len(head) < 2 and head not in ("节", "奖")):
            continue
        first = _left(scan, start)
        left = _drop_leading(scan, first, start)
        own = left
        while scan.place_starts.get(own, end) < end:
            own = scan.place_starts[own]
        core = scan.text[left:start]
        if len(core) < 2 or not {core, scan.text[left:end], scan.text[own:end]}.isdisjoint(listed("ner_prog_not")):
            continue
        score = _worth(scan, first, left, end, kinds[head])
        if kinds[head] in _GOVERNED and not _governed(scan, first):
            far = _drop_leading(scan, _far_left(scan, first), start)
            left, score = (far, 0.7) if far < left and end - far >= 8 else (left, score)
        if score > 0:
            found.append(Candidate(left, end, EntityType.PROG, kinds[head], score, "programme:head"))
    return found


def _left(scan: Scan, head: int) -> int:
    """Where an unquoted name begins: back over nouns, ordinals and places to a verb, function word or mark."""
    at = head
    floor = max(0, head - _LEFT_LIMIT)
    while at > floor and at not in scan.persons:
        index = scan.token_at(at - 1)
        start = scan.starts[index]
        word = scan.text[start:at]
        if at in scan.places and scan.places[at] >= floor:
            at = scan.places[at]
            continue
        session = _SESSION.search(scan.text, max(0, at - 9), at)
        if session is not None:
            at = session.start()
            continue
        if word == "暨" and at < head:
            at = start
            continue
        if not _may_precede(scan, word, scan.tags[index], start, at):
            return _joined(scan, at, floor) if word in _AND and _CAMPAIGN.match(scan.text, head) else at
        at = start
    return at


def _far_left(scan: Scan, at: int) -> int:
    """Past verbs inside a name to the verb that governs it (开展|入河排污口排查整治专项行动); `at` if there is none."""
    start = at
    while start > max(0, at - _FAR) and start not in scan.persons and start not in scan.bodies:
        index = scan.token_at(start - 1)
        word = scan.words[index]
        if scan.starts[index + 1] != start or not word.isalnum() or word in listed("ner_stop") or word in _LOOSE:
            return at
        if word in listed("ner_prog_governors"):
            return start
        start = scan.starts[index]
    return at


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
    if _ORDINAL.fullmatch(word) or (word in ("年", "届", "次", "期", "季") and scan.text[start - 1 : start].isalnum()):
        return True
    if word.isdigit() and scan.text[at : at + 1] in ("年", "届"):
        return True
    if tag == "m" and (_ORDINAL.match(scan.text, start) or scan.text[at - 1] == "大"):
        return True
    if not word.isalnum() or word in listed("ner_stop") or word in listed("ner_verbs"):
        return False
    return tag in PROGRAMME_TAGS and (tag != "v" or len(word) > 1) and titles().get(word) not in ("chief", "deputy")


def _drop_leading(scan: Scan, at: int, head: int) -> int:
    """Leave out words on the left edge that govern the name or count it."""
    while at < head:
        index = scan.token_at(at)
        if scan.starts[index] != at or scan.words[index] not in listed("ner_prog_lead"):
            break
        at = scan.starts[index + 1]
    return at


def _worth(scan: Scan, first: int, left: int, end: int, kind: str) -> float:
    """Score of an unquoted name from what governs it and what it is made of; 0 if it is no name."""
    name, size = scan.text[left:end], end - left
    governed = _governed(scan, first) or (left > first and _governed(scan, left))
    numbered = _ORDINAL.match(name) is not None or "第" in name[:12]
    if kind in ("event", "award") and numbered and size >= 5:
        return 0.85
    if kind == "event":
        if _FESTIVE.search(name) and size >= 5 and _specific(scan, left, end):
            return 0.75
        after = scan.text[end : end + 2]
        held = after in listed("ner_held") or after[:1] == "在"
        return 0.75 if size >= 6 and (governed or held) else 0.0
    if size >= 9 and _SELF_EVIDENT.search(name):
        return 0.7
    if governed and kind in _LIGHT:
        return 0.7 if size >= 4 else 0.0
    if governed and kind in _HEAVY:
        return 0.7 if size >= (6 if name.endswith("机制") else 8) else 0.0
    return 0.0


def _specific(scan: Scan, left: int, end: int) -> bool:
    """Whether a festival or contest is called by a name of its own: not generic, and no "a" or "each" or 的 before."""
    before = scan.text[left - 1 : left]
    if before in "的各每某该本其些" and before:
        return False
    return left in scan.place_starts or scan.text[left : end - 3] not in listed("ner_nominal")


def _governed(scan: Scan, at: int) -> bool:
    """Whether a verb that takes programmes stands right before `at`, or a verb and 了, 的 (举办的…)."""
    index = scan.token_at(at - 1) if at else -1
    if index < 0:
        return False
    word = scan.words[index]
    if word in ("了", "的", "过") and index:
        return scan.words[index - 1] in listed("ner_prog_verbs") or (word == "的" and scan.tags[index - 1] == "v")
    return word in listed("ner_prog_verbs")


def _honours(scan: Scan) -> list[Candidate]:
    """Grades that the country or a province gives, wherever they stand (国家园林县城, 全国双拥模范县)."""
    found = []
    for match in _HONOUR.finditer(scan.text):
        if scan.is_edge(match.start()) and scan.is_edge(match.end()):
            found.append(Candidate(*match.span(), EntityType.PROG, "award", 0.75, "programme:award"))
    return found


@lru_cache
def _award_finder() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(listed('ner_award_verbs'))})(?:了)?")


@lru_cache
def _award_ends() -> re.Pattern[str]:
    return re.compile(alternation(listed("ner_award_ends")))


def _awards(scan: Scan) -> list[Candidate]:
    """Awards, grades and lists without quotes (被认定为省级…示范村)."""
    found = []
    for match in _award_finder().finditer(scan.text):
        start = match.end()
        name = _AWARD.match(scan.text, start, start + _AWARD_LIMIT)
        if name is None:
            continue
        ends = [end.end() for end in _award_ends().finditer(name[0])]
        if ends and _LEVEL.match(scan.text, start):
            found.append(Candidate(start, start + ends[-1], EntityType.PROG, "award", 0.75, "programme:award"))
    return found
