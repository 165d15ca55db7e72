"""Units and teams that are named behind a body or a place: 县医院|呼吸内科, 县农牧局|驻柳塘乡工作队, 曙光中学|队."""

import re
from collections.abc import Iterable, Iterator

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.names import best_name
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed, titles

_PARTED = frozenset({"government", "health", "union", "education", "company", "party", "bank", "people_congress"})
"""Bodies that have departments."""
_UNIT = re.compile(f"[{HAN}]{{2,6}}?(?:科|股|庭|室|部|服务厅|院区|车间|学院|研究所|突击队|抢修队|审查委员会)")
_SQUAD = re.compile("[一二三四五六七八九十]{1,2}(?:中队|大队|分队|队)(?![员长伍])")
_OWN_BRANCH = re.compile(f"[{HAN}]{{2,3}}(?:中队|支行|支公司)(?![长员])")
_LISTED = re.compile("[、，；。（]|等[0-9一二三四五六七八九十几]|获|荣获|夺得|摘得|当选|分[获别]")
_BRANCH = re.compile("(?:分局|分公司|支行|支公司|营业部|分店|店|所|分中心|分院|分校|大队|中队|校区|分会)(?![长员])")
"""Squads by number, and branches by their place, behind a body."""
_SURE = ("服务厅", "院区", "车间")
_NO_UNIT = frozenset(["干部", "全部", "内部", "外部", "教室", "病室", "会议室", "办公室", "候诊室", "手术室", "学科"])
_AFTER = frozenset("，。、；：（）的负 \n")
_POSTED = re.compile(f"驻[{HAN}]{{2,8}}?(?:“[{HAN}]{{2,8}}”)?(?:工作队|工作组|帮扶队)")
_TEAM = re.compile("(?:代表)?队(?![员伍长友医列])")


_PAIR = re.compile(
    f"[{HAN}]{{2,4}}(?<![局会院校部委办府社站所厂司])[与和][{HAN}]{{2,5}}?(?<![局会院校部委办府社站所厂司])"
    "(?:联合会|协会|学会|促进会|研究会|委员会|局|厅|办公室|研究院|研究所)(?!长)"
)
"""What follows an area in the name of a body with two fields (物流与采购联合会)."""


def find_units(scan: Scan, bodies: Iterable[Candidate]) -> Iterator[Candidate]:
    """Longer names of the bodies that were found, teams of places, and people named right behind their body."""
    for body in sorted(set(bodies)):
        yield from _staff(scan, body)
        posted = _POSTED.match(scan.text, body.end)
        if posted:
            yield Candidate(body.start, posted.end(), EntityType.ORG, "team", 0.85, "org:unit")
        elif squad := _squad(scan, body.end):
            yield body._replace(end=squad, score=0.85, rule="org:unit")
        elif body.subtype in _PARTED and body.score > 0.7:
            unit = _UNIT.match(scan.text, body.end)
            if unit and _is_unit(scan, *unit.span()):
                yield body._replace(end=unit.end(), score=0.8, rule="org:unit")
    yield from _of_two_fields(scan)
    for match in _TEAM.finditer(scan.text):
        at, end = match.span()
        if scan.is_edge(end) and not (match[0] == "队" and scan.text[at - 2 : at] in ("支援", "工作")):
            start = scan.bodies.get(at, at)
            while start in scan.places:
                start = scan.places[start]
            if start < at and scan.text[at - 1] not in "镇乡村区县":
                yield Candidate(start, end, EntityType.ORG, "team", 0.8, "org:unit")


def _of_two_fields(scan: Scan) -> Iterator[Candidate]:
    """Bodies of an area with two fields of work."""
    for at in sorted(scan.places):
        pair = _PAIR.match(scan.text, at)
        if pair and scan.is_edge(pair.end()) and scan.text[at - 1] in "省市区县州旗":
            start = at
            while start in scan.places:
                start = scan.places[start]
            kind = "association" if pair[0][-1] == "会" and pair[0][-2:] != "员会" else "government"
            yield Candidate(start, pair.end(), EntityType.ORG, kind, 0.9, "org:area-body")


def _staff(scan: Scan, body: Candidate) -> Iterator[Candidate]:
    """Who is named behind a body in a list of people from several (市地税局|翟健、市农行|…)."""
    if body.score > 0.7 and body.end not in scan.place_starts:
        name = best_name(scan, body.end, least=2.4)
        if name is not None and _LISTED.match(scan.text, name[0]):
            yield Candidate(body.end, name[0], EntityType.PER, "person", 0.8, "person:staff")


def _squad(scan: Scan, at: int) -> int:
    """End of a squad's number or of a branch with its place behind a body that ends at `at`; 0 if there is none."""
    place = scan.place_starts.get(at, at)
    found = _SQUAD.match(scan.text, at) if place == at else _BRANCH.match(scan.text, place)
    if found is None and place == at and (named := _OWN_BRANCH.match(scan.text, at)) and scan.is_edge(at):
        word, tag = scan.words[scan.token_at(at)], scan.tags[scan.token_at(at)]
        if tag[:1] not in "pcdurmv" and word not in listed("ner_verbs") and word not in listed("ner_stop"):
            found = named
    return found.end() if found and scan.is_edge(found.end()) else 0


def _is_unit(scan: Scan, start: int, end: int) -> bool:
    """Whether what follows a body is a department: nouns only, and a post, a mark or 的 behind it."""
    rest = scan.text[end : end + 4]
    titled = any(rest[:size] in titles() for size in (2, 3, 4))
    if not scan.is_edge(start) or not (scan.is_edge(end) or titled):
        return False
    known = titled or rest[:2] in listed("ner_verbs")
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
