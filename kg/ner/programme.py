"""Programmes: quoted names, title marks, names with a head word, and those that every paper knows."""

import re
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon import table, words
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, alternation, grades, listed, subtypes, titles

_QUOTED = re.compile("“([^“”\n]{2,40})”")
_TITLED = re.compile("《([^《》\n]{2,80})》")
_ORDINAL = re.compile(
    "第[一二三四五六七八九十百零〇0-9]{1,5}[届次期批]?|[一二三四五六七八九十]届|[0-9]{4}年?|[春夏秋冬]季"
)
_AWARD = re.compile(f"[{HAN}0-9A-Z]{{4,22}}")
_LEVEL = re.compile("全国|国家|省|市|县|区|自治|州|旗|第|中国|[0-9]{4}年|世界|"
    f"[{HAN}]{{2,3}}[省市县区州旗]")
_LIGHT = frozenset({"campaign", "project"})
_HEAVY = frozenset({"mechanism", "policy", "platform", "strategy", "award"})
_SESSION = re.compile("第[一二三四五六七八九十百零〇0-9]{1,6}[届次期批]$")
_COUNT = re.compile("(?:第[一二三四五六七八九十百0-9]{1,4}[届次期批]|首届|[0-9]{4}年度?)$")
_CLOSED = frozenset("，。？！；：")
_TAIL_LIMIT = 16
_AWARD_LIMIT = 22
_LEFT_LIMIT = 36
_JOINERS = frozenset("、” ")
_NOUNS = frozenset("n vn nz ns nt nr nrt j l i b a an ad s f x eng ng ag nrfg vg tg v".split())


def find_programmes(scan: Scan) -> list[Candidate]:
    """Candidates for programmes, sorted by start."""
    found = [*_titled(scan), *_quoted(scan), *_known(scan), *_headed(scan), *_awards(scan)]
    return sorted(set(found))


def _titled(scan: Scan) -> list[Candidate]:
    """《…》: the inside, or marks and tail where a head word follows (《…》主题宣传活动)."""
    found = []
    for match in _TITLED.finditer(scan.text):
        tail = _tail(scan, match.end())
        if tail is not None and tail[1] in ("campaign", "event", "project"):
            found.append(Candidate(match.start(), tail[0], EntityType.PROG, tail[1], 0.85, "programme:title-head"))
        elif match[1] in subtypes("ner_bodies"):
            continue
        else:
            found.append(Candidate(*match.span(1), EntityType.PROG, "document", 0.9, "programme:title"))
    return found


def _tail(scan: Scan, at: int) -> tuple[int, str] | None:
    """End and subtype of the furthest head word that follows a closing mark directly, modifiers between."""
    kinds = subtypes("ner_prog_heads")
    index = scan.token_at(at) if at < len(scan.text) else len(scan.words)
    best: tuple[int, str] | None = None
    end = at
    while index < len(scan.words) and end - at <= _TAIL_LIMIT:
        word, tag = scan.words[index], scan.tags[index]
        if scan.starts[index] != end or not (_may_follow(word, tag) or _head_next(scan, index + 1)):
            break
        end = scan.starts[index + 1]
        head = _head_of(scan.text[at:end], kinds)
        if head:
            best = (end, kinds[head])
        index += 1
    return best


def _head_next(scan: Scan, index: int) -> bool:
    """Whether the token after a verb is a head word that may take one before it (发放|仪式)."""
    before = scan.words[index - 1]
    if index >= len(scan.words) or len(before) < 2 or before not in listed("ner_verbs"):
        return False
    return scan.words[index] in listed("ner_prog_closers")


def _head_of(text: str, kinds: dict[str, str]) -> str:
    """The longest head word that ends the text."""
    for size in range(min(8, len(text)), 0, -1):
        if text[-size:] in kinds:
            return text[-size:]
    return ""


def _may_follow(word: str, tag: str) -> bool:
    if word in subtypes("ner_prog_heads") or word in listed("ner_nominal"):
        return True
    if not word.isalnum() or word in listed("ner_verbs") or word in titles():
        return False
    if word in listed("ner_stop"):
        return tag == "b"
    return tag in _NOUNS or (tag == "m" and word[-1] in "年届")


def _quoted(scan: Scan) -> list[Candidate]:
    found: list[Candidate] = []
    matches = list(_QUOTED.finditer(scan.text))
    for match in reversed(matches):
        tail = _tail(scan, match.end())
        if match[1][-1] in _CLOSED or len(match[1]) > 30:
            continue
        if tail is not None and scan.text[match.end() : tail[0]] not in listed("ner_quote_loose"):
            start = _counted(scan.text, match.start())
            found.append(Candidate(start, tail[0], EntityType.PROG, tail[1], 0.85, "programme:quote-head"))
        elif _named_alone(scan, match, found):
            kind = _kind_alone(scan.text, match)
            found.append(Candidate(*match.span(1), EntityType.PROG, kind, 0.75, "programme:quote"))
    return found


