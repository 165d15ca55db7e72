"""The user's own words: a CSV or YAML file of names, what they are, whom they mean, and when.

Columns (CSV) or keys (YAML, a list of mappings): `surface` and `type` are needed; `canonical` is the full
name, `aliases` further names (parted by `;`, or a YAML list), `from` and `to` the dates between which the row holds
(YYYY, YYYY-MM or YYYY-MM-DD). A row with an `accept` column counts only if it is accepted, so that what
`kg learn-lexicon` proposes can be fed back as it is.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import DataError, SourceMissing
from kg.model import EntityType, Problem
from kg.schema import subtypes
from kg.text import clean

COLUMNS = ("surface", "type", "subtype", "canonical", "aliases", "from", "to")
NOTES = ("accept", "note", "source", "rule", "count", "articles", "context_1", "context_2")
"""Columns that a file may have for people's use; of these only `accept` matters."""
RULE = "user"
_HEADS = {"canonical_name": "canonical", "alias": "aliases", "from_date": "from", "to_date": "to"}
_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "√", "是"})
_NO = frozenset({"no", "n", "false", "0", "", "否"})
_UNTOLD = {EntityType.ORG: "institution", EntityType.PLACE: "region", EntityType.PROG: "project"}
"""Subtype of a row that tells none."""
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the file.

    `forms` are the surface and the aliases as they stand in cleaned text; `names` the canonical name and the other
    names of the entity, empty if the row does not say whom the surface means. `since` and `until` are whole days (ISO),
    empty if open. `line` is where the row stands in the file, from 1.
    """

    line: int
    surface: str
    type: EntityType
    subtype: str
    forms: tuple[str, ...]
    names: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def rule(self) -> str:
        """Rule of the mentions that the row makes."""
        return f"{RULE}:{self.line}"

    def holds(self, day: str) -> bool:
        """Whether the row is valid at a page's date (YYYY, YYYY-MM, YYYY-MM-DD or empty).

        A page that is dated by its month or year alone counts if any of its days does. A page without a date is outside
        every period.
        """
        if not (self.since or self.until):
            return True
        if not day:
            return False
        return (not self.since or self.since <= _pad(day, "-12-31")) and (
            not self.until or _pad(day, "-01-01") <= self.until
        )

    def meets(self, other: "Entry") -> bool:
        """Whether there is a day on which both rows hold."""
        return (not self.until or other.since <= self.until) and (not other.until or self.since <= other.until)

    @property
    def meaning(self) -> tuple[str, ...]:
        """What the row says of its forms: rows of one meaning do not contradict each other."""
        return (self.type, self.subtype, *self.names[:1])


def read_lexicon(path: Path) -> tuple[Entry, ...]:
    """The accepted rows of a file, in its order.

    Raises:
        SourceMissing: there is no such file.
        DataError: the file breaks the format; the message names the line.
    """
    if not path.is_file():
        raise SourceMissing(f"the lexicon {path} does not exist: give a CSV or YAML file")
    text = _decoded(path)
    rows = _yaml_rows(path, text) if path.suffix.lower() in _YAML else _csv_rows(path, text)
    entries = []
    for line, row in rows:
        where = f"{path}:{line}"
        if _accepted(row, where):
            entries.append(_entry(row, line, where))
    _check(entries, path)
    return tuple(entries)


def unused(path: Path, rules: Container[str]) -> Iterator[Problem]:
    """For the report: each row of a file that made no mention, `rules` being those that did.

    Raises:
        SourceMissing, DataError: as `read_lexicon`.
    """
    for entry in read_lexicon(path):
        if entry.rule not in rules:
            when = f" dated {entry.since or '…'} to {entry.until or '…'}" if entry.since or entry.until else ""
            message = f"no page{when} names {' or '.join(entry.forms)}: the entry has no effect"
            yield Problem("lexicon", f"{path}:{entry.line}", message, dropped=False)


def by_form(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The rows of each form. A canonical name is a form too, unless a row says otherwise of that very string."""
    listed: dict[str, list[Entry]] = defaultdict(list)
    implied: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for form in entry.forms:
            listed[form].append(entry)
        for name in entry.names[:1]:
            implied[_cleaned(name)].append(entry)
    return {**implied, **listed}


