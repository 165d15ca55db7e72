"""Programmes: one under several spellings, short forms, and the area that a level word in front of the name means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.lexicon import table
from kg.link.area import ArticleArea
from kg.link.bodies import longest_row, split_level, with_ordinal
from kg.link.meetings import body_first, is_led, plenum, session, with_terms, written
from kg.link.names import chain
from kg.link.reading import Reading
from kg.model import EntityType, Mention

_LOOSE: Final = re.compile(r"[“”‘’\"'《》〈〉「」『』\s、,，·.．—－\-!！]")
_QUOTED: Final = re.compile(r"[“‘「『]([^“”‘’「」『』]+)[”’」』](.*)$")
_COUNTED: Final = re.compile(r"^([两二三四五六七八九十\d]{1,2})(?:个|大|项|条)?(.+)$")
_NUMBER: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_HEAD: Final = re.compile(
    r"^(?:专项|主题|系列|突击|集中|综合|大型|党建|志愿服务|实践|教育|服务|宣传|示范)*"
    r"(?:行动|工程|计划|活动|项目|平台|机制|模式|品牌|制度|工作法|工作室|工作|战略|政策|体系|方案|大赛|评选|称号|奖|教育|整治|试点|联盟)$"
)
_LONG: Final = re.compile(r"^.{1,8}?(?:行动|工程|计划|活动|平台|机制|模式|制度|品牌|服务队|工作法|改革)$")
"""What may stand behind a name in quotes that the page also prints alone (“有事好商量”协商议事活动)."""
_OWNED: Final = re.compile(
    r"(?:(?:^|[，。、；：\s获评予为被])|我(?=.[“‘「『《]?$|.(?:召开|举行|举办)))(省|市|区|县|旗|州|镇)(?:召开|举行|举办)?[“‘「『《]?$"
)
_EDITION: Final = re.compile(r"第[一二三四五六七八九十百\d]+届|首届")
_GRADE: Final = re.compile(r"^(?:国家|省|市|区|县|自治区)级")
_WHOLE: Final = re.compile(r"^全(省|市|区|县|旗|州|镇|乡|村)")
_YEAR: Final = re.compile(r"^\d{4}(?:[-—–]\d{4})?年度?")
_SESSION: Final = re.compile(r"第[一二三四五六七八九十百\d]+届")
_PLENARY: Final = re.compile(r"^全会")
_COUNTED_MEETING: Final = re.compile(r"^第[一二三四五六七八九十百\d]+次.{0,4}会议$")
_AREA_KINDS: Final = frozenset({"award", "event", "document"})


def plain(surface: str) -> str:
    """A programme's name without quotes, spaces and list marks: what its spellings have in common."""
    return _LOOSE.sub("", surface)


@lru_cache(maxsize=1)
def _full() -> dict[str, str]:
    """Full names of programmes of the whole country, by short ones without marks."""
    return {plain(short): full for short, full in table("link_programmes", 2)}


@lru_cache(maxsize=1)
def _national() -> frozenset[str]:
    """Programmes of the whole country, without marks."""
    return frozenset(plain(name) for name, _ in table("ner_programmes", 2)) | frozenset(_full())


@dataclass(frozen=True, slots=True)
class Told:
    """A programme as one mention tells it: the name with the area that it implies, what it is compared by, its area."""

    name: str
    core: str
    article: int
    area: str
    reason: str


def told(
    mention: Mention, printed: str, article: ArticleArea, text_before: str, host: Reading | None, convener: str = ""
) -> Told:
    """A PROG mention by itself: level words in or right before the name give way to the area that they mean.

    `printed` is the surface with the spaces that part the halves of a slogan, `convener` the body that holds it as the
    page prints its name: 县十七届人大常委会举行第九次会议 names the meeting in two halves.

    市信息平台 → 青岚市信息平台, 全县教育大会 → 云溪县教育大会, 获区“劳动奖状” → 云溪区劳动奖状.
    """
    known = plenum(printed) or _fair(printed)
    if known:
        return Told(known, plain(known), mention.article, "", "event of the country")
    if plain(printed) in _national() and mention.subtype not in _AREA_KINDS - {"event"}:
        full = _full().get(plain(printed), printed)
        return Told(full, plain(full), mention.article, "", "programme of the country")
    name, offset = with_ordinal(body_first(printed)), mention.text_start
    own = article.own
    near = (own.above(4) or own) if own is not None else None
    area = near.text if near is not None else ""
    if convener and _COUNTED_MEETING.match(name):
        name, offset = with_ordinal(convener) + name, offset - 1
    year = _YEAR.match(name)
    dated, undated = (year.group(), name[year.end() :]) if year else ("", name)
    whole = _WHOLE.match(undated)
    word, rest = (whole.group(1), undated[whole.end() :]) if whole else split_level(undated)
    local = mention.subtype in _AREA_KINDS and not chain(name)[0] and not _GRADE.match(name)
    if not word and local and host is not None and host.area:
        near_name = host.area.rpartition("/")[2]
        return Told(*_meeting(near_name + name), mention.article, host.area, f"{host.name} in front")
    if not word and local:
        owner = _OWNED.search(text_before)
        word, rest, dated = (owner.group(1), name, "") if owner else ("", name, "")
    reason = "as on page"
    if word and rest:
        meant, why = article.at(word, offset)
        if meant is not None:
            name, area, reason = dated + meant.name + rest, meant.text, why
    return Told(*_meeting(name), mention.article, area, reason)


