"""The user's own words: a CSV of surfaces that win over every other reading."""

import csv
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.errors import DataError, SourceMissing
from kg.model import EntityType
from kg.ner.candidate import Candidate

_COLUMNS = ("surface", "type", "subtype", "canonical", "aliases", "from", "to")


class Entry(NamedTuple):
    """One surface with its type and subtype, valid from `since` until the day before `until` (ISO, empty: open)."""

    surface: str
    type: EntityType
    subtype: str
    canonical: str
    since: str
    until: str


class UserLexicon:
    """Entries by surface; aliases (parted by `|`) are surfaces too."""

    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self.entries = {entry.surface: entry for entry in entries}

    @classmethod
    def load(cls, path: Path) -> "UserLexicon":
        """Read a CSV with the columns surface, type, subtype, canonical, aliases, from, to.

        All but the first two may be missing.

        Raises:
            SourceMissing: there is no such file.
            DataError: a column is missing or unknown, or a row has an unknown type or no surface.
        """
        if not path.is_file():
            raise SourceMissing(f"the lexicon {path} does not exist: check the path")
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_columns(path, reader.fieldnames or ())
            return cls(tuple(entry for row in reader for entry in _entries(path, reader.line_num, row)))

    def find(self, text: str, *, date: str = "") -> list[Candidate]:
        """Candidates for the surfaces in a text that are valid on the date; of overlapping ones the longest."""
        if not self.entries:
            return []
        found = []
        for start, end, _ in self._finder.find(text):
            entry = self.entries[text[start:end]]
            if _valid(entry, date):
                found.append(Candidate(start, end, entry.type, entry.subtype, 1.0, "user"))
        return found

    @cached_property
    def _finder(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(sorted(self.entries), MATCH_KIND_LEFTMOST_LONGEST)


def _check_columns(path: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in _COLUMNS]
    if unknown or "surface" not in names or "type" not in names:
        wanted = ", ".join(_COLUMNS)
        raise DataError(f"the lexicon {path} has the columns {', '.join(names) or '(none)'}: it needs {wanted}")


def _entries(path: Path, line: int, row: dict[str, str]) -> list[Entry]:
    surface = (row.get("surface") or "").strip()
    kind = (row.get("type") or "").strip()
    if not surface or kind not in EntityType.__members__:
        raise DataError(f"the lexicon {path}, line {line}: a row needs a surface and a type of ORG, PER, PLACE or PROG")
    aliases = [alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip()]
    subtype = (row.get("subtype") or "").strip() or _DEFAULTS[EntityType(kind)]
    canonical = (row.get("canonical") or "").strip() or surface
    since, until = (row.get("from") or "").strip(), (row.get("to") or "").strip()
    return [
        Entry(name, EntityType(kind), subtype, canonical, since, until) for name in dict.fromkeys([surface, *aliases])
    ]


_DEFAULTS = {
    EntityType.ORG: "institution",
    EntityType.PER: "person",
    EntityType.PLACE: "facility",
    EntityType.PROG: "project",
}


def _valid(entry: Entry, date: str) -> bool:
    if not date:
        return True
    return entry.since <= date and (not entry.until or date < entry.until)