def _decoded(path: Path) -> str:
    """The file's text; spreadsheets in China write GBK as often as UTF-8."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(f"the lexicon {path} is neither UTF-8 nor GB18030 text: save it as CSV UTF-8")


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    heads: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if heads is None:
                    heads = _headed(cells, f"{path}:{line}")
                elif any(cell.strip() for cell in cells[len(heads) :]):
                    raise DataError(
                        f"{path}:{line} has {len(cells)} cells for {len(heads)} columns: quote cells with commas"
                    )
                else:
                    yield line, dict(zip(heads, (cell.strip() for cell in cells), strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{path}:{line} is not CSV ({error}): check its quotes") from error
    if heads is None:
        raise DataError(f"the lexicon {path} is empty: its first line names the columns {', '.join(COLUMNS)}")


def _headed(cells: Iterable[str], where: str) -> list[str]:
    """Names of the columns, as far as they are ours."""
    plain = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells]
    heads = [_HEADS.get(head, head) for head in plain]
    for head in heads:
        if head and head not in COLUMNS and head not in NOTES:
            raise DataError(f"{where} has a column {head!r}: use {', '.join(COLUMNS)}, and `note` for your own notes")
    for needed in COLUMNS[:2]:
        if needed not in heads:
            raise DataError(f"{where} has no column {needed!r}: the first line names the columns")
    if len(set(heads) - {""}) < len([head for head in heads if head]):
        raise DataError(f"{where} names a column twice")
    return heads


def _yaml_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows of a YAML list of mappings. Scalars are taken as they are written: `from: 2015` and `no` stay strings."""
    import yaml  # only those who write YAML pay for it

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise DataError(f"{path}:{line} is not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(root, yaml.SequenceNode):
        raise DataError(f"the lexicon {path} is no list: begin each entry with `- surface: …`")
    for node in root.value:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise DataError(f"{path}:{line} is no mapping: write `- surface: …` with the other keys below it")
        heads = _headed([str(key.value) for key, _ in node.value], f"{path}:{line}")
        values = [_yaml_value(value, f"{path}:{value.start_mark.line + 1}") for _, value in node.value]
        yield line, dict(zip(heads, values, strict=True))


def _yaml_value(node: object, where: str) -> str:
    value = getattr(node, "value", None)
    if isinstance(value, str):
        return "" if getattr(node, "tag", "").endswith(":null") else value.strip()
    if isinstance(value, list) and all(isinstance(getattr(item, "value", None), str) for item in value):
        return ";".join(item.value.strip() for item in value)
    raise DataError(f"{where} holds neither a text nor a list of texts")


def _accepted(row: Mapping[str, str], where: str) -> bool:
    if "accept" not in row:
        return True
    answer = row["accept"].lower()
    if answer not in _YES | _NO:
        raise DataError(f"{where} says {row['accept']!r} under accept: write yes or no")
    return answer in _YES


def _entry(row: Mapping[str, str], line: int, where: str) -> Entry:
    surface = _cleaned(row.get("surface", ""))
    if not surface:
        raise DataError(f"{where} has no surface: write the name as pages print it")
    kind, subtype = _kind(row.get("type", ""), row.get("subtype", ""), where)
    canonical = _cleaned(row.get("canonical", ""))
    aliases = [alias for part in re.split("[;；]", row.get("aliases", "")) if (alias := _cleaned(part))]
    names = dict.fromkeys((canonical or surface, surface, *aliases)) if canonical or aliases else ()
    since = _day(row.get("from", ""), where, last=False)
    until = _day(row.get("to", ""), where, last=True)
    if since and until and since > until:
        raise DataError(f"{where} ends ({until}) before it begins ({since})")
    forms = tuple(dict.fromkeys((surface, *aliases)))
    return Entry(line, surface, kind, subtype, forms, tuple(names), since, until)


def _kind(kind: str, subtype: str, where: str) -> tuple[EntityType, str]:
    try:
        found = EntityType(kind.upper())
    except ValueError:
        raise DataError(f"{where} has the type {kind!r}: use one of {', '.join(EntityType)}") from None
    known = subtypes(found)
    subtype = subtype.lower() or _UNTOLD.get(found, known[0])
    if subtype not in known:
        raise DataError(f"{where} has the subtype {subtype!r}: {found.value} knows {', '.join(known)}")
    return found, subtype


def _day(text: str, where: str, *, last: bool) -> str:
    """First (or last) day of a date of a year, month or day, ISO."""
    if not text:
        return ""
    match = _DATE.match(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), match[3]
        if day is None and last:
            return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1).isoformat()
        return date(year, month, int(day or 1)).isoformat()
    except ValueError:
        raise DataError(f"{where} has the date {text!r}: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def _pad(day: str, rest: str) -> str:
    """A date of a year or month made as long as a day's; `rest` is -01-01 or -12-31 (31 sorts behind any day)."""
    return day + rest[{4: 0, 7: 3}.get(len(day), 6) :]


def _cleaned(text: str) -> str:
    return clean(text)[0]


def _check(entries: Iterable[Entry], path: Path) -> None:
    """No form may mean two things on one day."""
    seen: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for form in entry.forms:
            for other in seen[form]:
                if other.meaning != entry.meaning and other.meets(entry):
                    raise DataError(
                        f"{path}:{entry.line} says of {form!r} what line {other.line} denies: "
                        "give them dates that do not meet, or delete one"
                    )
            seen[form].append(entry)
