"""Personal names: beside titles and verbs of speech, in lists, with a dot inside, and where the tagger saw one."""

import re
from functools import lru_cache

import rjieba
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.likelihood import likely_names
from kg.ner.names import best_name, family_of, longer, transliterated, weigh
from kg.ner.native import find_native
from kg.ner.notices import find_notices
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed, titles, transliterating

_DOT = re.compile("[·•・]")
_DOTTED = re.compile(f"[{HAN}]{{1,8}}(?:[·•・][{HAN}]{{1,8}}){{1,4}}")
_LISTMARKS = frozenset("、 ")
_LEAST, _SURE = 0.5, 0.75
"""Probability from which a name without a title is kept, and from which it is sure."""
_OPEN = 1.5
"""Weight of a beginning behind which a list may stand (、鲍|雪松)."""
_APPOINTED = re.compile("(?:^|(?<=[\\n：；。，、]))|任命|免去|接受|选举|补选|推荐|同意|决定|聘任|聘请|批准")
_OFFICE = re.compile("(?:同志)?(?:为|任|的[^，。；\\n]{2,24}职务|辞去|兼任|担任|同志)")
_CUE = re.compile("[0-9一二三四五六七八九十]岁的|(?<![来喊哭大])(?:名叫|叫作|叫做|名字叫|的叫)")
"""What announces a name as surely as a title does: 71岁的, 名叫."""
_SAYS = re.compile(
    f"(?:^|(?<=[。！？”，；\\n]))(?P<name>[{HAN}]{{2,4}}?)(?=(?:笑着|高兴地|激动地|感慨地|坦言|告诉记者|介绍)?说[，：:,]|告诉记者)"
)
"""What a person says, at the beginning of a clause."""
_BARE_TITLES = frozenset({"总", "代表", "专家", "青年", "一家", "领导", "版式", "组织", "摄影", "群众", "农户", "冠军"})


def find_persons(scan: Scan) -> list[Candidate]:
    """Candidates for personal names in the running text of an article."""
    found: dict[tuple[int, int], Candidate] = {}
    direct = (*_after_titles(scan), *_after_cues(scan), *_after_places(scan), *_before_speech(scan), *_appointed(scan))
    for candidate in (*direct, *find_native(scan), *find_notices(scan), *_dotted(scan), *_likely(scan)):
        key = candidate[:2]
        if key not in found or candidate.score > found[key].score:
            found[key] = candidate
    for candidate in sorted(found.values()):
        for other in (*_before_in_list(scan, candidate), *_rest_of_list(scan, candidate.end)):
            sure = candidate.rule != "person:maybe"
            found.setdefault(other[:2], other if sure else other._replace(score=0.7, rule="person:row"))
    return sorted(found.values())


@lru_cache
def _title_finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(sorted(titles()), MATCH_KIND_LEFTMOST_LONGEST)


def _after_titles(scan: Scan) -> list[Candidate]:
    text, found = scan.text, []
    for start, end, _ in _title_finder().find(text):
        title = text[start:end]
        if not _whole(scan, start, end):
            continue
        at = _skip(text, end)
        if text[at : at + 1] == "和":
            continue
        bare = title in _BARE_TITLES
        name = best_name(
            scan, at, least=2.4 if bare else 1.0 if titles()[title] in ("chief", "deputy") else 1.2, rare=not bare
        )
        if not bare:
            name = longer(name, transliterated(scan, at))
        if name is not None and at > end and text[end] != "（":
            name = name if text[end] in "“" else None
        if name is None:
            continue
        found.append(Candidate(at, name[0], EntityType.PER, "person", min(0.98, 0.8 + name[1] / 20), "person:title"))
        found += _rest_of_list(scan, name[0])
    return found


def _after_cues(scan: Scan) -> list[Candidate]:
    """Names behind an age or 名叫."""
    found = []
    for cue in _CUE.finditer(scan.text):
        name = best_name(scan, cue.end(), least=1.2, rare=True)
        name = longer(name, transliterated(scan, cue.end()))
        if name is not None:
            found.append(Candidate(cue.end(), name[0], EntityType.PER, "person", 0.9, "person:cue"))
    return found


def _before_speech(scan: Scan) -> list[Candidate]:
    """Rare surnames, which nothing but the words behind them shows: 容文兵说，."""
    found = []
    for match in _SAYS.finditer(scan.text):
        at, end = match.span("name")
        rare = scan.text[at] in listed("ner_surnames_rare") or family_of(scan.text, at) == 2
        name = best_name(scan, at, least=1.6, rare=True) if rare else None
        if name is not None and name[0] == end:
            found.append(Candidate(at, end, EntityType.PER, "person", 0.85, "person:speech"))
    return found


def _whole(scan: Scan, start: int, end: int) -> bool:
    """Whether a title is made of whole words (not 县|长江, 工作|家喻户晓)."""
    if scan.is_edge(end):
        return True
    index = scan.token_at(end)
    return not rjieba.has_word(scan.words[index]) or scan.starts[index] <= start


def _skip(text: str, end: int) -> int:
    """Past a bracket between title and name: 镇长（代）, 书记（挂职）."""
    if text[end : end + 1] == "（":
        close = text.find("）", end, end + 8)
        return close + 1 if close > 0 else end
    return end


