"""Numbered sessions with the body that holds them (县政协十届三次会议), and documents named by their subject."""

import re

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN

_NUMBER = "[一二三四五六七八九十百0-9]{1,4}"
_SESSION = re.compile(
    f"第?{_NUMBER}届(?:[{HAN}]{{2,20}}?)?第?{_NUMBER}次(?:全体|常委|常委会|执委|全委|全委会|代表)?(?:会议|全会|大会)|"
    f"第?{_NUMBER}届[一二三四五六七八九]中全会"
)
_BODY = re.compile(
    f"(?:中共)?(?:[{HAN}]{{0,6}}?[省市县区州旗镇乡])?(?:委|政协|人大|党委|总工会|妇联|工商联|文联|科协|残联|侨联)$"
)
_BREAK = re.compile("[的了在是和与及对召开举行]")
_LETTER = re.compile("[省市县区州旗镇乡]$")
_AREA = re.compile(f"(?<![{HAN}])[{HAN}]{{2,3}}[市县区旗]$")
_OURS = re.compile("[本该我全各].$")
_CENTRAL = re.compile("(?:中共|政协)$")
_SUBJECT = re.compile(
    f"(?:印发|下发|出台|转发|颁布|发布|制定|审议通过|讨论通过|表决通过|通过|根据|按照|依据|执行|贯彻|落实|学习)(?:了)?"
    f"(?P<name>关于[{HAN}0-9、“”（）]{{4,44}}?的(?:(?:若干|实施|指导)?意见|(?:紧急)?通知|决定|(?:若干)?规定|(?:暂行|管理|实施)?办法|决议))"
)


def find_sessions(scan: Scan) -> list[Candidate]:
    """Candidates for sessions with their numbers, and for documents without title marks that are issued."""
    found = []
    subjects = [match.span("name") for match in _SUBJECT.finditer(scan.text)]
    for match in _SESSION.finditer(scan.text):
        if _BREAK.search(match[0]) is None and not any(a <= match.start() < b for a, b in subjects):
            start = _holder(scan, match.start())
            found.append(Candidate(start, match.end(), EntityType.PROG, "event", 0.85, "programme:session"))
    for span in subjects:
        found.append(Candidate(*span, EntityType.PROG, "document", 0.8, "programme:subject"))
    return found


def _holder(scan: Scan, at: int) -> int:
    """Beginning of the body or area right before the number of its session."""
    start = at
    while start in scan.bodies or start in scan.places:
        start = scan.bodies[start] if start in scan.bodies else scan.places[start]
    if start < at:
        prefix = _CENTRAL.search(scan.text, max(0, start - 2), start)
        return prefix.start() if prefix else start
    body = _BODY.search(scan.text, max(0, at - 12), at)
    if body is not None and scan.is_edge(body.start()):
        return body.start()
    area = _AREA.search(scan.text, max(0, at - 5), at)
    if area is not None and scan.is_edge(area.start()):
        return area.start()
    letter = _LETTER.search(scan.text, max(0, at - 1), at)
    return letter.start() if letter and not _OURS.search(scan.text, max(0, at - 2), at) else at
