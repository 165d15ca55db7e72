"""Names that are also common words (大通, 市中区), believed in a text where their neighbours leave no doubt.

A name in a list with another division right below the same area (田家庵、大通、谢家集), or right behind the name of
the area that it lies in (西安市新城区), is a place, whatever else the word may mean. So are three doubtful names of one
area in a row (沙县、永安、大田), and a county's full name (滑县, 市中区) in a text that names the city above it or in
that city's paper.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_JOINS = frozenset("、和与及")
_MIDDLE = re.compile("(?<=、)[\u4e00-\u9fff]{2,5}(?=[、和与及])")

Found = tuple[int, int, tuple[int, ...]]
"""Start, end and ids of a name in a text."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The doubtful `names` with the ids of their divisions, and `parents`: the id above each division, -1 for none."""

    names: Mapping[str, tuple[int, ...]]
    parents: Sequence[int]
    sizes: tuple[int, ...]
    """Lengths of the names, the longest first."""
    begins: frozenset[str]
    """First characters of the names."""
    below: Mapping[int, tuple[str, ...]]
    """Full names of counties among them by the id above."""

    @classmethod
    def of(
        cls, names: Mapping[str, tuple[int, ...]], parents: Sequence[int], counties: Mapping[str, Sequence[int]]
    ) -> "Doubtful":
        """Of names with their ids; `counties` are the full names of counties among them."""
        below: dict[int, tuple[str, ...]] = {}
        for name in sorted(counties):
            if len(name) > 2 or name[-1] == "县":  # 城区, 郊区: more often a part of any city
                for row in counties[name]:
                    below[parents[row]] = (*below.get(parents[row], ()), name)
        sizes = tuple(sorted({len(name) for name in names}, reverse=True))
        return cls(names, parents, sizes, frozenset(name[0] for name in names), below)

    def beside(self, text: str, hits: Sequence[Found], home: frozenset[int] = frozenset()) -> list[Found]:
        """The doubtful names of a text that its sure ones vouch for, in order.

        Args:
            text: the text.
            hits: names found for sure, in order; nothing that crosses one is found.
            home: ids of the areas that the text's paper is of.
        """
        found: set[Found] = set(self._under(text, hits, home))
        if found:
            hits = sorted([*hits, *found])
        ends, starts = [0, *(hit[1] for hit in hits)], [*(hit[0] for hit in hits), len(text)]
        for place, hit in enumerate(hits):
            if text[hit[1] : hit[1] + 1] in self.begins or text[hit[1] : hit[1] + 1] in _JOINS:
                found.update(self._behind(text, hit, starts[place + 1]))
            if text[hit[0] - 1 : hit[0]] in _JOINS:
                found.update(self._before(text, hit, ends[place]))
        rows = [match.span() for match in _MIDDLE.finditer(text) if match[0] in self.names]
        if rows:
            taken = {at for start, end, _ in (*hits, *found) for at in range(start, end)}
            for start, end in rows:
                if start not in taken:
                    found.update(self._row(text, start, end, taken))
        return sorted(_apart(found))

    def _under(self, text: str, hits: Sequence[Found], home: frozenset[int]) -> Iterator[Found]:
        """Full names of counties in a text or paper that names the city above them, where they cross no hit."""
        cities = sorted(row for row in home.union(*(hit[2] for hit in hits)) if row in self.below)
        for city in cities:
            for name in self.below[city]:
                ids = tuple(row for row in self.names[name] if self.parents[row] == city)
                for match in re.finditer(name, text):
                    if not any(start < match.end() and match.start() < end for start, end, _ in hits):
                        yield match.start(), match.end(), ids

    def _behind(self, text: str, hit: Found, limit: int) -> Iterator[Found]:
        last: Found | None = hit
        while last is not None and last[1] < limit:
            at, above = last[1], frozenset(last[2])
            if text[at] in _JOINS:
                at, above = at + 1, self._above(last)
            spans = ((at, at + size) for size in self.sizes if at + size <= limit)
            last = self._first(text, spans, above)
            if last is not None:
                yield last

    def _before(self, text: str, hit: Found, limit: int) -> Iterator[Found]:
        last: Found | None = hit
        while last is not None and last[0] > limit and text[last[0] - 1] in _JOINS:
            end = last[0] - 1
            spans = ((end - size, end) for size in self.sizes if end - size >= limit)
            last = self._first(text, spans, self._above(last))
            if last is not None:
                yield last

    def _row(self, text: str, start: int, end: int, taken: set[int]) -> list[Found]:
        """A doubtful name in a list, with those around it, if it has siblings on both sides."""
        for above in sorted(self._above((start, end, self.names[text[start:end]]))):
            ids = tuple(row for row in self.names[text[start:end]] if self.parents[row] == above)
            middle = (start, end, ids)
            before, behind = list(self._before(text, middle, 0)), list(self._behind(text, middle, len(text)))
            row = [*before, middle, *behind]
            if before and behind and not any(one[0] in taken or one[1] - 1 in taken for one in row):
                return row
        return []

    def _first(self, text: str, spans: Iterator[tuple[int, int]], above: frozenset[int]) -> Found | None:
        """The first of the spans that is a doubtful name right below one of those areas."""
        for start, end in spans:
            ids = tuple(row for row in self.names.get(text[start:end], ()) if self.parents[row] in above)
            if ids:
                return start, end, ids
        return None

    def _above(self, hit: Found) -> frozenset[int]:
        return frozenset(self.parents[row] for row in hit[2] if self.parents[row] >= 0)


def _apart(found: set[Found]) -> Iterator[Found]:
    """The names without those that cross one before them."""
    end = 0
    for one in sorted(found, key=lambda one: (one[0], -one[1], one[2])):
        if one[0] >= end:
            yield one
            end = one[1]
