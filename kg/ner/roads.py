"""Roads and lines that are told by a number or a pattern: G60沪昆高速, 国道318线, 轨道交通3号线, 东外环."""

import re
from collections.abc import Iterator

import rjieba

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN

_FREEWAY = f"(?<![A-Z0-9])[GS][0-9]{{1,4}}(?:(?:[{HAN}]{{2,4}})?高速(?:公路)?|线)"
_NUMBERED = "[国省县乡]道[GSXY]?[0-9]{2,4}(?:线|号线)?(?![0-9])|[GSX]?[0-9]{2,4}(?:国道|省道|县道)(?:线)?"
_BARE = "(?<![A-Za-z0-9-])[GSXY][0-9]{3}(?![0-9A-Za-z.])线?"
_RAIL = (
    "(?:轨道交通|地铁|轻轨|市域铁路)(?:[A-Z]?[0-9]{1,2}|[一二三四五六七八九十]{1,3})号线(?:[一二三四]期|支线)?"
    f"|轨道交通(?!产|设|装|建|安|运|路|干|沿)[{HAN}]{{2}}线|(?<![A-Za-z0-9])S[1-9]号线"
)
_RING = (
    "[东西南北]外环(?:[东西南北]?路|线)?|[东西南北]绕城(?:高速(?:公路)?|公路)?|绕城高速(?:公路)?|绕城公路"
    "|[东西南北中内外一二三四五六]环(?:[东西南北]?路|[东西南北]段|高架|快速路|高速)|内环线|外环线"
)
_LINES = re.compile("|".join((_FREEWAY, _NUMBERED, _BARE, _RAIL, _RING)))
_NAMED = re.compile(f"[{HAN}]{{2}}线(?=施工|路段|全线|沿线|公路|改[扩造建]|K[0-9]|道路|拓宽)")
"""A road named for its two ends, by what follows."""
_END = ("线", "路", "速", "架")


def find_lines(scan: Scan) -> Iterator[Candidate]:
    """Candidates of roads and lines, by pattern."""
    for match in _LINES.finditer(scan.text):
        start, end = match.span()
        if scan.text[start] in "东西南北中内外绕一二三四五六" and not (scan.is_edge(start) and scan.is_edge(end)):
            continue
        if scan.text.startswith("绕城", start) and start in scan.places and scan.text[start - 1] not in "省市县区州":
            start = scan.places[start]
        yield Candidate(start, end, EntityType.PLACE, "road", 0.9, "place:number")
    for match in _NAMED.finditer(scan.text):
        start, end = match.span()
        stem = scan.text[start : end - 1]
        behind = start in scan.places and scan.text[start - 1] in "镇乡县村区"
        known = rjieba.has_word(stem) or rjieba.has_word(match[0])
        if scan.is_edge(end) and (behind or (scan.is_edge(start) and not known)):
            yield Candidate(start, end, EntityType.PLACE, "road", 0.8, "place:line")
