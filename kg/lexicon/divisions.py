"""The tree of administrative divisions as columns, and the record of one division.

50,000 records are too slow to make at each start, so the loader fills lists, and a `Division` is made when it is asked
for. The text is read once, line by line for counties and above; the townships of a county are one cell, split in C.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from kg.errors import DataError

_TOWN_END = re.compile(r"(?:民族|(?<=..)[^县]{1,3}族)?(?:镇|乡|街道|苏木|地区)$")

_AUTONOMOUS = re.compile(r"(?:(?<=..)[^族]{1,4}族|(?<=..)蒙古族?)*自治[州县旗]$")


class Level(IntEnum):
    """Rank of a division; a county of a municipality, or one run by its province, has no city above it."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWN = 4


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division, of today or of the past.

    Attributes:
        id: place in the gazetteer; changes with the data, so never store it: store the path or the code.
        code: six digits (GB/T 2260), empty for townships and where no source gives it.
        name: full name (南通市).
        short: name without its rank (南通), or the full name where that would be one character (和县).
        parent: id of the division right above, -1 for a province.
        since, until: ISO dates, the first day and the day after the last; empty when open or unknown.
        successors: ids of the divisions that took over its area.
    """

    id: int
    code: str
    name: str
    short: str
    level: Level
    parent: int
    since: str = ""
    until: str = ""
    successors: tuple[int, ...] = ()


@dataclass(slots=True)
class Columns:
    """The gazetteer's rows as lists of equal length; a row's index is its division's id."""

    names: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    shorts: dict[int, str] = field(default_factory=dict)

    def add(self, name: str, level: int, parent: int, *, code: str = "", short: str = "") -> int:
        """Append one division of county level or above; its id."""
        row = len(self.names)
        self.names.append(name)
        self.parents.append(parent)
        self.levels.append(level)
        self.codes[row] = code
        self.shorts[row] = short or short_name(name)
        return row

    def add_towns(self, names: list[str], parent: int) -> None:
        """Append the townships of one division."""
        self.names += names
        self.parents += [parent] * len(names)
        self.levels += [4] * len(names)

    def path(self, row: int) -> str:
        """Names from the province down, parted by `/`."""
        parts: list[str] = []
        while row >= 0:
            parts.append(self.names[row])
            row = self.parents[row]
        return "/".join(reversed(parts))


def read_tree(lines: Iterable[str]) -> Columns:
    """Columns of `divisions.txt`: tabs for depth, then name, code, short name and townships.

    Raises:
        DataError: a line stands deeper than its place allows.
    """
    columns = Columns()
    above = [-1, -1, -1, -1]
    for line in lines:
        cells = line.lstrip("\t").split("\t")
        depth = len(line) - len(line.lstrip("\t"))
        if depth > 2 or (depth and above[1] < 0):
            raise DataError(f"divisions.txt has {cells[0]!r} at a depth without a place: generate it anew")
        parent = -1 if depth == 0 else above[depth] if above[depth] >= 0 else above[1]
        cells += [""] * (4 - len(cells))
        row = columns.add(cells[0], depth + 1, parent, code=cells[1], short=cells[2])
        above[depth + 1 :] = [row] + [-1] * (2 - depth)
        if cells[3]:
            columns.add_towns(cells[3].split(" "), row)
    return columns


def short_name(name: str) -> str:
    """A county's or city's name without its rank, where at least two characters remain (海门市 → 海门, 和县 → 和县)."""
    for rank in ("行政委员会", "地区", "矿区", "林区", "特区", "新区", "市", "区", "县", "旗", "盟"):
        if name.endswith(rank) and len(name) - len(rank) >= 2:
            return name[: -len(rank)]
    return name


def plain_name(name: str) -> str:
    """A name without rank and nationality (海南藏族自治州 → 海南, 吉林市 → 吉林, 朝阳县 → 朝阳)."""
    rest = _AUTONOMOUS.sub("", name) if "自治" in name else short_name(name)
    return rest if len(rest) >= 2 else name


def short_town(name: str) -> str:
    """A township's name without its rank and its nationality (章广镇 → 章广), if two characters or more remain."""
    rest = _TOWN_END.sub("", name)
    return rest if len(rest) >= 2 else name
