"""Short names of the areas that a page names in full (青岚 for 青岚县)."""

import re
from collections.abc import Sequence

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.gazetteer import PROVINCES
from kg.ner.scan import Scan
from kg.ner.vocabulary import alternation

_RANKED = frozenset({"district", "city"})
_SHORT_BEHIND = "考察|调研|挂职|务工|投资|返岗|创业|就业|支教|支医|帮扶|指导|部队|官兵|客商|企业|情深|携手|协作|一家亲"
_END = frozenset("市县区旗州")


def short_forms(scans: Sequence[Scan], found: Sequence[Sequence[Candidate]]) -> dict[str, str]:
    """Short name → subtype, for the counties and cities among the places found on a page."""
    shorts: dict[str, str] = {}
    for scan, candidates in zip(scans, found, strict=True):
        for place in candidates:
            if place.subtype in _RANKED and place.type is EntityType.PLACE:
                name = scan.text[place.start : place.end]
                if len(name) > 2 and name[-1] in _END:
                    shorts.setdefault(name[:-1], place.subtype)
    return shorts


def find_shorts(scan: Scan, shorts: dict[str, str]) -> list[Candidate]:
    """Candidates for those short names where they are words of their own and no known place stands yet."""
    if not shorts:
        return []
    found = []
    for match in re.finditer(alternation(shorts), scan.text):
        start, end = match.span()
        taken = start in scan.place_starts or end in scan.places
        if not taken and scan.is_edge(start) and scan.is_edge(end):
            found.append(Candidate(start, end, EntityType.PLACE, shorts[match[0]], 0.8, "place:short"))
    letters = "".join(sorted({name[0] for name in shorts}))
    pattern = f"(?:[来赴驻返离援抵]|[{PROVINCES}](?=.情|.携手|.协作|.一家))([{letters}])(?={_SHORT_BEHIND})"
    for match in re.finditer(pattern, scan.text):
        found.append(Candidate(*match.span(1), EntityType.PLACE, "district", 0.75, "place:letter"))
    return found
