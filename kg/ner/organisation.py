"""Organisations: standing bodies of areas, and names that end in a head word."""

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.model import EntityType
from kg.ner.boundary import Left, trim, walk
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, grades, listed, subtypes, titles

_COMMITTEE = re.compile("(?<=[省市县区州旗盟])委(?![员托派以任婉屈曲内外靠实])|(?<=[市县区])委(?=外办|内网)")
_LEADS_TO_TITLE = re.compile("(?:宣传部|组织部|统战部|管委会|人武部|站|所|居委会|村委会)$")
_FIRMS = re.compile(
    f"(?P<items>(?:[{HAN}]{{3,24}}、)(?:[{HAN}]{{3,20}}、)*[{HAN}]{{3,20}}?)"
    "等(?:[0-9一二三四五六七八九十多几]+余?[家个])?(?:[一-龥]{0,6}?)(?:企业|公司|厂家|商家|厂商)"
)
_LEAGUE = re.compile("(?:共青)?团[省市县区州旗盟]委")
"""Committees of the Youth League."""
_ALLIES = re.compile("(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[省市县区州旗]委会?")
"""Committees of the democratic parties in an area."""
_SERVED = frozenset(["education", "health"])
_LOCAL = frozenset(["商会", "同乡会", "同乡总会"])
"""Bodies of people from elsewhere: 市福建商会."""
_WITHIN = frozenset(["党委", "党组"])
"""Committees that a post belongs to: in 财政局党组书记 the body is 财政局."""
_LEGAL = re.compile("有限公司|有限责任公司|股份公司|集团公司")
"""The end of a company's full name: a trade that follows is no part of it (…有限公司|高效光伏)."""
_UNITS = frozenset("司厂部店行社间团处站所场队组院园区")
"""Last letters of a company's units, which may follow its full name (…有限公司|无锡分公司)."""
_FOUNDED = re.compile("(?:组建|成立|建立|设立|组成|命名为|组建了|成立了|设立了)“$")
_SITUATION = frozenset("格布结大全开僵棋战政变破残出当骗饭")
"""Letters that make a common word of 局 (格局, 布局)."""
_FUNCTION = frozenset("由为在对与向从到把被让给已请随记")
_AREA = frozenset("省市区县镇乡村州旗")
_EACH = frozenset("各每某该本其")
_PLACED = frozenset("所院庭")
"""Last letters of bodies that bear a place's name (高崖|派出所)."""


def find_organisations(scan: Scan) -> list[Candidate]:
    """Candidates for organisations; persons and places must be in the scan."""
    found: list[Candidate | None] = []
    for firm in _known(scan):
        _add(scan, found, firm)
    for match in _COMMITTEE.finditer(scan.text):
        _add(scan, found, _committee(scan, match.start()))
    for match in _ALLIES.finditer(scan.text):
        _add(scan, found, Candidate(*match.span(), EntityType.ORG, "party", 0.95, "org:committee"))
    for match in _LEAGUE.finditer(scan.text):
        _add(scan, found, Candidate(*match.span(), EntityType.ORG, "association", 0.95, "org:committee"))
    bodies, heads = grades("ner_bodies"), grades("ner_org_heads")
    for start, end in _heads(scan):
        word = scan.text[start:end]
        if start in scan.bodies and (
            (word in _WITHIN and _post_follows(scan, end)) or scan.text[start : end + 1] in titles()
        ):
            continue
        if word not in bodies:
            pass
        elif word[-2:] in _WITHIN and word[:-2] in bodies and _post_follows(scan, end):
            _add(scan, found, _body(scan, start, end - 2, bodies[word[:-2]], subtypes("ner_bodies")[word[:-2]]))
        else:
            _add(scan, found, _body(scan, start, end, bodies[word], subtypes("ner_bodies")[word]))
        if word in heads and (found[-1:] in ([], [None]) or found[-1].end != end):  # type: ignore[union-attr]
            _add(scan, found, _headed(scan, start, end, heads[word], subtypes("ner_org_heads")[word]))
    found += _listed_firms(scan, found)
    return sorted({candidate for candidate in found if candidate is not None})


def _heads(scan: Scan) -> Iterator[tuple[int, int]]:
    """Where bodies and heads stand; one that ends inside a word gives way to one that begins in it (第二十中|学)."""
    for start, end, _ in _finder().find(scan.text):
        if _ends_here(scan, start, end):
            yield start, end
            continue
        for inner, last, _ in _finder().find(scan.text[start + 1 : end + 6]):
            if inner + start + 1 < end and _ends_here(scan, inner + start + 1, last + start + 1):
                yield inner + start + 1, last + start + 1
            break


def _known(scan: Scan) -> list[Candidate]:
    """Firms that every paper knows by their short names."""
    kinds = subtypes("ner_companies")
    found = []
    for start, end, _ in _known_finder().find(scan.text):
        edges = scan.is_edge(start) + scan.is_edge(end)
        if edges == 2 or (edges and end - start > 2):
            kind = kinds[scan.text[start:end]]
            found.append(Candidate(start, end, EntityType.ORG, kind, 0.85, "org:list"))
    return found


