"""Places of the national gazetteer, countries and foreign cities."""

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon import Gazetteer, Level, countries, table, world_cities
from kg.lexicon.finder import Hit
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, listed

_SUBTYPES = {Level.PROVINCE: "province", Level.CITY: "city", Level.COUNTY: "district", Level.TOWN: "town"}
_NATURE = frozenset("河江湖山岛路街桥")
_LETTERS = frozenset("市区县旗镇乡州村")
_NOT_BEHIND = frozenset("民域场内外里间")
_OPENING = frozenset(["市民", "市场", "市值", "市容", "区域", "县域", "乡亲", "乡民", "镇民", "乡音", "州民", "市政"])
_COUNTRYSIDE = frozenset(["乡村", "乡镇", "县城", "村镇", "城乡"])
_PEOPLES = re.compile("族|、(?:汉|回|藏|满|壮|苗|彝|维吾尔|哈萨克)[、族]")
"""What shows that 蒙古, 朝鲜 are peoples."""
_FUNCTION = frozenset("以是为有在将把的与和从对及等被让正也又仍已")
_WALL = re.compile("(?:钢铁|绿色|海上|道|的|成|座)$")
"""Words that make 长城 a figure of speech (一道长城, 钢铁长城)."""
_LETTER = re.compile(
    "(?:[赴抵返离援驻]|在(?=[沪皖渝粤鄂湘赣闽黔滇琼豫冀])|来(?=[沪皖渝粤鄂湘赣闽黔滇琼豫冀]))([沪皖苏浙京津渝粤鄂湘赣闽川黔滇陕藏桂琼豫鲁冀晋辽疆])"
    "(?=[，。、；：！）\n]|务工|返岗|招商|考察|学习|就业|创业|支援|人员|企业|挂职|开展|参加|客商|老乡|商会|投资|旅游|经商|打工|培训|洽谈|某部|部队|官兵|办事处|记者站|单位)"
)
"""Letters that stand for provinces behind verbs of motion (赴沪务工, 援鄂医疗队)."""
_LED = re.compile(
    "(?:赴|抵达|来自|前往|赶赴|奔赴|远赴|飞赴|飞抵|驰援|支援|帮扶|支教|位于|地处|嫁到|考入|销往|发往|远销|走进|做客|对接)"
    f"([{HAN}]{{2}})"
)
_AREA_FOLLOWS = re.compile("[、，。；]|等地|考察|学习|调研|务工|招商|的客商|籍|参观|交流|洽谈|挂职|取经|观摩|两地|境内")
PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇藏陕甘青宁新疆港澳台"
_PAIR = re.compile(
    f"([{PROVINCES}])([{PROVINCES}])(?=两[地省]|协作|携手|情[深谊]|合作(?!社)|一家亲|共建|联动|对口|扶贫|东西部|山海|同心)"
)
"""Letters of two provinces that act together (闽宁携手)."""
_WARES = re.compile(f"([{PROVINCES}])[货品企商资才]([{PROVINCES}])[货品企商资才]")
"""Letters of two provinces and what comes from there (闽货宁品)."""
_AREA_END = re.compile("[省市区县州旗盟镇乡]$|街道$|苏木$|地区$")


def find_places(scan: Scan, *, home: str = "") -> list[Candidate]:
    """Candidates from the gazetteer, sorted by start; short names only where they are words of their own.

    `home` is the area that the paper is of, or empty: it vouches for its counties.
    """
    gazetteer, ended = Gazetteer.load(), set[int]()
    found = []
    for start, end, ids, full in gazetteer.find(scan.text, home=home):
        wrong = _verb_like(scan, start, end) or (full and _straddles(scan, start, end))
        if wrong or not (full or _stands_alone(scan, start, end) or start in ended):
            hit = _inside(scan, start, end)
            if hit is None and wrong:
                continue
            start, end, ids, full = hit or (start, end, ids, full)
        if full or _stands_alone(scan, start, end) or (start in ended and scan.is_edge(end)):
            start, end = _complete(scan, start, end, full)
            end -= full and end - start > 2 and _letter_of_next(scan, end)
            ended.add(end)
            kind = _SUBTYPES[gazetteer.division(ids[0]).level]
            found.append(Candidate(start, end, EntityType.PLACE, kind, 0.95 if full else 0.85, "place:gazetteer"))
    taken = {place.start for place in found}
    found += [place for place in _risky(scan) if place.start not in taken]
    found += _abroad(scan, {at for place in found for at in range(place.start, place.end)})
    found += [
        Candidate(*match.span(group), EntityType.PLACE, "province", 0.75, "place:letter")
        for pattern in (_LETTER, _PAIR, _WARES)
        for match in pattern.finditer(scan.text)
        for group in range(1, len(match.groups()) + 1)
    ]
    return sorted(found)


def _risky(scan: Scan) -> Iterator[Candidate]:
    """Short names that are common words too (安康, 和田), behind words that lead to an area."""
    gazetteer, risky = Gazetteer.load(), listed("ambiguous_shorts")
    for match in _LED.finditer(scan.text):
        start, end = match.span(1)
        if match[1] not in risky or not (scan.is_edge(start) and scan.is_edge(end)):
            continue
        tag = scan.tags[scan.token_at(start)]
        named = tag in ("ns", "nr", "nrt", "nz", "nt", "x") and scan.starts[scan.token_at(start) + 1] == end
        if not (named or _AREA_FOLLOWS.match(scan.text, end)):
            continue
        levels = [place.level for place in gazetteer.named(match[1]) if place.level in _SUBTYPES]
        if levels and min(levels) < Level.TOWN:
            yield Candidate(start, end, EntityType.PLACE, _SUBTYPES[min(levels)], 0.8, "place:led")


