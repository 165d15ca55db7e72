"""How area names read on one page: homonyms by what else the page names, invented areas by the text alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.link.atlas import Area, Atlas, textual
from kg.link.names import level, stem


class AreaNames:
    """Readings of area names on one page, kept for each article area."""

    def __init__(self, atlas: Atlas, named: Iterable[tuple[str, ...]], hints: Iterable[tuple[str, ...]] = ()) -> None:
        """Learn from the chains of names on the page which areas it speaks of.

        `hints` are the chains that names of companies and programmes begin with: they decide where nothing else does.
        """
        self.atlas = atlas
        self._cache: dict[tuple[tuple[str, ...], Area | None, bool], Area | None] = {}
        self.seen: dict[str, Area] = {}
        """All areas that the page was found to speak of, by path."""
        self._votes: Counter[tuple[str, ...]] = Counter()
        self._learned: set[str] = set()
        self._parents: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, str] = {}
        self._low_stems: dict[str, str] = {}
        for parts in sorted(set(named)):
            self._learn(parts)
        self._hints: Counter[tuple[str, ...]] = Counter()
        for parts in sorted(set(hints)):
            for area in self.atlas.readings(parts[-1]):
                self._hints.update(area.path[:size] for size in range(1, len(area.path) + 1))

    def _learn(self, parts: tuple[str, ...]) -> None:
        for name in parts:
            if name in self._learned:
                continue
            self._learned.add(name)
            if level(name) and stem(name) != name:
                (self._stems if level(name) <= 3 else self._low_stems).setdefault(stem(name), name)
            found = self.atlas.readings(name)
            prefixes = {area.path[:size] for area in found for size in range(1, len(area.path) + 1)}
            for prefix in prefixes:
                self._votes[prefix] += 1
        for size in range(1, len(parts)):
            self._parents.setdefault(parts[size], parts[:size])

    def full(self, name: str) -> str:
        """The full form that the page has for a short name (云溪 → 云溪区), or the name."""
        return self._stems.get(name, name)

    def low(self, name: str) -> str:
        """The full form that the page has for the short name of a town or village (杨庄 → 杨庄村), or empty."""
        return self._low_stems.get(name, "")

    def resolve(self, parts: tuple[str, ...], base: Area | None, *, text_only: bool = False) -> Area | None:
        """The area of a chain of names in an article whose own area is `base`; None if no area has the name.

        `text_only` leaves the gazetteer out, for villages, which it does not have.
        """
        key = (parts, base, text_only)
        if key not in self._cache:
            found = self._resolve(parts, base, text_only)
            self._cache[key] = found if found is None else self.note(found)
        return self._cache[key]

    def note(self, area: Area) -> Area:
        """The area with its code, now among those that the page speaks of."""
        path = area.text
        if path not in self.seen:
            self.seen[path] = replace(area, code=area.code or self.atlas.code(path)) if area.known else area
        return self.seen[path]

    def _resolve(self, parts: tuple[str, ...], base: Area | None, text_only: bool) -> Area | None:
        names = (*parts[:-1], self.full(parts[-1]))
        if base is not None and not names[:-1]:
            if names[-1] in base.path:
                return base.cut(base.path.index(names[-1]) + 1)
            if (known := _abbreviation(names[-1], base)) is not None:
                return known
        if not text_only:
            found = self._at_home(names[-1], base) or self.atlas.readings(names[-1])
            fits = [area for area in found if _below(area, names[:-1])]
            best = self._best(names[-1], fits, base)
            if best is None and not fits and not names[:-1]:
                best = self._glued(names[-1])
            if best is not None:
                return best
        if len(parts) == 1 and names[-1] in self._parents:
            return self._textual((*self._parents[names[-1]], names[-1]), base)
        return self._textual(names, base) if level(names[0]) else None

    def _at_home(self, name: str, base: Area | None) -> tuple[Area, ...]:
        """An area of the own path whose plain name a greater one elsewhere bears (海南 at 海南藏族自治州)."""
        if base is None or any(_shared(area, base) for area in self.atlas.readings(name)):
            return ()
        return tuple(area for area in self.atlas.overshadowed(name) if base.within(area))

    def _glued(self, name: str) -> Area | None:
        """A name with an area's short name in front (肇庆四会市, 上海青浦区)."""
        for size in range(2, min(4, len(name) - 2) + 1):
            above = self.atlas.readings(name[:size])
            fits = [area for area in self.atlas.readings(name[size:]) if any(area.within(one) for one in above)]
            if len(fits) == 1:
                return fits[0]
        return None

    def _textual(self, names: tuple[str, ...], base: Area | None) -> Area:
        if len(names) > 1:
            above = self._resolve(names[:-1], base, False)
            if above is not None and above.name == names[-2]:
                depth = level(names[-1])
                return above.below(names[-1], 3 if depth == above.level == 2 else depth)
        return textual(names, base if level(names[0]) > 2 else None)

    def _best(self, name: str, fits: list[Area], base: Area | None) -> Area | None:
        if fits and fits[0].level >= 4:
            # Names of townships are repeated all over the country: only one of the own city is believed, else the
            # text's own chain decides. An area that the gazetteer does not have may borrow nothing from it.
            fits = [area for area in fits if base is not None and base.known and _shared(area, base) >= 2]
        if not fits:
            return None
        own = 1 if name in self._learned else 0
        scored = [(self._score(area, base, own), area) for area in fits]
        top = max(score for score, _ in scored)
        winners = [area for score, area in scored if score == top]
        return winners[0] if len(winners) == 1 else None

    def _score(self, area: Area, base: Area | None, own: int) -> tuple[int, int, int, int]:
        """Shared path with the article's area, then how many other names of the page lie in or around the area.

        Then how many companies and programmes are named after an area around it.

        `own` is what the area's own name added to each count.
        """
        shared = _shared(area, base) if base is not None else 0
        votes = sum(self._votes[area.path[:size]] - own for size in range(1, len(area.path) + 1))
        hints = sum(self._hints[area.path[:size]] for size in range(1, len(area.path) + 1))
        return (shared, votes, hints, -area.level)


def _abbreviation(name: str, base: Area) -> Area | None:
    """An area of the own path by first and a later character (杭后 for 杭锦后旗)."""
    for size in range(len(base.path), 0, -1):
        whole = base.path[size - 1]
        if len(name) == 2 < len(whole) - 1 and name[0] == whole[0] and name[1] in whole[2:-1]:
            return base.cut(size)
    return None


def _below(area: Area, names: tuple[str, ...]) -> bool:
    above = iter(area.path[:-1])
    return all(any(name in (one, stem(one)) for one in above) for name in names)


def _shared(area: Area, base: Area) -> int:
    count = 0
    for one, other in zip(area.path, base.path, strict=False):
        if one != other:
            break
        count += 1
    return count
