"""Short forms of official bodies and their official names, from the word lists `link_bodies` and `link_national`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.lexicon import table, words
from kg.link.names import bare, level

# What may follow a body's name: units of it. Anything else shows that the short form was part of another word.
_UNIT: Final = re.compile(
    r"$|办公[室厅]|办$|党组|党委|党总支|党支部|机关|第[一二三四五六七八九十\d]|直属|下属|驻|分[局院会中站所队公社]|[科处室组所站院]|"
    r"[^局委]{0,8}?(?:大队|支队|中队|中心|科|处|室|股|所|站|支部|分局|分会|党组|党支部|小组|委员会|工作站|服务队|志愿队|总站|院|中心组|[队组厅]|(?<!干)部)$|执行局$|"
    r"工会|团委|团支部|妇联|领导小组|常务|全体会议|全会|新闻"
)
_SESSION: Final = re.compile(
    r"第[一二三四五六七八九十百\d]+届|[一二三四五六七八九十]+届(?=人大|人民代表|政协|委员会|党代|[区县市州旗]委)"
)
_UNNUMBERED: Final = re.compile(
    r"(?<!第)(?<![一二三四五六七八九十])(?=[一二三四五六七八九十]+届(?:人大|人民代表|政协|委员会|党代|[区县市州旗]委))"
)
_STATE: Final = re.compile(r"^(?:国家|中国|中华人民共和国)")
_LEVEL: Final = re.compile(r"^(街道|社区|苏木|嘎查|自治[区州县旗]|[省市州盟区县旗镇乡村])(?=.)")
_ZONE: Final = re.compile(
    r"^(经开区|经济开发区|经济技术开发区|高新区|开发区|保税区|工业园区|工业园|产业园区|产业园|集中区|园区|新区|景区|度假区)(?=.)"
)


_LED: Final = re.compile(
    r"^(中国共产党|中共|中国共产主义青年团|共青团|中国人民政治协商会议|政协)(?=[\u4e00-\u9fff]{2,}委)"
)
_YOUTH: Final = re.compile(r"^团(?=(?:自治)?[省市区县州旗镇]委)")
_BRANCH: Final = "*"
"""The lead of a city's branches in a district, and where the district stands in their names."""
_AREA: Final = "%"
"""Where the area's name stands once more in an official form (纪律检查委员会、海安县监察委员会)."""
_ORGANS: Final = frozenset("部室厅组校")
"""Last characters of a committee's organs, which bear its short name (县委巡察组 is 中共海安县委巡察组)."""
_OFFICE: Final = re.compile(r"[\u4e00-\u9fff]{2}办$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as its row says: `official` name behind the area, `subtype`, and `lead` (see link_bodies.tsv)."""

    official: str
    subtype: str
    lead: str

    def named(self, nearest: str, full: str, branch: tuple[str, str] = ("", "")) -> str:
        """The full name: `nearest` is the area's name, `full` the name with the city in front where usage has it.

        `branch` is the city and short name of a district whose branch it is (南通市公安局港闸分局).
        """
        if self.lead == _BRANCH:
            city, short = branch
            return (
                city + self.official.replace(_BRANCH, short) if city else nearest + self.official.replace(_BRANCH, "")
            )
        official = self.official.replace(_AREA, nearest)
        if not self.lead:
            return nearest + official
        if self.lead == "=":
            return full + official
        return self.lead + (full if self.lead == "中共" or level(nearest) > 3 else nearest) + official


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, Body], int]:
    rows = {bare(short): Body(official, subtype, lead) for short, official, subtype, lead in table("link_bodies", 4)}
    # An official form is a short form of itself.
    for body in list(rows.values()):
        if not body.lead or body.lead == "=":
            rows.setdefault(body.official, body)
    return rows, max(map(len, rows))


@lru_cache(maxsize=1)
def _national() -> dict[str, tuple[str, str]]:
    rows = {short: (official, subtype) for short, official, subtype in table("link_national", 3)}
    for official, subtype in list(rows.values()):
        rows.setdefault(official, (official, subtype))
    return rows


@lru_cache(maxsize=1)
def _not_level() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("link_not_level"))))


@lru_cache(maxsize=1)
def signatures() -> dict[str, str]:
    """Collective signatures behind the first character of an area (组宣 of 云组宣), with the body that signs."""
    return {row[0]: row[1] for row in table("link_signatures", 2)}


def without_session(text: str) -> str:
    """An assembly's name without the number of its term (第十届): the body is one through its terms."""
    return _SESSION.sub("", text)


def with_ordinal(text: str) -> str:
    """A name with its term written as an ordinal (县十七届人大常委会 → 县第十七届人大常委会)."""
    return _UNNUMBERED.sub("第", text)


def longest_row(text: str) -> tuple[Body, int] | None:
    """The longest short form at the start of `text` and its length."""
    rows, longest = _rows()
    for size in range(min(longest, len(text)), 0, -1):
        body = rows.get(text[:size])
        if body is not None and not (text[size - 1] == "办" and text.startswith(("公室", "公厅"), size)):
            return body, size
    return None


@lru_cache(maxsize=65536)
def expand(rest: str) -> Body | None:
    """The body that `rest` (what follows the area or level word) names, or None if no row fits.

    The longest row at the start counts, and what follows it must be a unit (区委|组织部, 教育局|党组), else nothing:
    better the words of the page than a wrong name.
    """
    text = without_session(bare(rest))
    found = longest_row(text)
    if found is None:
        return Body(text + "公室", "government", "") if _OFFICE.fullmatch(text) else None
    body, size = found
    tail = text[size:]
    if not _UNIT.match(tail):
        return None
    official = "委" if text[:size] == "委" and tail[-1:] in _ORGANS else body.official
    tail += "公室" if tail == "办" else ""
    return Body(official + tail, body.subtype, body.lead) if tail else body


@lru_cache(maxsize=16384)
def national(surface: str) -> tuple[str, str] | None:
    """Official name and subtype of a body of the whole state (国家水利部 → 中华人民共和国水利部), or None."""
    rows = _national()
    text = without_session(bare(surface))
    return rows.get(text) or rows.get(_STATE.sub("", text))


@lru_cache(maxsize=65536)
def split_level(text: str) -> tuple[str, str]:
    """The level or zone word in front of a body and the rest (区, 发改委), or two parts of which the first is empty.

    市民政局 is 市 and 民政局, but 市场监督管理局 and 村民委员会 begin with no level word: where a word of the list
    `link_not_level` stands, a level word is read only in front of a known body.
    """
    found = _ZONE.match(text) or _LEVEL.match(text)
    if found is None:
        return "", text
    rest = text[found.end(1) :]
    if rest[0] == "级" and expand(rest) is None:
        return "", text
    if _not_level().match(text) and expand(rest) is None:
        return "", text
    return found.group(1), rest


def is_zone(word: str) -> bool:
    """Whether a word that `split_level` gave names a zone (开发区), not a level."""
    return _ZONE.match(word + "x") is not None


def unled(text: str) -> str:
    """A name with 共青团 or 政协 behind its area, as the list of bodies has them (共青团海安县委 → 海安县团委)."""
    youth = _YOUTH.match(text)
    if youth:
        return re.sub(r"^团((?:自治)?[省市区县州旗镇])委", r"\1团委", text)
    led = _LED.match(text)
    if led is None:
        return text
    rest = text[led.end() :]
    if led.group() in {"中国共产党", "中共"}:
        return rest
    word = "团" if led.group().endswith("团") else "政协"
    return re.sub(r"(工?委)(员会)?", rf"{word}\1" if word == "团" else word, rest, count=1)
