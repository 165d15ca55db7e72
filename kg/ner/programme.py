"""Programmes: quoted names, title marks, names with a head word, and those that every paper knows."""

import re
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon import table, words
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.unquoted import find_unquoted
from kg.ner.vocabulary import HAN, PROGRAMME_TAGS, alternation, listed, subtypes, titles

_QUOTED = re.compile("“([^“”\n]{2,40})”")
_TITLED = re.compile("《([^《》\n]{2,80})》")
_COUNT = re.compile("(?:第[一二三四五六七八九十百0-9]{1,4}[届次期批]|首届|[0-9]{4}年度?)$")
_CLOSED = frozenset("，。？！；：")
_TAIL_LIMIT = 16


def find_programmes(scan: Scan) -> list[Candidate]:
    """Candidates for programmes, sorted by start."""
    found = [*_titled(scan), *_quoted(scan), *_known(scan), *find_unquoted(scan)]
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
    return tag in PROGRAMME_TAGS or (tag == "m" and word[-1] in "年届")


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
    return re.compile(
        f"(?:等[{HAN}]{{0,6}}?|[两三四五六七八九十多几0-9]+[项个大])?(?:{alternation(listed('ner_quote_after'))})"
    )


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