@lru_cache
def _known_finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(sorted(subtypes("ner_companies")), MATCH_KIND_LEFTMOST_LONGEST)


def _listed_firms(scan: Scan, found: list[Candidate | None]) -> list[Candidate]:
    """Firms named in a row by their short names (远澜动力、海通等三家企业)."""
    ends = {candidate.end for candidate in found if candidate is not None}
    more = []
    for match in _FIRMS.finditer(scan.text):
        at = match.start("items")
        for number, item in enumerate(match["items"].split("、")):
            start, end = at, at + len(item)
            at = end + 1
            if number == 0:
                start = trim(scan, walk(scan, end).start, end)
            if end not in ends and 3 <= end - start <= 8:
                more.append(Candidate(start, end, EntityType.ORG, "company", 0.8, "org:row"))
    return more


def _add(scan: Scan, found: list[Candidate | None], candidate: Candidate | None) -> None:
    """Keep a candidate and let later ones build on it (…公司|桐城分公司)."""
    at = -1 if candidate is None else candidate.start
    if candidate is not None and scan.text[at : candidate.end] in listed("ner_org_not"):
        return
    if candidate is not None and scan.text.startswith("驻区", at):
        candidate = candidate._replace(start=at + 2)
    if (
        candidate is not None
        and scan.text[at] in _FUNCTION
        and (scan.text[at + 1] in _AREA or at + 1 in scan.place_starts)
    ):
        candidate = candidate._replace(start=candidate.start + 1)
    if candidate is not None and scan.text.startswith("经开区", max(0, candidate.start - 1)):
        candidate = candidate._replace(start=_zone_start(scan, candidate.start - 1))
    if candidate is not None and scan.text[max(0, candidate.start - 2) : candidate.start] in ("附属", "直属"):
        owner = scan.bodies.get(candidate.start - 2)
        candidate = candidate._replace(start=candidate.start if owner is None else owner)
    found.append(candidate)
    if candidate is not None and candidate.score > 0.8:
        scan.bodies[candidate.end] = candidate.start


def _zone_start(scan: Scan, at: int) -> int:
    """Beginning of a zone's name whose 经开区 begins at `at`, the area or its letter before it included (县|经开区)."""
    if at in scan.places:
        return scan.places[at]
    return at - 1 if at and scan.text[at - 1] in _AREA else at


@lru_cache
def _finder() -> CharwiseDoubleArrayAhoCorasick:
    entries = sorted({*subtypes("ner_bodies"), *subtypes("ner_org_heads")})
    return CharwiseDoubleArrayAhoCorasick(entries, MATCH_KIND_LEFTMOST_LONGEST)


def _ends_here(scan: Scan, start: int, end: int) -> bool:
    """Whether a head ends a word, or a title follows it inside one token (局|长 does not end, 区委|书记 does)."""
    if scan.is_edge(end):
        return True
    index = scan.token_at(end)
    rest = scan.text[end : scan.starts[index + 1]]
    if rest in titles() or rest in ("机关", "系统", "党员", "干部", "班子"):
        return True
    return scan.starts[index] < start and end - start > 2 and rest not in ("长", "员", "化", "性")


def _committee(scan: Scan, at: int) -> Candidate | None:
    """区委, 中共青岚市云溪区委."""
    left = walk(scan, at)
    if left.start == at or not left.chain:
        return None
    if scan.text[left.start - 1 : left.start] == "团" and left.start > 0:
        return Candidate(left.start - 1, at + 1, EntityType.ORG, "association", 0.95, "org:committee")
    return Candidate(left.start, at + 1, EntityType.ORG, "party", 0.95, "org:committee")


def _body(scan: Scan, head: int, end: int, bare: str, kind: str) -> Candidate | None:
    if bare == "nat":
        return Candidate(head, end, EntityType.ORG, kind, 0.9, "org:body") if scan.is_edge(head) else None
    if head + 1 in scan.places and scan.text[head] in "村镇乡":
        return Candidate(_first_place(scan, head + 1), end, EntityType.ORG, kind, 0.95, "org:area-body")
    left = walk(scan, head)
    if left.start and (scan.text[left.start - 1] in _EACH or scan.words[scan.token_at(left.start - 1)][0] in "各每"):
        return None
    if left.start == head:
        return _bare_body(scan, head, end, bare, kind)
    if left.chain:
        return Candidate(left.start, end, EntityType.ORG, kind, 0.95, "org:area-body")
    start = trim(scan, left.start, head)
    if bare == "yes" and not left.naming:
        start = head if start == head else start
    elif not left.naming and not (scan.text[end - 1] in _PLACED and _own_word(scan, start, head)):
        return None
    if start == head and bare == "no":
        return None
    return Candidate(start, end, EntityType.ORG, kind, 0.75, "org:named-body")