def _appointed(scan: Scan) -> list[Candidate]:
    """Who takes or leaves an office: 任命…, 免去…的…职务, 接受…辞去, …同志任…."""
    text, found = scan.text, []
    for office in _OFFICE.finditer(text):
        for size in (3, 2, 4):
            at = office.start() - size
            if at < 0 or not _begins(text, at) or family_of(text, at) == 0:
                continue
            family = family_of(text, at)
            least = -1.5 if text[at - 1].isalpha() else 0.4
            if size - family in (1, 2) and weigh(scan, at, family, size - family) >= least:
                found.append(Candidate(at, office.start(), EntityType.PER, "person", 0.9, "person:office"))
                break
    return found


def _begins(text: str, at: int) -> bool:
    before = text[max(0, at - 2) : at]
    return not before or before[-1] in "\n：；。，、" or _APPOINTED.fullmatch(before) is not None


def _after_places(scan: Scan) -> list[Candidate]:
    """Inhabitants named right behind their place (永安镇李明、王芳)."""
    found = []
    for at in sorted(scan.places):
        if scan.text[at - 1] in "镇乡村道区组":
            name = best_name(scan, at, least=2.9)
            if name is not None and scan.text[name[0] - 1] not in "村镇乡路河区":
                found.append(Candidate(at, name[0], EntityType.PER, "person", 0.85, "person:place"))
                found += _rest_of_list(scan, name[0])
    return found


def _before_in_list(scan: Scan, candidate: Candidate) -> list[Candidate]:
    """Names before a sure one in the same list (胡…、王…、陈…同志)."""
    text, found = scan.text, []
    at = candidate.start
    while candidate.score >= 0.85 and at > 2 and text[at - 1] == "、":
        options = []
        for size in (3, 2):
            start = at - 1 - size
            family = family_of(text, start) or int(text[start] in listed("ner_surnames_rare")) if start >= 0 else 0
            if size - family in (1, 2) and _edge(scan, start):
                options.append((weigh(scan, start, family, size - family) + _OPEN * _opens(scan, start), start))
        weight, start = max(options, default=(0.0, -1))
        if start < 0 or weight - _OPEN * _opens(scan, start) < 2.0:
            break
        found.append(Candidate(start, at - 1, EntityType.PER, "person", 0.85, "person:list"))
        at = start
    return found


def _opens(scan: Scan, at: int) -> bool:
    """Whether a list may begin at `at`: behind a mark, a verb or a title."""
    if at == 0 or not scan.text[at - 1].isalnum():
        return True
    word = scan.words[scan.token_at(at - 1)]
    return scan.is_edge(at) and (word in listed("ner_verbs") or word in titles())


def _edge(scan: Scan, at: int) -> bool:
    return at == 0 or scan.is_edge(at)


def _rest_of_list(scan: Scan, end: int) -> list[Candidate]:
    text, found = scan.text, []
    while text[end : end + 1] in _LISTMARKS and end < len(text):
        name = longer(best_name(scan, end + 1, least=1.5, rare=True), transliterated(scan, end + 1))
        if name is None:
            break
        found.append(Candidate(end + 1, name[0], EntityType.PER, "person", 0.9, "person:list"))
        end = name[0]
    if text[end : end + 1] == "和" and found:
        name = best_name(scan, end + 1, least=2.2)
        if name is not None:
            found.append(Candidate(end + 1, name[0], EntityType.PER, "person", 0.88, "person:list"))
    return found


def _dotted(scan: Scan) -> list[Candidate]:
    text, found = scan.text, []
    if _DOT.search(text) is None:
        return []
    for match in _DOTTED.finditer(text):
        first, last = _dots(match)
        start = _left_of_dot(scan, match.start(), first)
        end = _right_of_dot(scan, last, match.end())
        if first - start >= 1 and end - last > 1 and end - start > 4:
            found.append(Candidate(start, end, EntityType.PER, "person", 0.85, "person:dot"))
    return found


def _dots(match: re.Match[str]) -> tuple[int, int]:
    marks = [match.start() + i for i, char in enumerate(match[0]) if char in "·•・"]
    return marks[0], marks[-1]


def _left_of_dot(scan: Scan, least: int, dot: int) -> int:
    """Beginning of the part before the first dot: back over letters that write by sound, but not into a title."""
    letters, text = transliterating(), scan.text
    at = dot
    while at > max(least, dot - 6) and text[at - 1] in letters:
        at -= 1
    for start in range(at, dot - 1):
        if any(text[size:start] in titles() for size in range(max(0, start - 4), start)):
            return start
    while at < dot - 1 and not scan.is_edge(at):
        at += 1
    return at


def _right_of_dot(scan: Scan, dot: int, most: int) -> int:
    at = dot + 1
    while at < most:
        if at > dot + 1 and _closes(scan.text, at):
            break
        if scan.text[at] not in transliterating():
            break
        at += 1
    return at


def _closes(text: str, at: int) -> bool:
    """Whether a word that is no part of a dotted name begins at `at`."""
    pair = text[at : at + 2]
    if pair in listed("ner_speech") or pair in listed("ner_verbs") or pair in titles():
        return True
    return text[at] in "说在的和与等为是对也就向从到率及"


def _likely(scan: Scan) -> list[Candidate]:
    """Names that no title announces, by their letters and neighbours."""
    found = []
    for start, end, weight in likely_names(scan, least=_LEAST):
        sure = weight >= _SURE
        score = round(0.5 + weight * 0.4, 2)
        found.append(
            Candidate(start, end, EntityType.PER, "person", score, "person:likely" if sure else "person:maybe")
        )
    return found
