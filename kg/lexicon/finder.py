"""Finding names of divisions in a text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import add
from typing import NamedTuple

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon.divisions import Level
from kg.lexicon.neighbours import Doubtful

_AREA_WORD = frozenset("域块")  # 区域 area, 区块链 blockchain: the word that a district's last character then begins
_SOON = 20_000
"""Characters after which one automaton of all names is made: for a page or two it takes longer than all the rest."""


class Hit(NamedTuple):
    """A place name found in a text, from `start` to `end` in code points.

    Attributes:
        ids: every division of that name, abolished ones included; of a doubtful name those that its neighbours mean.
        full: whether the name is a full one (南通市) rather than a short one (南通).
    """

    start: int
    end: int
    ids: tuple[int, ...]
    full: bool


class Finder:
    """Finds full names, and short names down to the county."""

    def __init__(
        self,
        full: Mapping[str, Sequence[int]],
        short: Mapping[str, Sequence[int]],
        risky: frozenset[str],
        parents: Sequence[int],
        levels: Sequence[int],
    ) -> None:
        """Take the ids by full and by short name, the names that are common words, the id above and level of each."""
        self._full = full
        self._short = short
        self._risky = risky
        self._parents = parents
        self._levels = levels
        self._homes: dict[str, frozenset[int]] = {}
        self._read = 0

    def find(self, text: str, *, risky: bool, home: str = "") -> list[Hit]:
        """Names in a text, leftmost-longest and not overlapping; see `Gazetteer.find`."""
        ids, full = self.ids, self._full
        spans = self._all.find(text) if risky else self._sure_spans(text)
        hits = [
            Hit(start, end, ids(text[start:end]), text[start:end] in full)
            for start, end, _ in spans
            if not _goes_on(text, end)
        ]
        if risky:
            return hits
        beside = self._doubtful.beside(text, [hit[:3] for hit in hits], self._at(home))
        more = [Hit(*one, text[one[0] : one[1]] in full) for one in beside if not _goes_on(text, one[1])]
        return sorted(hits + more) if more else hits

    def _at(self, home: str) -> frozenset[int]:
        """Ids of the divisions that a paper's place names (四川省/乐山市)."""
        if not home:
            return frozenset()
        if home not in self._homes:
            spans = self._sure_spans(home)
            self._homes[home] = frozenset(row for start, end, _ in spans for row in self.ids(home[start:end]))
        return self._homes[home]

    def ids(self, name: str) -> tuple[int, ...]:
        """Ids of the divisions with that full name, then of those with that short name."""
        full, short = self._full.get(name), self._short.get(name)
        if full is None:
            return tuple(short or ())
        return (*full, *short) if short else tuple(full)

    def beginning(self, two: str) -> Sequence[str]:
        """Names, full and short, that begin with these two characters."""
        return self._by_head.get(two, ())

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._full:
            found[name[:2]].append(name)
        for name in self._short:
            if name not in self._full:
                found[name[:2]].append(name)
        return dict(found)

    def _sure_spans(self, text: str) -> list[tuple[int, int, int]]:
        """Where names stand that are no common words; the first texts are searched for the names that they hold."""
        if self._read > _SOON:
            return self._sure.find(text)
        self._read += len(text)
        pairs = dict.fromkeys(map(add, text, text[1:]))
        names = [name for two in pairs for name in self.beginning(two) if name in text and name not in self._risky]
        return _automaton(names).find(text) if names else []

    @cached_property
    def _sure(self) -> CharwiseDoubleArrayAhoCorasick:
        names = dict.fromkeys([*self._full, *self._short])
        return _automaton([name for name in names if len(name) > 1 and name not in self._risky])

    @cached_property
    def _all(self) -> CharwiseDoubleArrayAhoCorasick:
        return _automaton(list(dict.fromkeys([*self._full, *self._short])))

    @cached_property
    def _doubtful(self) -> Doubtful:
        names = {name: ids for name in self._risky if len(name) > 1 and (ids := self.ids(name))}
        full = {name: [row for row in self._full.get(name, ()) if self._levels[row] == Level.COUNTY] for name in names}
        return Doubtful.of(names, self._parents, full)


def _automaton(names: list[str]) -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST)


def _goes_on(text: str, end: int) -> bool:
    """Whether the last character of a district's name begins a word (区域)."""
    return text[end - 1] == "区" and text[end : end + 1] in _AREA_WORD
