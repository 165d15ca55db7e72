"""Short forms of official bodies and their official names, from the word lists `link_bodies` and `link_national`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.lexicon import table
from kg.link.names import bare

# What may follow a body's name: units of it. Anything else shows that the short form was part of another word.
_UNIT: Final = re.compile(
    r"$|办公[室厅]|办$|党组|党委|党总支|党支部|机关|第[一二三四五六七八九十\d]|直属|下属|驻|分[局院会中站所队公社]|[科处室组所站院]|"
    r"[^局委]{0,8}?(?:大队|支队|中队|中心|科|处|室|股|所|站|支部|分局|分会|党组|党支部|小组|委员会|工作站|服务队|志愿队|总站|院)$|"
    r"工会|团委|团支部|妇联|领导小组|常务|全体会议|全会|新闻"
)
_SESSION: Final = re.compile(r"第[一二三四五六七八九十百\d]+届")
_STATE: Final = re.compile(r"^(?:国家|中国|中华人民共和国)")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as its row says: `official` name behind the area, `subtype`, and `lead` (see link_bodies.tsv)."""

    official: str
    subtype: str
    lead: str

    def named(self, nearest: str, full: str) -> str:
        """The full name: `nearest` is the area's name, `full` the name with the city in front where usage has it."""
        if not self.lead:
            return nearest + self.official
        return full + self.official if self.lead == "=" else self.lead + full + self.official


@lru_cache
def _rows() -> tuple[dict[str, Body], int]:
    rows = {bare(short): Body(official, subtype, lead) for short, official, subtype, lead in table("link_bodies", 4)}
    # An official form is a short form of itself.
    for body in list(rows.values()):
        if not body.lead or body.lead == "=":
            rows.setdefault(body.official, body)
    return rows, max(map(len, rows))


@lru_cache
def _national() -> dict[str, tuple[str, str]]:
    rows = {short: (official, subtype) for short, official, subtype in table("link_national", 3)}
    for official, subtype in list(rows.values()):
        rows.setdefault(official, (official, subtype))
    return rows


def without_session(text: str) -> str:
    """An assembly's name without the number of its term (第十届): the body is one through its terms."""
    return _SESSION.sub("", text)


@lru_cache(maxsize=65536)
def expand(rest: str) -> Body | None:
    """The body that `rest` (what follows the area or level word) names, or None if no row fits.

    The longest row at the start counts, and what follows it must be a unit (区委|组织部, 教育局|党组), else nothing:
    better the words of the page than a wrong name.
    """
    rows, longest = _rows()
    text = without_session(bare(rest))
    for size in range(min(longest, len(text)), 0, -1):
        body = rows.get(text[:size])
        if body is not None:
            tail = text[size:]
            if not _UNIT.match(tail):
                return None
            return Body(body.official + tail, body.subtype, body.lead) if tail else body
    return None


@lru_cache(maxsize=16384)
def national(surface: str) -> tuple[str, str] | None:
    """Official name and subtype of a body of the whole state (国家水利部 → 中华人民共和国水利部), or None."""
    rows = _national()
    text = without_session(bare(surface))
    return rows.get(text) or rows.get(_STATE.sub("", text))


def subtype_of(surface: str, otherwise: str) -> str:
    """Subtype of the body at the end of `surface`, if the list knows one (区总工会 → union)."""
    body = expand(surface)
    return body.subtype if body else otherwise