def _inside(scan: Scan, start: int, end: int) -> Hit | None:
    """The name that begins inside a short one that is none (从江|西: 江西)."""
    for begin, last, ids, full in Gazetteer.load().find(scan.text[start + 1 : end + 4]):
        begin, last = begin + start + 1, last + start + 1
        if begin < end and (full or _stands_alone(scan, begin, last)):
            return Hit(begin, last, ids, full)
    return None


def _abroad(scan: Scan, taken: set[int]) -> Iterator[Candidate]:
    """Candidates of countries, foreign cities, waters, mountains, sights and regions; `taken` holds the divisions."""
    for start, end, value in _world().find(scan.text):
        if start in taken and start - 1 in taken and end - 1 not in taken:
            continue
        if _PEOPLES.match(scan.text, end) or not _meant(scan, start, end):
            continue
        if scan.text[start:end] == "长城" and _WALL.search(scan.text, 0, start):
            continue
        if scan.is_edge(start) or scan.is_edge(end):
            yield Candidate(start, end, EntityType.PLACE, _world_subtypes()[value], 0.9, "place:world")


def _verb_like(scan: Scan, start: int, end: int) -> bool:
    """Whether a hit is rather a verb and an area letter (会同|县…): so it is not, if a place stands before it."""
    stem = scan.text[start : end - 1]
    if stem not in listed("ner_verbs") and stem not in listed("ner_stop"):
        return False
    return scan.words[scan.token_at(start)] == stem or not scan.is_edge(end)


def _straddles(scan: Scan, start: int, end: int) -> bool:
    """Whether a full name arises where two common words meet (新增|城市, 宜居|乡村)."""
    last = scan.token_at(end - 1)
    if scan.words[last] in _COUNTRYSIDE and scan.starts[last] == end - 1:
        return True
    if scan.is_edge(start):
        return False
    first = scan.token_at(start)
    word, tag = scan.words[first], scan.tags[first]
    if end <= scan.starts[first + 1] or end - start > 3 or len(word) < 2:
        return False
    return (
        tag not in ("ns", "nr", "nrt", "nz", "x") and rjieba.has_word(word) and rjieba.has_word(scan.words[first + 1])
    )


def _letter_of_next(scan: Scan, end: int) -> bool:
    """Whether the area letter at the end belongs to the next word (拉萨|市民, 南通|市场)."""
    index = scan.token_at(end - 1)
    return scan.starts[index] == end - 1 and scan.words[index] in _OPENING


def _complete(scan: Scan, start: int, end: int, full: bool) -> tuple[int, int]:
    """A short name with its area letter (an area that is not listed so), a short full name with its first letter."""
    if not full:
        if scan.text[end : end + 1] in _LETTERS and scan.text[end + 1 : end + 2] not in _NOT_BEHIND:
            word = scan.words[scan.token_at(end)]
            begun = scan.is_edge(end) and len(word) > 1 and rjieba.has_word(word)  # 余干|区位
            return start, end if begun else end + 1
        if scan.text[end : end + 1] in _NATURE and not rjieba.has_word(scan.text[end : end + 2]):
            return start, end + 1
        return (start, end + 2) if scan.text[end : end + 2] == "街道" else (start, end)
    if start and scan.text[start - 1] in "三双五七九" and scan.text[end - 1] in "镇乡" and scan.is_edge(start - 1):
        return (start, end) if scan.text[start - 2 : start - 1].isalpha() else (start - 1, end)
    if end - start > 2 or start == 0:
        return start, end
    longer = scan.text[start - 1 : end]
    often = scan.text.count(longer) if longer.isalpha() and longer[0] not in listed("ner_stop") else 0
    if often > 1 and often == scan.text.count(longer[1:]):
        return start - 1, end
    index = scan.token_at(start - 1)
    word, tag = scan.words[index], scan.tags[index]
    letter = len(word) == 1 and word.isalpha() and tag in ("x", "nr", "ns", "nz", "a", "n", "ng", "ag", "j")
    if letter and word not in listed("ner_stop") and word not in listed("ner_verbs"):
        return start - 1, end
    return start, end


def _meant(scan: Scan, start: int, end: int) -> bool:
    """Whether a name that is also a common noun (金边, 融水) stands behind a word that leads to a place."""
    if scan.text[start:end] not in listed("ner_place_not"):
        return True
    before = scan.words[scan.token_at(start - 1)] if start else ""
    return len(before) > 1 and before in listed("ner_place_before")


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether a short name is a token, or tokens, of the text, and not the head of a longer common word."""
    if not _meant(scan, start, end):
        return False
    if scan.is_edge(start) and scan.is_edge(end):
        return True
    if not scan.is_edge(start):
        return False
    token = scan.words[scan.token_at(start)]
    rest = token[end - start :]
    if rest in _FUNCTION and not rjieba.has_word(token):
        return True
    if rest in ("人", "籍", "话", "产") and scan.starts[scan.token_at(start)] == start:
        return True
    return bool(_AREA_END.search(token)) or scan.tags[scan.token_at(start)] in ("ns", "nr", "nz", "nt", "x")


@lru_cache
def _names() -> tuple[tuple[str, str], ...]:
    entries = dict.fromkeys(sorted(world_cities()), "city") | dict.fromkeys(sorted(countries()), "country")
    entries |= {row[0]: row[1] for row in table("ner_places", 2)}
    return tuple((name, subtype) for name, subtype in entries.items() if len(name) > 1)


@lru_cache
def _world() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick([name for name, _ in _names()], MATCH_KIND_LEFTMOST_LONGEST)


@lru_cache
def _world_subtypes() -> tuple[str, ...]:
    return tuple(subtype for _, subtype in _names())