def _first_place(scan: Scan, at: int) -> int:
    """Beginning of the run of places that ends at `at`."""
    while at in scan.places:
        at = scan.places[at]
    return at


def _bare_body(scan: Scan, head: int, end: int, bare: str, kind: str) -> Candidate | None:
    """A body with no area before it: definite by itself, or by a post that follows."""
    if _titled(scan, head, end):
        return Candidate(head, end, EntityType.ORG, kind, 0.75, "org:post")
    own = scan.text[head] in "村镇乡区县市" or scan.text[head : head + 2] in ("社区", "街道")
    if (own and bare == "no" and not _post_follows(scan, end)) or (bare == "no" and not own) or not scan.is_edge(head):
        return None
    return Candidate(head, end, EntityType.ORG, kind, 0.7, "org:body")


def _post_follows(scan: Scan, end: int) -> bool:
    return any(scan.text[end : end + size] in titles() for size in (4, 3, 2))


def _titled(scan: Scan, head: int, end: int) -> bool:
    """Whether a bare body is definite because a post in it follows (、宣传部|部长)."""
    if not _LEADS_TO_TITLE.search(scan.text, head, end):
        return False
    return _post_follows(scan, end)


def _headed(scan: Scan, head: int, end: int, grade: str, kind: str) -> Candidate | None:
    left = walk(scan, head)
    if left.start and scan.text[left.start - 1] in _EACH:
        return None
    start = left.start if left.chain else trim(scan, left.start, head)
    if grade == "area" and not (left.chain and _office(scan, start, head, end)):
        return None
    if scan.text[head:end] in _LOCAL and start and scan.text[start - 1] in _AREA and scan.is_edge(start - 1):
        start -= 1
    if kind == "company" and scan.text[end - 1] not in _UNITS and _LEGAL.search(scan.text, start, head):
        return None
    if start == head and grade == "strong":
        start = _unknown_verb(scan, head)
        left = left._replace(naming=start < head)
    core = scan.text[start:head]
    if scan.text[head:end] == "局" and core[-1:] in _SITUATION:
        return None
    if not core or scan.text[start:end] in listed("ner_org_not"):
        return None
    named = _enough(core, left, grade) or (kind in _SERVED and _own_word(scan, start, head))
    if not (named or _founded(scan, start, head, end, grade)):
        return None
    if not left.chain and core in listed("ner_org_not"):
        return None
    score = 0.95 if left.chain else 0.85 if left.naming else 0.7
    return Candidate(start, end, EntityType.ORG, kind, score, "org:head")


def _office(scan: Scan, start: int, head: int, end: int) -> bool:
    """Whether a head that makes names behind areas only (县反诈|中心) has letters of its own and ends no verb."""
    word = scan.words[scan.token_at(head)]
    at = start
    if word != scan.text[head:end] and rjieba.has_word(word):
        return False
    while start < scan.place_starts.get(at, head + 1) <= head:
        at = scan.place_starts[at]
    return head - (at if at > start else start + 1) > 1


def _unknown_verb(scan: Scan, head: int) -> int:
    """Beginning of a name before a legal form that the tagger takes for an unusual verb (得水|家庭农场)."""
    index = scan.token_at(head - 1) if head else -1
    if index < 0 or scan.starts[index + 1] != head:
        return head
    word, tag = scan.words[index], scan.tags[index]
    common = word in listed("ner_verbs") or word in listed("ner_stop") or word in listed("ner_nominal")
    return head if common or len(word) < 2 or tag[:1] != "v" or word in listed("ner_org_not") else scan.starts[index]


def _founded(scan: Scan, start: int, head: int, end: int, grade: str) -> bool:
    """Whether the name fills a pair of quotes and the body is being founded (组建“江豚守护队”)."""
    if scan.text[start - 1 : start] != "“" or scan.text[end : end + 1] != "”" or head - start < 2:
        return False
    return grade == "any" or _FOUNDED.search(scan.text, max(0, start - 5), start) is not None


def _own_word(scan: Scan, start: int, head: int) -> bool:
    """Whether a common word makes a name before 中学, 医院 and the like (育才|中学), as most do but 定点, 农村 …."""
    word = scan.text[start:head]
    if head - start not in (2, 3) or scan.starts[scan.token_at(start)] != start or not word.isalpha():
        return False
    lists = ("ner_core_not", "ner_nominal", "ner_verbs", "ner_stop", "ner_place_not", "ner_lead")
    return scan.is_edge(head) and word not in titles() and not any(word in listed(name) for name in lists)


def _enough(core: str, left: Left, grade: str) -> bool:
    if left.chain:
        return len(core) > 1 or grade != "strong"
    if len(core) < 2:
        return False
    if left.naming:
        return True
    return (grade == "any" and len(core) >= 4) or grade == "strong"


def _may_begin(scan: Scan, at: int) -> bool:
    return scan.is_edge(at)
