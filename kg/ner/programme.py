"""Programmes: quoted names, title marks, names with a head word, and those that every paper knows."""

import re
from collections.abc import Iterable
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.fore import counted, scoped
from kg.ner.quoted import find_quoted, tail_of
from kg.ner.scan import Scan
from kg.ner.sessions import find_sessions
from kg.ner.unquoted import find_unquoted
from kg.ner.vocabulary import subtypes

_TITLED = re.compile("《([^《》\n]{2,80})》")
_INSIDE = frozenset(["河"])
_BODY_BEHIND = re.compile("”?(?:专班|委员|领导|指挥|办公|斗争|线索|工作[组队])")
"""What makes a body's name or a turn of phrase of a well-known programme."""
_GRADE = re.compile("(?:全国|国家级|[省市县区]级?|自治区级?)$")
_TAIL = re.compile("(?:专项)?(?:行动|项目|工程|活动|计划|政策|战略)")
"""Heads that go on with a well-known name."""
_SHORT = 3
"""Letters of a name below which it must fit the tokens."""
_OPEN, _SHUT = "“‘", "”’"


def find_programmes(scan: Scan) -> list[Candidate]:
    """Candidates for programmes, sorted by start; a well-known one inside a longer name is no reading of its own."""
    known, plain = _known(scan), find_unquoted(scan)
    known = sorted([*known, *(one for one in plain if one.rule == "programme:award")])
    plain = [one for one in plain if one.rule != "programme:award"]
    ends = {one.end: one for one in known if one.subtype not in ("event", "award")}
    free = [one for one in plain if one.subtype == "project" or one.start >= ends.get(one.end, one).start]
    named = [*_titled(scan), *find_quoted(scan), *find_sessions(scan), *free]
    return sorted({*named, *_outside(known, named)})


def _outside(known: Iterable[Candidate], named: Iterable[Candidate]) -> list[Candidate]:
    """Of the well-known programmes those that no longer name holds."""
    spans = sorted({(one.start, one.end) for one in named})
    found, reach, at = [], (0, 0), 0
    for one in known:
        while at < len(spans) and spans[at][0] <= one.start:
            reach, at = max(reach, spans[at], key=lambda span: span[1]), at + 1
        if reach[1] < one.end or reach[1] - reach[0] <= one.end - one.start:
            found.append(one)
    return found


def _titled(scan: Scan) -> list[Candidate]:
    """《…》: the inside, or marks and tail where a head word follows (《…》主题宣传活动)."""
    found = []
    for match in _TITLED.finditer(scan.text):
        tail = tail_of(scan, match.end())
        if tail is not None and tail[1] in ("campaign", "event", "project"):
            found.append(Candidate(match.start(), tail[0], EntityType.PROG, tail[1], 0.85, "programme:title-head"))
        elif match[1] in subtypes("ner_bodies"):
            continue
        else:
            found.append(Candidate(*match.span(1), EntityType.PROG, "document", 0.9, "programme:title"))
    return found


@lru_cache
def _known_finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(sorted(subtypes("ner_programmes")), MATCH_KIND_LEFTMOST_LONGEST)


def _known(scan: Scan) -> list[Candidate]:
    """Programmes of the list; one that is listed all in quotes is the inside of quotes."""
    kinds = subtypes("ner_programmes")
    text = scan.text
    found = []
    for start, end, _ in _known_finder().find(text):
        name = text[start:end]
        kind = kinds[name]
        if text[max(0, start - 1) : start] in _INSIDE or _BODY_BEHIND.match(text, end):
            continue
        if end - start < _SHORT and not (scan.is_edge(start) and scan.is_edge(end)):
            continue
        if name[0] in _OPEN and name[-1] in _SHUT and name.count("”") == 1:
            found.append(Candidate(start + 1, end - 1, EntityType.PROG, kind, 0.8, "programme:list"))
            continue
        tail = tail_of(scan, end) if name[-1] not in _SHUT else None
        if tail is not None and tail[1] == "event" and text[tail[0] - 1] in "会式班赛":
            start = scoped(scan, start)
            found.append(Candidate(start, tail[0], EntityType.PROG, "event", 0.8, "programme:list"))
            continue
        more = _TAIL.match(text, end)
        end = more.end() if more and scan.is_edge(more.end()) else end
        found.append(Candidate(_fore(scan, start, kind), end, EntityType.PROG, kind, 0.8, "programme:list"))
    return found


def _fore(scan: Scan, start: int, kind: str) -> int:
    """Beginning of a well-known name with the number of the event, or the level of the award, right before it."""
    if kind == "event":
        return counted(scan.text, start)
    if kind == "award":
        level = _GRADE.search(scan.text, max(0, start - 4), start)
        return level.start() if level and scan.is_edge(level.start()) else start
    return start
