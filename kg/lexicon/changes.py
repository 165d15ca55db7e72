"""Dated changes of divisions: what was abolished, when, and what took its place.

Each row of the two tables is one step from an old path to a new one on a day. `renamed`, `upgraded` (another rank),
`moved` (another parent), `merged` and `split` begin the new division on that day; `absorbed` adds an area to a division
that already was. A row of kind `void` cancels the generated row with the same paths.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kg.errors import DataError
from kg.lexicon.divisions import Columns, Level

KINDS = frozenset({"renamed", "upgraded", "moved", "merged", "split", "absorbed", "void"})
_BEGINS = frozenset({"renamed", "upgraded", "moved", "merged", "split"})
MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


class Change(NamedTuple):
    """One step; `day` is ISO, paths run from the province down."""

    day: str
    old: str
    new: str
    kind: str


class Dates(NamedTuple):
    """Validity by division id: first day, day after the last, and successors in the order of the tables."""

    since: dict[int, str]
    until: dict[int, str]
    successors: dict[int, list[int]]


def read_changes(rows: Iterable[tuple[str, ...]]) -> list[Change]:
    """Changes in order of day, old path and new path, without the void ones.

    Raises:
        DataError: a kind is not known.
    """
    changes = [Change(*row) for row in rows]
    for change in changes:
        if change.kind not in KINDS:
            raise DataError(f"change of {change.old} has the kind {change.kind!r}: use one of {sorted(KINDS)}")
    void = {(change.old, change.new) for change in changes if change.kind == "void"}
    return sorted({change for change in changes if (change.old, change.new) not in void})


def apply_changes(columns: Columns, changes: Iterable[Change], codes: dict[str, str]) -> Dates:
    """Add every abolished division to the columns, with its validity; `codes` gives their codes by path."""
    dates = Dates({}, {}, {})
    places = {columns.path(row): row for row in list(columns.codes)}
    for change in changes:
        old = _place(columns, places, change.old, codes)
        new = _place(columns, places, change.new, codes)
        dates.until[old] = max(change.day, dates.until.get(old, ""))
        successors = dates.successors.setdefault(old, [])
        if new not in successors:
            successors.append(new)
        if change.kind in _BEGINS:
            dates.since[new] = change.day
        _close_parents(columns, dates, change, old)
    return dates


def add_former_towns(columns: Columns, dates: Dates, rows: Iterable[tuple[str, ...]]) -> None:
    """Add the townships of `divisions_former.tsv` (county path, code, day of the end, names) below their counties.

    Raises:
        DataError: a county is not in the columns.
    """
    places = {columns.path(row): row for row in columns.codes}
    below = _towns_below(columns, {heir for heirs in dates.successors.values() for heir in heirs})
    for path, _, day, cell in rows:
        if not cell:
            continue
        if path not in places:
            raise DataError(
                f"divisions_former.tsv has towns of {path}, which is not in the gazetteer: generate it anew"
            )
        county, first, towns = places[path], len(columns.names), cell.split(" ")
        columns.add_towns(towns, county)
        dates.until.update(dict.fromkeys(range(first, len(columns.names)), day))
        if dates.until.get(county) == day:
            _hand_over(dates, below, county, dict(zip(towns, range(first, len(columns.names)), strict=True)))


def _towns_below(columns: Columns, counties: set[int]) -> dict[int, dict[str, int]]:
    below: dict[int, dict[str, int]] = {county: {} for county in counties}
    for row, (parent, level) in enumerate(zip(columns.parents, columns.levels, strict=True)):
        if level == Level.TOWN and parent in below:
            below[parent][columns.names[row]] = row
    return below


def _hand_over(dates: Dates, below: dict[int, dict[str, int]], county: int, towns: dict[str, int]) -> None:
    """A township of a county that ended goes on under its own name in one of the county's successors."""
    for heir in dates.successors.get(county, ()):
        for town, row in towns.items():
            now = below[heir].get(town)
            if now is not None:
                dates.since[now] = dates.until[county]
                dates.successors.setdefault(row, []).append(now)


def _place(columns: Columns, places: dict[str, int], path: str, codes: dict[str, str]) -> int:
    row = places.get(path)
    if row is None:
        above, _, name = path.rpartition("/")
        parent = _place(columns, places, above, codes) if above else -1
        city = above and columns.levels[parent] == Level.PROVINCE and above not in MUNICIPALITIES
        row = columns.add(name, Level.CITY if city else Level.COUNTY, parent, code=codes.get(path, ""))
        places[path] = row
    return row


def _close_parents(columns: Columns, dates: Dates, change: Change, old: int) -> None:
    """A prefecture known only from the counties that left it ended with the last of them."""
    parent = columns.parents[old]
    if parent >= 0 and not columns.codes[parent] and parent not in dates.successors:
        dates.until[parent] = max(change.day, dates.until.get(parent, ""))
