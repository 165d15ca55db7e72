"""Programmes named in quotes: with a head word right behind (“红烛”行动), or framed as run, given or issued."""

import re
from functools import lru_cache

from kg.lexicon import table, words
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.fore import before, extended, numbered
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, PROGRAMME_TAGS, alternation, listed, subtypes, titles

_QUOTED = re.compile("“([^“”\n]{2,40})”")
_SINGLE = re.compile("‘([^‘’“”\n]{2,30})’")
_CLOSED = frozenset("，。？！；：")
_TAIL_LIMIT = 16
_FREE_TAIL = re.compile(f"[{HAN}0-9]{{2,14}}")
_HARD = frozenset("的了在是和与及对为从向把被让将由于等以至")
_COUNTING = re.compile("[两三四五六七八九十多几0-9][项个大]")
_WEAK = frozenset(["工作", "建设", "培训", "专项", "经验", "保险", "补贴", "贷款", "网络", "产品", "仪式", "创建"])
_DRIVING = frozenset(["优化", "推动", "助力", "激活", "赋能", "扎实", "带来", "发展", "听取", "护航", "引领"])
"""Verbs that go on with the sentence behind a quoted name."""
_PLAIN = frozenset(["项目", "工程", "建设", "专项", "宣传", "整治", "贷款", "网络", "产品"])
"""Heads that make no name of a turn of phrase in quotes."""
_COURSE = frozenset(
    ["建设", "开工", "竣工", "施工", "启动", "推进", "实施", "进展", "奠基", "签约", "投产", "评选", "创建"]
)
"""What is said of a project or campaign behind its head, unless another head follows."""
_SEASON = re.compile("[环情细季关调章礼使气时枝]节$|[进发开拓扩施]展$")
_TEAM = re.compile(
    "(?:队|宣讲团|讲师团|服务团|工作室|小组|专班|党支部|项目部|指挥部|协会|合作社|艺术团|商会|理事会|委员会|公司|农场)$"
)
"""Ends of the names of teams and bodies."""
_DATED = re.compile("[0-9一二三四五六七八九十·.．]{2,6}")
_DAY = re.compile(f"[{HAN}]{{1,14}}?(?:[日节]|宣传[周月])(?![{HAN}]*?[日节])")
"""A day that its date names (“6·26”国际禁毒日)."""
_PHRASE = re.compile(
    "一.{1,2}[一、].{1,2}|[一两二三四五六七八九十][对把张条站个本股盘键]..?|[一两三四五六七八九十百千][个大项条招措]..?|"
    "[一二两三四五六七八九十]+[举招]措?|.*[变不].*|[^、]*员|[一二三四五六七八九十0-9+]+"
)
"""Turns of phrase: 一企一档, 一张网, 两个覆盖, 三举措, 从无变有, 服务员, maxims with 不."""
_ARTICLES = re.compile("[一二三四五六七八九十百0-9]{1,4}条(?:措施|意见|政策|举措|办法|新政|规定)?")
_TITLES = ("称号", "荣誉", "奖", "品牌", "商标")
_PAUSE = frozenset("，。、；！）\n")


def find_quoted(scan: Scan) -> list[Candidate]:
    """Candidates for programmes in quotes; a row of quoted names shares the frame of its last one."""
    found: list[Candidate] = []
    spans = [*_QUOTED.finditer(scan.text), *(_SINGLE.finditer(scan.text) if "‘" in scan.text else ())]
    for match in sorted(spans, key=lambda one: -one.start()):
        if match[1][-1] in _CLOSED or len(match[1]) > 30:
            continue
        day = _DAY.match(scan.text, match.end()) if _DATED.fullmatch(match[1]) else None
        tail = tail_of(scan, match.end())
        if day is not None and (tail is None or tail[0] <= day.end()):
            found.append(Candidate(match.start(), day.end(), EntityType.PROG, "event", 0.85, "programme:quote-head"))
            continue
        if tail is not None and not _loose(scan.text, match, scan.text[match.end() : tail[0]]):
            start = before(scan, match.start(), tail[1])
            start = start if start < match.start() else extended(scan, match.start())
            found.append(Candidate(start, tail[0], EntityType.PROG, tail[1], 0.85, "programme:quote-head"))
        elif _named_alone(scan, match, found):
            kind = _kind_alone(scan.text, match)
            start = (
                extended(scan, match.start(), alone=True) if _headed(match[1]) else numbered(scan.text, match.start())
            )
            start, end = match.span(1) if start == match.start() else (start, match.end())
            found.append(Candidate(start, end, EntityType.PROG, kind, 0.75, "programme:quote"))
    return found


