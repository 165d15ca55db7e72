"""How much alike two names are, as far as one may stand for the other, and why."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from kg.link.names import bare, chain
from kg.model import EntityType

DOUBT: Final = 0.6
"""The most that two names can be alike that disagree in a character: 润禾 and 瑞禾 are rather two firms than one."""
OTHER_NUMBERS: Final = "other numbers"

_LED: Final = re.compile(r"中国共产党|中共|中国共产主义青年团|共青团|中国人民政治协商会议")
_LEGAL: Final = re.compile(r"(?:股份|有限|责任|集团|控股|[（(][^（）()]{1,6}[）)])*(?:公司|集团|合作社|厂|商行)?$")
_NUMBERS: Final = re.compile(r"[0-9０-９]+|[零〇一二三四五六七八九十百]+|[甲乙丙丁]")
_LABEL: Final = re.compile(r"[（(][^（）()]*[）)]$")


class Likeness(NamedTuple):
    """From 0 to 1, the reason in words, and whether the names disagree in a character."""

    value: float
    reason: str
    disagree: bool = False


@lru_cache(maxsize=65536)
def core(kind: EntityType, name: str) -> str:
    """What of a name tells it from others: without quote marks, areas in front, and a company's legal form."""
    plain = bare(name)
    if kind is EntityType.PER:
        return _LABEL.sub("", plain)
    if kind is EntityType.PLACE:
        return plain
    led = _LED.match(plain)  # 共青团青岚市委员会 is not 中共青岚市委员会
    lead = led.group() if led is not None else ""
    rest = chain(plain[len(lead) :])[1] or plain[len(lead) :]
    if kind is EntityType.ORG:
        rest = _LEGAL.sub("", rest) or rest
    return lead + rest


def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a name: 第一小学 is not 第二小学, nor one year's fair the next one's."""
    return tuple(_NUMBERS.findall(text))


def alike(kind: EntityType, one: str, other: str, *, firm: bool = False) -> Likeness:
    """How much alike the cores of two names are.

    Equal: 1. One leaves out characters of the other: less; and nothing for bodies that end in other head words, as
    those are units of each other (教育局, 教育局党组). Any other difference means that the names disagree, and gives at
    most `DOUBT`.

    Args:
        kind: the type of both.
        one: a core.
        other: another.
        firm: whether they are companies, whose cores end in no head word.
    """
    if one == other:
        return Likeness(1.0, "one name")
    counted, also = numbers(one), numbers(other)
    if counted != also and (counted and also):
        return Likeness(0.0, OTHER_NUMBERS)
    short, long = sorted((one, other), key=len)
    edits = Levenshtein.editops(short, long)
    changed = [edit for edit in edits if edit.tag != "insert"]
    if not changed and kind is not EntityType.PER:
        begin, end = short[:1] == long[0], short[-1:] == long[-1]
        apart = _LED.match(long) is not None  # 中共…委员会, 中共…纪律检查委员会: official names leave nothing out
        if len(short) < 2 or apart or not (end or (begin and (firm or kind is not EntityType.ORG))):
            return Likeness(0.0, "little in common")
        return Likeness((0.6 if end else 0.5) + 0.35 * len(short) / len(long), f"{short} may be short for {long}")
    value = min(DOUBT, 1 - len(edits) / len(long))
    if len(edits) == 1 and changed and changed[0].tag == "replace":
        pair = f"{short[changed[0].src_pos]}/{long[changed[0].dest_pos]}"
        return Likeness(value, f"names differ in one character, {pair}", disagree=True)
    return Likeness(value, f"names differ in {len(edits)} characters", disagree=True)
