"""Companies and their like: the longest form on the page is the name, short forms are found by their characters."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.link.names import bare, chain

_TAIL: Final = re.compile(
    r"(?:(?:股份|有限|责任|集团|控股|实业|科技|总|分|子)*(?:公司|集团)|商行|合作社|厂|企业|股份|事务所)$"
)
_KINDS: Final = frozenset({"company", "bank", "institution", "association", "education", "health", "media", "team"})
_MARKS: Final = re.compile(r"[（）()]")
_BANKS: Final = {"农行": "农业银行", "工行": "工商银行", "建行": "建设银行", "中行": "中国银行"}


def is_full(name: str) -> bool:
    """Whether a name is a registered company name in form (…有限公司, …合作社), not a short form."""
    return len(name) >= 6 and re.search(r"(?:有限(?:责任)?公司|股份公司|株式会社|合作社|总厂)$", name) is not None


class ShortForms:
    """Finds the longest name on a page that a short form can stand for.

    Full names are indexed by the two characters where a short form may begin: the start of the name, and the start
    behind its area. A short form must then be a subsequence of the name (润禾农机 ⇐ 青岚市润禾农业机械有限公司).
    """

    def __init__(self, names: Iterable[tuple[str, str, int]], stems: frozenset[str]) -> None:
        """Index (surface, subtype, article) of the page's organisations; `stems` are short area names of the page."""
        self._stems = stems
        self._index: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for surface, subtype, article in names:
            if subtype in _KINDS:
                name = bare(surface)
                for start in self._starts(name):
                    self._index[start][name].add(article)

    def _starts(self, name: str) -> set[str]:
        rest = chain(name)[1]
        starts = {name[:2], rest[:2]}
        for size in (2, 3):
            # A company may bear its area without the level: 南通远澜科技 is also 远澜科技.
            if name[:size] in self._stems or is_full(name):
                starts.add(name[size : size + 2])
        return {start for start in starts if len(start) == 2}

    def longest(self, surface: str, article: int) -> str:
        """The name that `surface` is short for, itself if none or several; the same article is asked first."""
        short = bare(surface)
        core = _TAIL.sub("", chain(short)[1] or short) or short
        if len(core) < 2:
            return short
        found = [
            (name, where)
            for name, where in self._index.get(core[:2], {}).items()
            if len(name) > len(short) and _abbreviates(core, short, name) and _same_bank(short, name)
        ]
        near = [name for name, where in found if article in where] or [name for name, _ in found]
        if not near:
            return short
        near.sort(key=lambda name: (-len(name), name))
        # Two full names that do not contain each other: the short form does not tell which.
        if any(not _contains(near[0], name) for name in near[1:]):
            return short
        return near[0]


def _same_bank(short: str, name: str) -> bool:
    """Whether a name may be meant by one that ends in a bank's two characters (农行 is no 农村商业银行)."""
    return short[-2:] not in _BANKS or _BANKS[short[-2:]] in name


def _abbreviates(core: str, short: str, name: str) -> bool:
    plain = _MARKS.sub("", name)
    at = plain.find(core[:2])
    if at < 0 or not _contains(plain[at:], core):
        return False
    if is_full(short):
        # A registered name is short only for the same with an area or legal words before or inside it.
        return name.endswith(short) or _contains(name, short)
    return is_full(name) or name.endswith(short)


def _contains(long: str, short: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