def _framed(text: str, match: re.Match[str]) -> bool:
    """Whether a verb that runs schemes stands before the quotes."""
    if _PHRASE.fullmatch(match[1]) or match[1] in listed("ner_quote_not"):
        return False
    return _run_before().search(text, max(0, match.start() - 8), match.start()) is not None


def _loose(text: str, match: re.Match[str], tail: str) -> bool:
    """Whether what follows the quotes makes no name of them, or none of a turn of phrase (“短平快”项目).

    A plain word does if the name is run: 深化“三带三创”|工作.
    """
    inner = match[1]
    if tail in listed("ner_quote_loose") or head_of(tail, subtypes("ner_prog_heads")) == "服务":
        named = tail in ("工作", "服务") and len(inner) > 3 and not inner.endswith("式")
        return not (named and _framed(text, match))
    return tail in _PLAIN and (inner in listed("ner_quote_not") or inner.endswith("式"))


def tail_of(scan: Scan, at: int) -> tuple[int, str] | None:
    """End and subtype of the furthest head word that follows a closing mark directly, modifiers between."""
    kinds = subtypes("ner_prog_heads")
    index = scan.token_at(at) if at < len(scan.text) else len(scan.words)
    best = _head_at(scan, at, kinds)
    end = at
    while index < len(scan.words) and end - at <= _TAIL_LIMIT:
        word, tag = scan.words[index], scan.tags[index]
        if scan.starts[index] != end:
            break
        if not (_may_follow(word, tag) or _head_next(scan, index + 1) or _ends_head(scan, at, index, kinds)):
            break
        if word in _DRIVING and (best is not None or end == at):
            break
        if word in _COURSE and best is not None and not _is_head(scan, index + 1, kinds):
            break
        end = scan.starts[index + 1]
        head = head_of(scan.text[at:end], kinds)
        if head and not _SEASON.search(scan.text, max(at, end - 2), end):
            best = (end, kinds[head])
        index += 1
    return best or _free_tail(scan, at)


def _head_at(scan: Scan, at: int, kinds: dict[str, str]) -> tuple[int, str] | None:
    """A long head word that begins right there, whatever its tokens are (劳动和技能竞赛)."""
    for size in (8, 7, 6):
        kind = kinds.get(scan.text[at : at + size]) if at + size <= len(scan.text) else None
        if kind is not None and _closed(scan, at + size):
            return at + size, kind
    return None


def _ends_head(scan: Scan, at: int, index: int, kinds: dict[str, str]) -> bool:
    """Whether a token ends a head word that began before it (专项|检查)."""
    return len(head_of(scan.text[at : scan.starts[index + 1]], kinds)) > len(scan.words[index])


def _is_head(scan: Scan, index: int, kinds: dict[str, str]) -> bool:
    return index < len(scan.words) and scan.words[index] in kinds


def _headed(inner: str) -> bool:
    """Whether a quoted name ends in a head word of its own (“春风行动”)."""
    head = head_of(inner, subtypes("ner_prog_heads"))
    return len(head) > 1 and subtypes("ner_prog_heads")[head] in ("campaign", "project", "event")


def _free_tail(scan: Scan, at: int) -> tuple[int, str] | None:
    """A head word a few letters behind the mark, however the tagger cut what is between (“金桥”银|企对|接会)."""
    run = _FREE_TAIL.match(scan.text, at)
    if run is None:
        return None
    text = run[0][: _open_run(scan, at, run.end()) - at]
    kinds = subtypes("ner_prog_heads")
    first = scan.words[scan.token_at(at)]
    if first in listed("ner_prog_verbs") or first in listed("ner_stop") or _COUNTING.search(text):
        return None
    for size in range(len(text), 2, -1):
        head = head_of(text[:size], kinds)
        if (
            len(head) > 1
            and head not in _WEAK
            and kinds[head] != "document"
            and _closed(scan, at + size)
            and not _verbal(scan, at, at + size - len(head))
        ):
            return at + size, kinds[head]
    return None