def _counted(text: str, at: int) -> int:
    """Take the number or year of an event before its quotes in (第七届“…”, 2005年度“…”)."""
    number = _COUNT.search(text, max(0, at - 8), at)
    return number.start() if number else at


@lru_cache
def _before() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(listed('ner_quote_before'))})[了过的为{HAN}]{{0,1}}$")


@lru_cache
def _after() -> re.Pattern[str]:
    return re.compile(f"(?:等[{HAN}]{{0,6}}?|[两三四五六七八九十多几0-9]+[项个大])?(?:{alternation(listed('ner_quote_after'))})")


def _named_alone(scan: Scan, match: re.Match[str], found: list[Candidate]) -> bool:
    """Whether a quoted stretch without a head word is introduced as an award, brand or scheme."""
    text, inner = scan.text, match[1]
    if len(inner) > 16 or not _CLOSED.isdisjoint(inner):
        return False
    if "、" not in inner and inner.endswith(tuple(words("ner_quote_inner"))):
        return True
    if _after().match(text, match.end()) or _before().search(text, max(0, match.start() - 8), match.start()):
        return True
    after = found[-1] if found else None
    gap = text[match.end() : after.start] if after else "-"
    return after is not None and after.rule == "programme:quote" and gap in ("“", "、“", "和“", "及“", "、", "")


def _kind_alone(text: str, match: re.Match[str]) -> str:
    near = text[max(0, match.start() - 6) : match.start()] + text[match.end() : match.end() + 8]
    for sign, kind in table("ner_quote_kinds", 2):
        if sign in near:
            return kind
    return subtypes("ner_prog_heads").get(_head_of(match[1], subtypes("ner_prog_heads")), "campaign")


@lru_cache
def _known_finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(sorted(subtypes("ner_programmes")), MATCH_KIND_LEFTMOST_LONGEST)


def _known(scan: Scan) -> list[Candidate]:
    kinds = subtypes("ner_programmes")
    found = []
    for start, end, _ in _known_finder().find(scan.text):
        kind = kinds[scan.text[start:end]]
        start = _counted(scan.text, start) if kind == "event" else start
        found.append(Candidate(start, end, EntityType.PROG, kind, 0.8, "programme:list"))
    return found


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
        if not scan.is_edge(end) or len(head) < 2 and head not in ("节", "奖"):
            continue
        first = _left(scan, start)
        left = _drop_leading(scan, first, start)
        core = scan.text[left:start]
        if len(core) < 2 or core in listed("ner_prog_not") or scan.text[left:end] in listed("ner_prog_not"):
            continue
        score = _worth(scan, first, left, end, kinds[head])
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
            break
        at = start
    return at


def _may_precede(scan: Scan, word: str, tag: str, start: int, at: int) -> bool:
    if word in listed("ner_nominal"):
        return True
    if _ORDINAL.fullmatch(word) or (word in ("年", "届", "次", "期", "季") and scan.text[start - 1 : start].isalnum()):
        return True
    if word.isdigit() and scan.text[at : at + 1] in ("年", "届"):
        return True
    if tag == "m" and _ORDINAL.match(scan.text, start):
        return True
    if not word.isalnum() or word in listed("ner_stop") or word in listed("ner_verbs"):
        return False
    return tag in _NOUNS and (tag != "v" or len(word) > 1) and titles().get(word) not in ("chief", "deputy")


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
        after = scan.text[end : end + 2]
        held = after in listed("ner_held") or after[:1] == "在"
        return 0.75 if size >= 6 and (governed or held) else 0.0
    if governed and kind in _LIGHT:
        return 0.7 if size >= 4 else 0.0
    if governed and kind in _HEAVY:
        return 0.7 if size >= (6 if name.endswith("机制") else 8) else 0.0
    return 0.0


def _governed(scan: Scan, at: int) -> bool:
    """Whether a verb that takes programmes stands right before `at`, or a verb and 了, 的 (举办的…)."""
    index = scan.token_at(at - 1) if at else -1
    if index < 1:
        return False
    word = scan.words[index]
    if word in ("了", "的", "过"):
        return scan.words[index - 1] in listed("ner_prog_verbs") or (word == "的" and scan.tags[index - 1] == "v")
    return word in listed("ner_prog_verbs")


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
