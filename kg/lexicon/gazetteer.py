"""Administrative divisions of China, province to township, of today and of the past, with their dated changes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from kg.errors import DataError
from kg.io import data_dir
from kg.lexicon.changes import Dates, add_former_towns, apply_changes, read_changes
from kg.lexicon.divisions import Columns, Division, Level, plain_name, read_tree, short_town
from kg.lexicon.finder import Finder, Hit
from kg.lexicon.words import table, words

_RANKS = ("街道", "镇", "乡", "苏木")


class Gazetteer:
    """Names, paths and dates of divisions. Make it with `Gazetteer.load()`."""

    def __init__(self, columns: Columns, dates: Dates, *, risky: Iterable[str] = ()) -> None:
        """Index the columns; names in `risky` (common words such as 和平) are found only when asked for."""
        self._columns = columns
        self._dates = dates
        self._made: dict[int, Division] = {}
        self._full: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(columns.names):
            self._full[name].append(row)
        self._short: dict[str, list[int]] = defaultdict(list)
        for row, name in columns.shorts.items():
            if name not in self._full or row not in self._full[name]:
                self._short[name].append(row)
        self._finder = Finder(self._full, self._short, frozenset(risky), columns.parents, columns.levels)

    @classmethod
    def load(cls) -> "Gazetteer":
        """The gazetteer of the committed data, read once in a process.

        Raises:
            DataError: a data file is missing or damaged.
        """
        return _load()

    def __len__(self) -> int:
        """Number of divisions, abolished ones included."""
        return len(self._columns.names)

    def find(self, text: str, *, risky: bool = False, home: str = "") -> list[Hit]:
        """Place names in a text, leftmost-longest and not overlapping: full names, and short names down to the county.

        A name that is also a common word is found beside a division of the same area (田家庵、大通), or behind that
        area itself (西安市新城区).

        Args:
            text: any text; offsets of the hits are code points of it.
            risky: also names that are common words or of one character (和平, 东方, 城区).
            home: the area of the text's paper (四川省/乐山市), or empty; its counties are believed too (市中区).
        """
        return self._finder.find(text, risky=risky, home=home)

    def named(self, name: str, *, level: Level | None = None) -> tuple[Division, ...]:
        """All divisions with that full or short name (townships too), ordered by level and code; maybe none."""
        found = {*self._finder.ids(name), *self._towns_called(name)}
        divisions = sorted(map(self.division, found), key=_rank)
        return tuple(division for division in divisions if level is None or division.level == level)

    def overshadowed(self, name: str) -> tuple[Division, ...]:
        """Divisions down to the county whose plain name a greater one bears: 吉林市, 海南藏族自治州, 大理市.

        In a text the plain name means them only beside their like (长春、吉林两市) or at home.
        """
        return tuple(sorted(map(self.division, self._overshadowed.get(name, ())), key=_rank))

    def division(self, id: int) -> Division:  # noqa: A002  the record's own word
        """The division with that id.

        Raises:
            IndexError: no division has it.
        """
        made = self._made.get(id)
        if made is None:
            made = self._made[id] = self._make(id)
        return made

    def parent(self, division: Division) -> Division | None:
        """The division right above, or None for a province."""
        return None if division.parent < 0 else self.division(division.parent)

    def children(self, division: Division) -> tuple[Division, ...]:
        """The divisions right below, abolished ones included."""
        return tuple(map(self.division, self._children.get(division.id, ())))

    def path(self, division: Division, *, date: str = "") -> str:
        """Names from the province down (江苏省/南通市/港闸区); with an ISO date, as they were on that day."""
        if not date:
            return self._columns.path(division.id)
        chain = [division]
        while chain[-1].parent >= 0:
            above = self.division(chain[-1].parent)
            chain.append(self.current(above, date) or above)
        return "/".join(item.name for item in reversed(chain))

    def by_path(self, path: str) -> Division | None:
        """The division of a full path, of today or abolished.

        A township below a county that has another name now (江苏省/南通市/海门市/三厂街道) is the one of today.
        """
        above, _, name = path.rpartition("/")
        for row in self._full.get(name, ()):
            if self._columns.path(row) == path:
                return self.division(row)
        parent = self.by_path(above) if above else None
        if parent is None:
            return None
        heirs = [self._columns.path(heir) for heir in parent.successors]
        found = [place for place in (self.by_path(f"{heir}/{name}") for heir in heirs) if place is not None]
        return found[0] if len(found) == 1 else None

    def resolve(self, names: Sequence[str], *, near: str = "", date: str = "") -> Division | None:
        """The one division that a chain of names means, the widest first (`("南通市", "港闸区")`).

        Args:
            names: full or short names; each must be an ancestor of the next, levels may be left out.
            near: path of the area that the text is about; among homonyms the one nearest to it wins.
            date: ISO date of the text; among homonyms those valid then win, without it those of today.

        Returns:
            The division, or None where none fits or several fit equally well.
        """
        if not names:
            return None
        fits = [place for place in self.named(names[-1]) if self._below(place, names[:-1])]
        if date:
            fits = [place for place in fits if _valid(place, date)] or fits
        return self._nearest(fits, names[-1], near.split("/") if near else [])

    def current(self, division: Division, date: str) -> Division | None:
        """The division itself if valid on the ISO date, else its successor or predecessor then.

        None where it was divided among several, or came from several, and none of them bears its name.
        """
        if _valid(division, date):
            return division
        if division.until and date >= division.until:
            heirs = [self.division(heir) for heir in division.successors]
        else:
            heirs = [self.division(heir) for heir in self._predecessors.get(division.id, ())]
        then = {place for place in (self.current(heir, date) for heir in heirs) if place is not None}
        same = [place for place in then if place.short == division.short]
        if len(then) == 1:
            return then.pop()
        return same[0] if len(same) == 1 else None

    def abbreviated(self, char: str) -> tuple[Division, ...]:
        """Provinces with that one-character abbreviation (苏, 皖, 沪)."""
        return tuple(
            division
            for letter, name in table("abbreviations", 2)
            if letter == char
            for division in self.named(name, level=Level.PROVINCE)
        )

    def _make(self, row: int) -> Division:
        if row < 0:
            raise IndexError(row)
        columns, dates = self._columns, self._dates
        name, level = columns.names[row], Level(columns.levels[row])
        return Division(
            id=row,
            code=columns.codes.get(row, ""),
            name=name,
            short=short_town(name) if level == Level.TOWN else columns.shorts[row],
            level=level,
            parent=columns.parents[row],
            since=dates.since.get(row, ""),
            until=dates.until.get(row, ""),
            successors=tuple(dates.successors.get(row) or self._risen(row)),
        )

    def _risen(self, row: int) -> list[int]:
        """Where a township that is gone goes on with another rank (镇 → 街道): at home, else in the same city."""
        columns, until = self._columns, self._dates.until
        if columns.levels[row] != Level.TOWN or row not in until:
            return []
        short = short_town(columns.names[row])
        same = [other for rank in _RANKS for other in self._full.get(short + rank, ()) if other not in until]
        home = columns.parents[row]
        city = columns.path(home).rpartition("/")[0] + "/"
        for near in (
            [other for other in same if columns.parents[other] == home],
            [other for other in same if columns.path(other).startswith(city)],
        ):
            if near:
                return near if len(near) == 1 else []
        return []

    def _below(self, place: Division, names: Sequence[str]) -> bool:
        wanted = list(names)
        above = self.parent(place)
        while wanted and above is not None:
            if wanted[-1] in (above.name, above.short):
                wanted.pop()
            above = self.parent(above)
        return not wanted

    def _nearest(self, fits: list[Division], name: str, near: list[str]) -> Division | None:
        scored = []
        for place in fits:
            shared = _shared(self._columns.path(place.id).split("/"), near)
            if place.level == Level.TOWN and place.name != name and shared < 2:
                continue  # the short name of a township is used at home only
            scored.append((shared, -place.level, place))
        if not scored:
            return None
        best = max(score[:2] for score in scored)
        winners = [place for *score, place in scored if tuple(score) == best]
        winners = [place for place in winners if not place.until] or winners
        return winners[0] if len(winners) == 1 else None

    @cached_property
    def _overshadowed(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for row in self._columns.shorts:
            name = plain_name(self._columns.names[row])
            if name in self._short and row not in self._short[name]:
                found[name].append(row)
        return dict(found)

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        below: dict[int, list[int]] = defaultdict(list)
        for row, parent in enumerate(self._columns.parents):
            below[parent].append(row)
        return dict(below)

    def _towns_called(self, short: str) -> list[int]:
        """Townships of that short name, which their full names begin with."""
        levels, town = self._columns.levels, int(Level.TOWN)
        near = self._finder.beginning(short[:2])
        names = [name for name in near if name.startswith(short) and short_town(name) == short]
        return [row for name in names for row in self._full.get(name, ()) if levels[row] == town]

    @cached_property
    def _predecessors(self) -> dict[int, list[int]]:
        before: dict[int, list[int]] = defaultdict(list)
        for old, heirs in self._dates.successors.items():
            for heir in heirs:
                if self._dates.since.get(heir) == self._dates.until.get(old):
                    before[heir].append(old)
        return dict(before)


def _rank(division: Division) -> tuple[int, str, int]:
    return division.level, division.code or "999999", division.id


def _valid(division: Division, date: str) -> bool:
    return division.since <= date and (not division.until or date < division.until)


def _shared(path: list[str], near: list[str]) -> int:
    count = 0
    for one, other in zip(path, near, strict=False):
        if one != other:
            break
        count += 1
    return count


@lru_cache(maxsize=1)
def _load() -> Gazetteer:
    path = data_dir() / "divisions.txt"
    if not path.is_file():
        raise DataError(f"the gazetteer {path} does not exist: run `make generate`")
    text = re.sub(r"(?m)^#.*\n", "", path.read_text(encoding="utf-8"))
    columns = read_tree(text.splitlines())
    former = table("divisions_former", 4)
    changes = read_changes(table("changes", 4) + table("changes_extra", 4))
    dates = apply_changes(columns, changes, {path: code for path, code, *_ in former if code})
    add_former_towns(columns, dates, former)
    return Gazetteer(columns, dates, risky=words("ambiguous_shorts"))
