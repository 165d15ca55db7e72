"""Villages, towns and roads letter by letter between clear boundaries, and rows of them with one head word."""

import re

import rjieba

from kg.lexicon.villages import village_rank
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.common import AREA_END, SETTLED, generic
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed

NAME_TAGS = frozenset(["ns", "nr", "nrt", "nrfg", "nz", "x", "j", "nt", "eng"])
"""Tags of words that are no common nouns."""
_LIST = re.compile(
    f"(?P<items>(?:[{HAN}]{{2,8}}、)(?:[{HAN}]{{2,4}}、)*(?:[{HAN}]{{2,4}}?))"
    "(?:等|这)?(?:[0-9一二两三四五六七八九十多几]{0,4}余?个|[0-9一二两三四五六七八九十多几]{1,4})?(?:重点|自然|行政|贫困|边境)?"
    "(?P<kind>村民小组|村民组|村寨|村庄|村|社区|乡镇|镇|街道|屯|嘎查|景区|片区|居委会)"
)
_CITY_END = frozenset("省市州盟")
_ESTATES = frozenset(["小区", "花苑", "嘉园", "新苑", "花园", "公寓", "雅苑", "新城", "名苑", "丽景"])
_STREETS = frozenset(["东街", "西街", "南街", "北街", "中街", "东大街", "西大街", "南大街", "北大街", "老街", "正街"])
_AT = frozenset(["在", "至", "到", "住", "、"])
_POSITION = frozenset("上下前后中里外东西南北大小老新高")
_BEFORE = frozenset("在对与由从到将把被让给和及等的了向为是至")
_SPLIT_WORDS = frozenset(["村办", "村东", "村西", "村南", "村北", "路口"])


def by_boundary(scan: Scan, head: int, end: int, kind: str) -> Candidate | None:
    """A stem of two to four letters between a clear boundary and the head, however the tagger cut it (周家|沟村).

    The boundary is an area, a mark or a function word. Behind the last two a word of the stem must be no common one.
    """
    if head in scan.places and AREA_END.search(scan.text, max(0, scan.places[head]), head):
        return (
            Candidate(head, end, EntityType.PLACE, kind, 0.8, "place:head") if scan.text[head:end] in _STREETS else None
        )
    token = scan.token_at(head)
    longer = scan.starts[token] == head and scan.starts[token + 1] > end and rjieba.has_word(scan.words[token])
    if longer and scan.words[token] not in _SPLIT_WORDS:
        return None
    limit = SETTLED.get(kind, 6 if scan.text[head:end] in _ESTATES else 3 if kind == "district" else 0)
    for start in range(head - 1, max(-1, head - limit - 1), -1):
        if not scan.text[start].isalpha() or scan.text[start].isascii():
            return None
        if scan.is_edge(start) and not (_within(scan, start) or _surname(scan, start)):
            return None
        bounded = start in scan.places or (scan.is_edge(start) and _opens(scan, start))
        if bounded and head - start > 1:
            return _settled(scan, start, head, end, kind)
    return None


def by_rank(scan: Scan, head: int, end: int, kind: str, found: Candidate | None) -> Candidate | None:
    """A village or community as the national list has it, or what was `found` if the list can say nothing against it.

    A stem of common words that no village of the country bears is none (优秀村, 居住地社区). Of stems in the list the
    longest counts that begins at the edge of a word and is no common noun.
    """
    if scan.is_edge(end):
        for start in range(max(0, head - 5), head - 1):
            if (
                scan.is_edge(start)
                and village_rank(scan.text[start:head])
                and not _doubtful(scan, start, head, end, kind)
            ):
                if found is not None and found.start <= start:
                    break
                return Candidate(start, end, EntityType.PLACE, kind, 0.85, "place:ranked")
    if found is None or found.end != end or found.start in scan.places or found.start in scan.place_starts:
        return found
    stem = scan.text[found.start : head]
    return None if not village_rank(stem) and _all_common(scan, found.start, head) else found


def _doubtful(scan: Scan, start: int, head: int, end: int, kind: str) -> bool:
    """Whether a listed stem may yet be no name here."""
    if generic(scan, start, head, end, kind) or _common_end(scan, head, end) or _clause(scan, start, head):
        return True
    return not (start in scan.places or _opens(scan, start)) and (head - start < 3 or _all_common(scan, start, head))


def _all_common(scan: Scan, start: int, head: int) -> bool:
    """Whether the letters are common words of the dictionary, one after the other."""
    index = scan.token_at(start)
    if scan.starts[index] != start:
        return False
    while scan.starts[index] < head:
        word, tag = scan.words[index], scan.tags[index]
        if tag in NAME_TAGS or len(word) < 2 or not rjieba.has_word(word):
            return False
        index += 1
    return True


