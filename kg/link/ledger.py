"""The ledger of judgements: a text file beside the sources, one judgement a line, made to be read, diffed and merged.

Cells are parted by tabs: verdict, entity, other, who, note. Lines are sorted by the two keys, and a pair has one line.
A line that begins with `#` is a remark. Cells behind the fifth are not read, so a list that `kg review --list` printed
can be filled in and read back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.io import atomic_write
from kg.model import EntityType, Judgement, Verdict

HEADER = (
    "# Judgements on entities, replayed on each build. One pair a line; sorted; may be edited by hand.",
    "# verdict\tentity\tother\twho\tnote",
)
_TYPES = frozenset(kind.value for kind in EntityType)
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {written: char for char, written in _ESCAPES.items()}
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPED = re.compile(r"\\[\\tnr]")


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement and the number of its line, counted from 1."""

    number: int
    judgement: Judgement


def read_ledger(path: Path) -> tuple[Line, ...]:
    """The judgements of a ledger or of a filled-in list, in file order. A line without a verdict is left out.

    Raises:
        DataError: a line breaks the format, or the file is no UTF-8 text; the message names the line.
    """
    return tuple(
        Line(number, judgement)
        for number, text in enumerate(_text(path).split("\n"), 1)
        if not _is_remark(text) and (judgement := _parse(text, f"{path.name} line {number}")) is not None
    )


def write_ledger(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write a ledger whole, at once and sorted. Remarks that stood in it are kept, at its top.

    Of two judgements on one pair the later one is written.
    """
    remarks = list(HEADER)
    if path.is_file():
        remarks += [line for line in _text(path).split("\n") if line.startswith("#") and line not in HEADER]
    latest = {judgement.pair: judgement for judgement in judgements}
    lines = remarks + [format_judgement(latest[pair]) for pair in sorted(latest)]
    atomic_write(path, "\n".join(lines) + "\n")


def updated(old: Iterable[Line], new: Iterable[Judgement]) -> Mapping[tuple[str, str], Judgement]:
    """Judgements by pair: those of the ledger, each replaced by the new one on its pair, if any."""
    merged = {line.judgement.pair: line.judgement for line in old}
    merged.update((judgement.pair, judgement) for judgement in new)
    return merged


def format_judgement(judgement: Judgement) -> str:
    """The line of a judgement, without its end; the two keys in order."""
    cells = (judgement.verdict.value, *judgement.pair, judgement.who, judgement.note)
    return "\t".join(map(escape, cells)).rstrip("\t")


def escape(cell: str) -> str:
    """A cell's text with backslash, tab and line ends written as two characters."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], cell)


def _unescape(cell: str) -> str:
    return _ESCAPED.sub(lambda found: _UNESCAPES[found.group()], cell)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is no UTF-8 text (byte {error.start}): save it as UTF-8") from error


def _is_remark(text: str) -> bool:
    return not text.strip() or text.startswith("#")


def _parse(text: str, where: str) -> Judgement | None:
    cells = [_unescape(cell) for cell in text.split("\t")]
    verdict, entity, other, who, note = (*cells[:5], *[""] * (5 - len(cells)))
    if not verdict.strip():
        return None
    try:
        given = Verdict(verdict.strip().lower())
    except ValueError:
        wanted = ", ".join(Verdict)
        raise DataError(f"{where}: {verdict!r} is no verdict: write one of {wanted}") from None
    for key in (entity, other):
        _check_key(key, where)
    if entity == other:
        raise DataError(f"{where}: an entity is judged against itself ({entity}): name two")
    if given is not Verdict.UNSURE and entity.split("|", 1)[0] != other.split("|", 1)[0]:
        raise DataError(f"{where}: {entity} and {other} are of different types, so nothing is to be judged: delete it")
    return Judgement(entity, other, given, who, note)


def _check_key(key: str, where: str) -> None:
    parts = key.split("|")
    if len(parts) not in (4, 5) or parts[0] not in _TYPES or not parts[1] or (len(parts) == 5 and not parts[4]):
        shown = key or "an empty cell"
        raise DataError(
            f"{where}: {shown} is no entity's key: write TYPE|name|area|mark, as kg review --list prints it"
        )
