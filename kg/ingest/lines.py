"""Pages that stand one a line in a file, read line by line: a file may be larger than memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.config import IngestSettings
from kg.errors import PageError
from kg.ingest.decode import decode
from kg.ingest.metadata import dated
from kg.model import Page, Problem

_HALF = re.compile(r"[\ud800-\udfff]")
"""A lone surrogate: JSON can spell it, no encoding can write it."""
_FIELDS = ("id", "text", "date", "title", "place")
_MARKS_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\x0b\x0c\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """Where a page's line stands: its number, counted from 1, and its bytes [start, start + size) in the file."""

    path: Path
    number: int
    start: int
    size: int


def raw_lines(path: Path) -> Iterator[tuple[Line, bytes]]:
    """The lines of a file that are not blank, without their ends: `\\n`, `\\r\\n` or `\\r`.

    Raises:
        OSError: the file cannot be read.
    """
    number = at = 0
    with path.open("rb") as stream:
        for whole in stream:
            body = whole.removesuffix(b"\n")
            body = body.removesuffix(b"\r") if len(body) < len(whole) else body
            begin = at
            for part in body.split(b"\r"):
                number += 1
                if part.strip(_BLANK):
                    yield Line(path, number, begin, len(part)), part
                begin += len(part) + 1
            at += len(whole)


def is_wide(path: Path) -> bool:
    """Whether the file is UTF-16, where a byte of a character may look like the end of a line."""
    with path.open("rb") as stream:
        first = stream.read(2)  # JSON begins with an ASCII character, half of which is a zero byte in UTF-16
    return first in _MARKS_UTF_16 or b"\0" in first


def page_of_record(record: object, where: str, settings: IngestSettings) -> Page:
    """The page of an object with `id` and `text`, and perhaps `date`, `title`, `place`.

    Raises:
        TypeError: it is no object, or a value is no string.
        ValueError: it lacks an id or a text.
    """
    if not isinstance(record, dict):
        raise TypeError("it is no JSON object")
    values = {key: record.get(key, "") for key in _FIELDS}
    for key, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f"its {key!r} is no string")
    if not values["id"].strip() or not values["text"].strip():
        raise ValueError("it lacks an id or a text")
    page = Page(values["id"].strip(), values["text"], title=values["title"], source=where)
    return dated(page, values["date"], values["place"], page.id, settings)


def page_of_line(raw: bytes, path: str, number: int, settings: IngestSettings) -> Iterator[Page | Problem]:
    """The page of a line, and a problem if there is something to say; a problem alone if it holds no page.

    Args:
        raw: the line without its end; its encoding is found as that of a file.
        path: of the file, for the page's source and the problems.
        number: of the line, counted from 1.
        settings: how pages are read.
    """
    where, name = f"{path}:{number}", path.replace("\\", "/").rpartition("/")[2]
    try:
        page = page_of_record(json.loads(decode(raw, encoding=settings.encoding)[0]), where, settings)
    except (ValueError, TypeError, PageError) as error:
        yield Problem("line", where, f"line {number} of {name} was left out: {error}")
        return
    if _HALF.search(page.text):
        yield Problem("mended", where, f"line {number} of {name} holds halves of characters: now U+FFFD", False)
        page = replace(page, text=mended(page.text))
    yield page


def read_line(line: Line, name: str, settings: IngestSettings) -> Page | Problem:
    """The page of a line that was read before, called `name`; a problem if the file is not what it was."""
    try:
        with line.path.open("rb") as stream:
            stream.seek(line.start)
            raw = stream.read(line.size)
    except OSError as error:
        return Problem("unreadable", str(line.path), f"{line.path.name} was left out: {error.strerror or error}")
    *_, found = page_of_line(raw, str(line.path), line.number, settings)
    return replace(found, id=name) if isinstance(found, Page) else found


def mended(text: str) -> str:
    """Text without halves of characters."""
    return _HALF.sub("\ufffd", text)
