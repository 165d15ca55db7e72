"""Programmes: quoted names, title marks, names with a head word, and those that every paper knows."""

import re
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.quoted import counted, find_quoted, tail_of
from kg.ner.scan import Scan
from kg.ner.sessions import find_sessions
from kg.ner.unquoted import find_unquoted
from kg.ner.vocabulary import subtypes

_TITLED = re.compile("《([^《》\n]{2,80})》")
_INSIDE = frozenset(["河"])
_BODY_BEHIND = frozenset(["专班", "委员", "领导", "指挥", "办公", "斗争", "线索"])
"""What makes a body's name or a turn of phrase of a well-known programme."""


def find_programmes(scan: Scan) -> list[Candidate]:
    """Candidates for programmes, sorted by start."""
    found = [*_titled(scan), *find_quoted(scan), *_known(scan), *find_sessions(scan), *find_unquoted(scan)]
    return sorted(set(found))


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
    kinds = subtypes("ner_programmes")
    found = []
    for start, end, _ in _known_finder().find(scan.text):
        kind = kinds[scan.text[start:end]]
        if scan.text[max(0, start - 1) : start] in _INSIDE or scan.text[end : end + 2] in _BODY_BEHIND:
            continue
        start = counted(scan.text, start) if kind == "event" else start
        found.append(Candidate(start, end, EntityType.PROG, kind, 0.8, "programme:list"))
    return found