def _open_run(scan: Scan, at: int, end: int) -> int:
    """Where the run of letters meets a function word; its end if it does not."""
    index = scan.token_at(at)
    while scan.starts[index] < end:
        if scan.words[index] in _HARD:
            return scan.starts[index]
        index += 1
    return end


def _closed(scan: Scan, end: int) -> bool:
    return scan.is_edge(end) or scan.text[end] in "上中里期举"


def _verbal(scan: Scan, at: int, end: int) -> bool:
    """Whether a verb that is no part of a name stands between."""
    index = scan.token_at(at)
    while scan.starts[index] < end:
        word = scan.words[index]
        if len(word) > 1 and word in listed("ner_verbs") and word not in listed("ner_nominal"):
            return word not in listed("ner_prog_inner_verbs")
        index += 1
    return False


def _head_next(scan: Scan, index: int) -> bool:
    """Whether the token after a verb is a head word that may take one before it (发放|仪式)."""
    before = scan.words[index - 1]
    if index >= len(scan.words) or len(before) < 2 or before not in listed("ner_verbs"):
        return False
    return scan.words[index] in listed("ner_prog_closers")


def head_of(text: str, kinds: dict[str, str]) -> str:
    """The longest head word that ends the text."""
    for size in range(min(8, len(text)), 0, -1):
        if text[-size:] in kinds:
            return text[-size:]
    return ""


def _may_follow(word: str, tag: str) -> bool:
    if word in subtypes("ner_prog_heads") or word in listed("ner_nominal") or word in listed("ner_prog_inner_verbs"):
        return True
    if not word.isalnum() or word in listed("ner_verbs") or word in titles():
        return False
    if word in listed("ner_stop"):
        return tag == "b"
    return tag in PROGRAMME_TAGS or (tag == "m" and word[-1] in "年届月周日")


@lru_cache
def _award_before() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(listed('ner_quote_award'))})[了过为]?(?:[省市区县]级?|全国|全省|全市)?$")


@lru_cache
def _run_before() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(listed('ner_quote_run'))})了?$")


@lru_cache
def _after() -> re.Pattern[str]:
    return re.compile(
        f"(?:等[{HAN}]{{0,6}}?|[两三四五六七八九十多几0-9]+[项个大])?(?:{alternation(listed('ner_quote_after'))})"
    )


@lru_cache
def _inner_ends() -> tuple[str, ...]:
    return tuple(words("ner_quote_inner"))


def _named_alone(scan: Scan, match: re.Match[str], found: list[Candidate]) -> bool:
    """Whether a quoted stretch without a head word is introduced as an award, brand or scheme."""
    text, inner = scan.text, match[1]
    if len(inner) > 16 or not _CLOSED.isdisjoint(inner) or _TEAM.search(inner):
        return False
    before = max(0, match.start() - 8)
    if _award_before().search(text, before, match.start()):
        return True
    if inner in listed("ner_quote_not"):
        return text.startswith(_TITLES, match.end())
    if _after().match(text, match.end()):
        return True
    if _ARTICLES.fullmatch(inner) and _run_before().search(text, before, match.start()):
        return True
    if _PHRASE.fullmatch(inner):
        return False
    if "、" not in inner and inner.endswith(_inner_ends()) and len(inner) > 2:
        return True
    paused = text[match.end() : match.end() + 1] in _PAUSE
    if paused and _run_before().search(text, before, match.start()):
        return True
    after = found[-1] if found else None
    gap = text[match.end() : after.start] if after else "-"
    return after is not None and after.rule == "programme:quote" and gap in ("“", "、“", "和“", "及“", "、", "")


def _kind_alone(text: str, match: re.Match[str]) -> str:
    near = text[max(0, match.start() - 6) : match.start()] + text[match.end() : match.end() + 8]
    for sign, kind in table("ner_quote_kinds", 2):
        if sign in near:
            return kind
    return subtypes("ner_prog_heads").get(head_of(match[1], subtypes("ner_prog_heads")), "campaign")