def find_rows(scan: Scan) -> list[Candidate]:
    """Villages and the like named in a row, the head word once (光明、新河等9个村)."""
    found = []
    for match in _LIST.finditer(scan.text):
        between = match[0][len(match["items"]) : -len(match["kind"])]
        if not between:
            continue
        at = match.start("items")
        kind = "village" if match["kind"][0] in "村屯嘎" else "community" if match["kind"][0] == "社" else "town"
        kind = "facility" if match["kind"] in ("景区", "片区") else kind
        for number, item in enumerate(match["items"].split("、")):
            start, end = at, at + len(item)
            at = end + 1
            if number == 0:
                start = _first_item(scan, start, end)
            stem = scan.text[start:end]
            if 2 <= end - start <= 4 and stem not in listed("ner_place_not") and stem not in listed("ner_stop"):
                score = 0.95 if kind == "village" and village_rank(stem) else 0.8
                found.append(Candidate(start, end, EntityType.PLACE, kind, score, "place:list"))
    return found


def _settled(scan: Scan, start: int, head: int, end: int, kind: str) -> Candidate | None:
    """The place between a boundary at `start` and the end of its head, if it is a name."""
    if generic(scan, start, head, end, kind):
        return None
    if kind == "facility" and start not in scan.places and scan.text[max(0, start - 1) : start] not in _AT:
        return None
    if kind == "district" and (start not in scan.places or scan.text[start - 1] not in _CITY_END):
        return None
    if start in scan.places:
        area = AREA_END.search(scan.text, max(0, scan.places[start]), start) is not None
        return Candidate(start, end, EntityType.PLACE, kind, 0.85, "place:head") if area else None
    if _common_end(scan, head, end) or _clause(scan, start, head):
        return None
    named = any(_is_name(scan, at) for at in range(start, head)) or (
        kind == "facility" and scan.text[max(0, start - 1) : start] in _AT and head - start > 2
    )
    named = named or (kind == "road" and scan.text[start:head] in listed("ner_place_virtues"))
    return Candidate(start, end, EntityType.PLACE, kind, 0.8, "place:head") if named else None


def _clause(scan: Scan, start: int, head: int) -> bool:
    """Whether the stem is rather part of a sentence: it holds a verb or an adverb, or begins with a word for people."""
    index = scan.token_at(start)
    if scan.tags[index] == "v" or scan.words[index] in listed("ner_people"):
        return True
    while scan.starts[index] < head:
        word, tag = scan.words[index], scan.tags[index]
        if len(word) > 1 and (tag in ("v", "d", "i", "l") or word in listed("ner_verbs")) and rjieba.has_word(word):
            return True
        if tag in ("d", "p", "c") and len(word) == 1 and word not in _POSITION and head - start > 2:
            return True
        index += 1
    return False


def _within(scan: Scan, at: int) -> bool:
    """Whether the token that begins at `at` may stand in a place's name."""
    index = scan.token_at(at)
    word = scan.words[index]
    if word in _POSITION or (word == "里" and at and scan.starts[index] == at):
        return True
    if word in listed("ner_stop") or (len(word) > 1 and word in listed("ner_verbs") and scan.tags[index] != "ns"):
        return False
    return scan.tags[index] not in ("uj", "ul", "u", "p", "c", "d", "r", "q", "m")


def _surname(scan: Scan, at: int) -> bool:
    """Whether a town's name ends at `at` and a letter follows that is a surname as well as a pronoun (何, 那, 余)."""
    word = scan.words[scan.token_at(at)]
    return at in scan.places and scan.text[at - 1] in "镇乡" and word in listed("surnames")


def _opens(scan: Scan, at: int) -> bool:
    """Whether a mark or a function word stands before `at`."""
    if at == 0 or not scan.text[at - 1].isalpha():
        return True
    return scan.words[scan.token_at(at - 1)] in _BEFORE


def _is_name(scan: Scan, at: int) -> bool:
    """Whether the token that begins at `at` is no common word: tagged as a name, or unknown to the dictionary."""
    index = scan.token_at(at)
    if scan.starts[index] != at:
        return False
    word = scan.words[index]
    return scan.tags[index] in NAME_TAGS or (len(word) > 1 and not rjieba.has_word(word))


def _common_end(scan: Scan, head: int, end: int) -> bool:
    """Whether head and the letters before it are a common word (山村, 乡镇), or the head begins one (村民)."""
    index = scan.token_at(end - 1)
    start, word = scan.starts[index], scan.words[index]
    if scan.starts[index + 1] > end:
        return rjieba.has_word(word) and not (start == head and word in _SPLIT_WORDS)
    return start < head and rjieba.has_word(word) and scan.tags[index] not in ("ns", "nr", "nz")


def _first_item(scan: Scan, start: int, end: int) -> int:
    """Where the first item of a row begins: behind the last verb, function word or place before it."""
    at = end
    while at > start:
        index = scan.token_at(at - 1)
        word = scan.words[index]
        if word in listed("ner_stop") or word in listed("ner_verbs") or (at in scan.places and at < end):
            break
        at = max(start, scan.starts[index])
    return at
