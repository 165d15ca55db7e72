"""Short names in a list of places, read by their neighbours: in 黄南、海南、海北三州 海南 is a prefecture."""

import re
from typing import Final

from kg.link.atlas import Area, Atlas
from kg.link.names import suffix

_RIGHT: Final = re.compile(r"[、和与及]([\u4e00-\u9fff]{2,8})")
_LEFT: Final = re.compile(r"([\u4e00-\u9fff]{2,8})[、和与及]$")
_SIZES: Final = (4, 3, 2)
_RANKS: Final = re.compile(
    r"^(?:[、和与及][\u4e00-\u9fff]{2,8}?)*?等?[两二三四五六七八九十\d]{1,2}(?:个)?(?:地级|县级)?((?:[省市州盟区县旗]){1,3})"
    r"(?![\u4e00-\u9fff]{0,2}(?:长|委|级))"
)


def among_siblings(name: str, text: str, start: int, end: int, atlas: Atlas) -> Area | None:
    """The one reading of a short name that lies beside its neighbours in a list, or None.

    Args:
        name: the name that stands at `start` to `end` of the text.
        text: an article's text.
        start: offset of the name in code points.
        end: offset behind it.
        atlas: the readings of names on the day.
    """
    fits = [*atlas.readings(name), *atlas.overshadowed(name)]
    if len(fits) < 2 or not (text[end : end + 1] in "、和与及" or text[start - 1 : start] in "、和与及"):
        return None
    above = {area.path[:-1] for one in _neighbours(text, start, end) for area in atlas.readings(one)}
    found = [area for area in fits if area.path[:-1] in above]
    ranks = _RANKS.match(text[end : end + 30])
    if len(found) > 1 and ranks is not None:
        found = [area for area in found if suffix(area.name)[-1:] in ranks.group(1)]
    return found[0] if len(found) == 1 else None


def _neighbours(text: str, start: int, end: int) -> list[str]:
    """What the names right before and behind may be, by length: the words around a list are not known here."""
    before, behind = _LEFT.search(text[max(0, start - 9) : start]), _RIGHT.match(text[end : end + 9])
    names = [before.group(1)[-size:] for size in _SIZES] if before is not None else []
    return names + ([behind.group(1)[:size] for size in _SIZES] if behind is not None else [])
