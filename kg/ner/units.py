"""Units and teams that are named behind a body or a place: 县医院|呼吸内科, 县农牧局|驻柳塘乡工作队, 曙光中学|队."""

import re
from collections.abc import Iterable, Iterator

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed, titles

_PARTED = frozenset({"government", "health", "union", "education", "company", "party", "bank", "people_congress"})
"""Bodies that have departments."""
_UNIT = re.compile(f"[{HAN}]{{2,6}}?(?:科|股|庭|室|部|服务厅|院区|车间)")
_SURE = ("服务厅", "院区", "车间")
_NO_UNIT = frozenset(["干部", "全部", "内部", "外部", "教室", "病室", "会议室", "办公室", "候诊室", "手术室", "学科"])
_AFTER = frozenset("，。、；：（）的负 \n")
_POSTED = re.compile(f"驻[{HAN}]{{2,8}}?(?:工作队|工作组|帮扶队)")
_TEAM = re.compile("(?:代表)?队(?![员伍长友医列])")


def find_units(scan: Scan, bodies: Iterable[Candidate]) -> Iterator[Candidate]:
    """Longer names of the bodies that were found, and teams of places."""
    for body in sorted(set(bodies)):
        posted = _POSTED.match(scan.text, body.end)
        if posted:
            yield Candidate(body.start, posted.end(), EntityType.ORG, "team", 0.85, "org:unit")
        elif body.subtype in _PARTED and body.score > 0.7:
            unit = _UNIT.match(scan.text, body.end)
            if unit and _is_unit(scan, *unit.span()):
                yield body._replace(end=unit.end(), score=0.8, rule="org:unit")
    for match in _TEAM.finditer(scan.text):
        at, end = match.span()
        if scan.is_edge(end) and not (match[0] == "队" and scan.text[at - 2 : at] in ("支援", "工作")):
            start = scan.bodies.get(at, at)
            while start in scan.places:
                start = scan.places[start]
            if start < at and scan.text[at - 1] not in "镇乡村区县":
                yield Candidate(start, end, EntityType.ORG, "team", 0.8, "org:unit")


def _is_unit(scan: Scan, start: int, end: int) -> bool:
    """Whether what follows a body is a department: nouns only, and a post, a mark or 的 behind it."""
    if not (scan.is_edge(start) and scan.is_edge(end)):
        return False
    rest = scan.text[end : end + 4]
    known = rest[:2] in listed("ner_verbs") or any(rest[:size] in titles() for size in (2, 3, 4))
    if rest and rest[0] not in _AFTER and not known and not scan.text.endswith(_SURE, start, end):
        return False
    index = scan.token_at(start)
    while scan.starts[index] < end:
        word, tag = scan.words[index], scan.tags[index]
        if word in _NO_UNIT or word in listed("ner_stop") or word in titles() or tag[:1] in "pcurm":
            return False
        if word in listed("ner_verbs") and (word not in listed("ner_nominal") or word in listed("ner_lead")):
            return False
        index += 1
    return True
