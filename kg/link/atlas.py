"""Areas as linking sees them: the gazetteer's divisions on the page's day, and areas known from the text alone."""

from dataclasses import dataclass

from kg.lexicon.divisions import Division
from kg.lexicon.gazetteer import Gazetteer
from kg.link.names import level, stem


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area: its `path` from the widest name known, the `levels` of that path, and its code."""

    path: tuple[str, ...]
    levels: tuple[int, ...]
    code: str = ""
    known: bool = False
    """Whether the gazetteer has it."""

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def level(self) -> int:
        return self.levels[-1]

    @property
    def text(self) -> str:
        """The path as it is stored: 江苏省/南通市/港闸区."""
        return "/".join(self.path)

    def above(self, depth: int) -> "Area | None":
        """The nearest area of the path whose level is less than `depth`."""
        for size in range(len(self.path), 0, -1):
            if self.levels[size - 1] < depth:
                return self.cut(size)
        return None

    def cut(self, size: int) -> "Area":
        """The area of the first `size` names."""
        return self if size == len(self.path) else Area(self.path[:size], self.levels[:size], "", self.known)

    def below(self, name: str, depth: int) -> "Area":
        """An area of that name right below, as the text alone has it."""
        return Area((*self.path, name), (*self.levels, depth))

    def within(self, other: "Area") -> bool:
        return self.path[: len(other.path)] == other.path


class Atlas:
    """Readings of area names on one day. Look-ups are kept, as a page repeats its names."""

    def __init__(self, gazetteer: Gazetteer | None, date: str) -> None:
        self._gazetteer = gazetteer
        self._date = date
        self._read: dict[str, tuple[Area, ...]] = {}

    def readings(self, name: str) -> tuple[Area, ...]:
        """All areas of that full or short name that existed on the day; a township only by its full name."""
        found = self._read.get(name)
        if found is None:
            found = self._read[name] = self._lookup(name)
        return found

    def overshadowed(self, name: str) -> tuple[Area, ...]:
        """Areas of the day whose plain name a greater one bears (吉林市, 海南藏族自治州): see the gazetteer."""
        if self._gazetteer is None:
            return ()
        places = [self._then(place, name) for place in self._gazetteer.overshadowed(name)]
        return tuple(dict.fromkeys(self._area(place.id) for place in places))

    def abbreviated(self, char: str) -> tuple[Area, ...]:
        """Provinces with that one-character abbreviation (苏, 皖)."""
        if self._gazetteer is None:
            return ()
        return tuple(self._area(place.id) for place in self._gazetteer.abbreviated(char))

    def code(self, path: str) -> str:
        """Code of the division of that path on the day, or empty."""
        place = None if self._gazetteer is None else self._gazetteer.by_path(path)
        return place.code if place is not None else ""

    def short(self, area: Area) -> str:
        """Short name of an area as branches of a city's bodies bear it (港闸, 桓仁 of an autonomous county, 浦东)."""
        place = None if self._gazetteer is None else self._gazetteer.by_path(area.text)
        name = stem(area.name) if place is None else place.short
        return name[:-1] if area.name.endswith("新区") and len(name) > 2 and name[-1] == "新" else name

    def _lookup(self, name: str) -> tuple[Area, ...]:
        if self._gazetteer is None or len(name) < 2:
            return ()
        if name[-1] in "州县旗" and len(name) > 2 and not self._gazetteer.named(name):
            # 阿坝州, 门源县: the short form of an autonomous prefecture or county keeps its last letter.
            return tuple(area for area in self.readings(name[:-1]) if area.name.endswith(f"自治{name[-1]}"))
        found: dict[tuple[str, ...], Area] = {}
        exact: list[Area] = []
        places = [place for place in self._gazetteer.named(name) if place.level < 4 or place.name == name]
        if not self._date:
            # A page without a date: what exists today, unless only a former division has the name.
            places = [place for place in places if not place.until] or places
        for place in places:
            area = self._area(self._then(place, name).id)
            found.setdefault(area.path, area)
            if area.name == name:
                exact.append(area)
        return tuple(dict.fromkeys(exact)) if exact else tuple(found.values())

    def _then(self, place: Division, name: str) -> Division:
        """What a name meant on the day: 海安 is 海安县 before 2018 and 海安市 after.

        A former division that the page names stays itself (港闸区 in 2022): that it became part of another is for the
        graph to say.
        """
        if not self._date or self._gazetteer is None:
            return place
        then = self._gazetteer.current(place, self._date)
        if then is None or then.name == place.name or (place.name != name and then.short == place.short):
            return then or place
        return place

    def _area(self, id: int) -> Area:  # noqa: A002  the gazetteer's own word
        assert self._gazetteer is not None
        place = self._gazetteer.division(id)
        levels = [int(place.level)]
        above = self._gazetteer.parent(place)
        while above is not None:
            levels.append(int(above.level))
            above = self._gazetteer.parent(above)
        path = tuple(self._gazetteer.path(place, date=self._date).split("/"))
        return Area(path, tuple(reversed(levels))[-len(path) :], place.code, known=True)


def textual(parts: tuple[str, ...], base: Area | None) -> Area:
    """The area that a chain of names from the text means, below `base` as far as its levels allow."""
    above = base.above(level(parts[0]) or 5) if base is not None else None
    path, levels = (above.path, above.levels) if above is not None else ((), ())
    for part in parts:
        depth = level(part)
        if levels and depth == levels[-1] == 2:
            depth = 3  # a county-level city below its city
        path, levels = (*path, part), (*levels, depth)
    return Area(path, levels)


__all__ = ["Area", "Atlas", "stem", "textual"]
