"""Parks and sites: the name back to a boundary, the area before it included."""

import re

import rjieba

from kg.model import EntityType
from kg.ner.boundary import trim, walk
from kg.ner.candidate import Candidate
from kg.ner.common import generic
from kg.ner.scan import Scan
from kg.ner.stems import cued
from kg.ner.villages import NAME_TAGS
from kg.ner.vocabulary import listed, titles

_NO_LEVEL = frozenset("各全该本我两几多每个跨")
_OWN = re.compile("(?:[县镇乡村社]|街道|社区)$")
_LEVELS = frozenset("省市县区镇乡州旗")
_DEFINITE = frozenset(["经开区", "高新区", "开发区", "综保区", "自贸区"])


def walked(scan: Scan, head: int, end: int, kind: str) -> Candidate | None:
    """A park or site: everything back to the boundary, the area before it included."""
    left = walk(scan, head)
    start = left.start if left.chain else trim(scan, left.start, head)
    core = scan.text[start:head]
    if left.chain and core and core[0] in _LEVELS and start not in scan.place_starts:
        return _definite(scan, start, head, end, kind)
    if generic(scan, start, head, end, kind) or "等" in core:
        return None
    word = scan.words[scan.token_at(head)]
    if start == head and scan.starts[scan.token_at(head)] < head and scan.tags[scan.token_at(head)] in NAME_TAGS:
        start = scan.starts[scan.token_at(head)]
        return Candidate(start, end, EntityType.PLACE, kind, 0.7, "place:word")
    if not core and scan.text[head:end] in _DEFINITE:
        return Candidate(head, end, EntityType.PLACE, kind, 0.7, "place:definite")
    if not core or (len(core) < 2 and not left.chain):
        return None
    if not left.naming and not left.chain and not (len(core) <= 6 and may_begin(scan, start)):
        return None
    located = start > 0 and (scan.text[start - 1] in "在到至往向于从进近过" or cued(scan, start, end, kind))
    if not left.naming and not left.chain and not located and (kind != "region" or len(word) < 2):
        return None
    if left.chain:
        start = _own_part(scan, start, head)
    score = 0.85 if left.naming else 0.7
    if kind == "facility" and scan.text[head:end] in listed("ner_place_venues") and cued(scan, start, end, kind):
        score = 0.97
    return Candidate(start, end, EntityType.PLACE, kind, score, "place:site")


def _definite(scan: Scan, start: int, head: int, end: int, kind: str) -> Candidate | None:
    """A park or site of the area that the page is about (县产业集聚区, 市会展中心), told by the letter of its level."""
    before = scan.text[start - 1 : start]
    if before in _NO_LEVEL or (before.isalpha() and not scan.is_edge(start)):
        return None
    if kind == "park" and scan.text[head:end] not in listed("ner_place_zones"):
        return None
    if kind == "facility" and scan.text[head:end] not in listed("ner_place_venues"):
        return None
    score = 0.97 if kind == "facility" and cued(scan, start, end, kind) else 0.75
    return Candidate(start, end, EntityType.PLACE, kind, score, "place:definite") if kind != "region" else None


def _own_part(scan: Scan, start: int, head: int) -> int:
    """A site with a name of its own does without the village or town before it (角斜镇|老坝港渔港)."""
    at = start
    while scan.place_starts.get(at, head + 1) <= head and (at == start or not _OWN.search(scan.text[start:at])):
        at = scan.place_starts[at]
    if at == start or head - at < 2:
        return start
    before = scan.text[start:at]
    if before[-1] in "村社" or before.endswith("社区"):
        return at
    if before[-1] in "镇乡" or before.endswith("街道"):
        named = head - at == 2 and not rjieba.has_word(scan.text[at:head])
        return at if head - at > 2 or named else start
    if before[-1] in "县区市" and scan.text.startswith("中国", at):
        return at
    return start


def may_begin(scan: Scan, at: int) -> bool:
    """Whether a name may well begin at `at`: after a mark, a place, a function word or a governing verb."""
    if at == 0 or at in scan.places or not scan.text[at - 1].isalpha():
        return True
    word = scan.words[scan.token_at(at - 1)]
    return word in listed("ner_stop") or word in listed("ner_verbs") or word in titles()