def _fair(name: str) -> str:
    """An edition of a fair of the whole country, written out (第112届广交会), or empty."""
    edition = _EDITION.match(name)
    full = _full().get(plain(name[edition.end() :])) if edition else None
    return edition.group() + full if edition and full else ""


def _meeting(name: str) -> tuple[str, str]:
    """A meeting's name and what it is compared by: the body that meets, written out, behind its nearest area."""
    name = written(name)
    kept, core = (name, plain(name)) if is_led(name) else _body_written_out(name)
    return kept, session(kept) or core


def _body_written_out(name: str) -> tuple[str, str]:
    parts, rest = chain(name)
    session = _SESSION.match(rest)
    start = session.end() if session else 0
    found = longest_row(rest[start:]) if parts else None
    if found is None or not found[0].lead:
        return name, plain(name)
    body, size = found
    tail = _PLENARY.sub("全体会议", rest[start + size :])
    core = f"{parts[-1]}{rest[:start]}{body.official}{tail}"
    return (f"中共{core}" if body.lead == "中共" and tail.endswith("会议") else name), plain(core)


class Programmes:
    """The programmes of one page, one under several spellings and short forms."""

    def __init__(self, all_told: Iterable[Told]) -> None:
        """Group what the page's mentions tell."""
        every = list(all_told)
        self._terms = with_terms(one.core for one in every)
        self._chosen = _representatives(replace(one, core=self._terms.get(one.core, one.core)) for one in every)

    def read(self, mention: Mention, one: Told) -> Reading:
        """The reading of one PROG mention, as it tells it and as the page's fullest spelling has it."""
        name, area = self._chosen[self._terms.get(one.core, one.core), one.article]
        why = one.reason if name == one.name else "longest form on page"
        return Reading(EntityType.PROG, mention.subtype, name, area, reason=why)


def _representatives(all_told: Iterable[Told]) -> dict[tuple[str, int], tuple[str, str]]:
    """The fullest name and its area for each (core, article)."""
    best: dict[str, Told] = {}
    where: dict[str, set[int]] = defaultdict(set)
    for one in all_told:
        where[one.core].add(one.article)
        other = best.get(one.core)
        if other is None or (len(one.name), one.name) > (len(other.name), other.name):
            best[one.core] = one
    forms = _ShortForms({core: one.name for core, one in best.items()}, where)
    chosen: dict[tuple[str, int], tuple[str, str]] = {}
    for core, articles in where.items():
        for article in articles:
            full = best[forms.longest(core, article)]
            chosen[core, article] = full.name, full.area
    return chosen


class _ShortForms:
    """Finds for a name the longer one that it is short for."""

    def __init__(self, best: dict[str, str], where: dict[str, set[int]]) -> None:
        self._best = best
        self._where = where
        self._index: dict[str, list[str]] = defaultdict(list)
        for core in sorted(best):
            for start in {core[:1], _YEAR.sub("", core)[:1]}:
                self._index["^" + start].append(core)
            self._index[core[-2:]].append(core)

    def longest(self, core: str, article: int) -> str:
        """The core of the longest name that `core` stands for in that article, itself if none or several."""
        near = dict.fromkeys((*self._index["^" + core[:1]], *self._index[core[-2:]]))
        found = [one for one in near if (len(one), one) > (len(core), core) and self._means(core, one, article)]
        if not found:
            return core
        found.sort(key=lambda one: (-len(one), one))
        return found[0] if all(_contains(found[0], one) for one in found) else core

    def _means(self, core: str, other: str, article: int) -> bool:
        undated = _EDITION.sub("", _YEAR.sub("", other))
        quoted = self._best[other].startswith(f"“{core}”")
        if (
            undated.startswith(core)
            and (len(core) >= 3 or quoted)
            and (undated == core or _HEAD.match(undated[len(core) :]) or (quoted and _LONG.match(undated[len(core) :])))
        ):
            return True
        if article in self._where[other] and _one_of(core, other):
            return True
        if _counts(self._best[core], self._best[other]):
            return True
        if article not in self._where[other]:
            return False
        if other.endswith(core) and len(core) >= 3:
            return True
        return 2 <= len(core) <= 3 and len(other) >= 6 and core[0] == other[0] and _contains(other, core)


def _one_of(core: str, other: str) -> bool:
    """Whether two names differ in their area and edition alone, and only one tells an edition or year."""
    if len(_EDITION.findall(core + other)) + len(_YEAR.findall(core)) + len(_YEAR.findall(other)) > 1:
        return False
    one, two = (_EDITION.sub("", chain(_YEAR.sub("", name))[1]) for name in (core, other))
    return len(one) >= 5 and one == two and not (chain(core)[0] and chain(other)[0])


def _counts(short: str, long: str) -> bool:
    """“三个一线”行动 for “旗飘一线、人在一线、心在一线”行动: as many clauses as the number says, each with the word."""
    one, other = _QUOTED.match(short), _QUOTED.match(long)
    if one is None or other is None or one.group(2) != other.group(2):
        return False
    counted = _COUNTED.match(one.group(1))
    if counted is None:
        return False
    number = _NUMBER.get(counted.group(1)) or (int(counted.group(1)) if counted.group(1).isdigit() else 0)
    clauses = [clause for clause in re.split(r"[、，,\s]", other.group(1)) if clause]
    return len(clauses) == number and all(counted.group(2) in clause for clause in clauses)


def _contains(long: str, short: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
