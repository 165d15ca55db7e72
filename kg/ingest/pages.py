"""Files to pages."""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.config import IngestSettings
from kg.errors import PageError
from kg.ingest.decode import decode
from kg.ingest.metadata import front_matter
from kg.ingest.sources import MEDIA, files
from kg.model import Page, Problem
from kg.text import issue_date

log = logging.getLogger(__name__)

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_HALF = re.compile(r"[\ud800-\udfff]")
"""A lone surrogate: JSON can spell it, no encoding can write it."""
_LINE = re.compile(r"[^\r\n]+")


def read(sources: Sequence[str | Path], settings: IngestSettings) -> Iterator[Page | Problem]:
    """Pages of `sources`, ordered by id, and a problem for each file or line that gives none.

    A source is a file, a folder or a pattern; in which order they are given does not matter. `.jsonl` files hold one
    page a line: an object with `id` and `text`, and perhaps `date`, `title`, `place`. All others are one page, whose id
    is the file's stem, or its path below the source where two files share the stem. Where pages still share an id, the
    second is called `ID#2` and so on, in order of their paths and lines, and a problem says so.

    Date, title and place come from the front matter; failing that, the date from the file's name or the page's
    masthead, and the place from the settings.

    Raises:
        SourceMissing: a source names nothing.
    """
    found = files(sources)
    stems = Counter(Path(below).stem for _, below in found if not _is_lines(Path(below)))
    entries: list[tuple[str, Path | Page]] = []
    for path, below in found:
        if not _is_lines(path):
            stem = Path(below).stem
            entries.append((stem if stems[stem] == 1 else below, path))
            continue
        for result in _read_lines(path, settings):
            if isinstance(result, Problem):
                yield result
            else:
                entries.append((result.id, result))
    entries.sort(key=lambda entry: entry[0])
    for name, problem, entry in _apart(entries):
        if problem is not None:
            yield problem
        yield replace(entry, id=name) if isinstance(entry, Page) else _read_page(entry, name, settings)


def from_text(text: str, settings: IngestSettings, *, name: str = "text", date: str = "") -> Page:
    """A page of a text that stands in no file; its date is `date`, else found as for a file without a date in its name.

    Raises:
        PageError: the text is empty.
    """
    if not text.strip():
        raise PageError("there is no text to annotate: give the words of a page")
    _, entries = front_matter(text)
    page = Page(name, _HALF.sub("\ufffd", text), title=entries.get("title", ""))
    return _dated(page, date or entries.get("date", ""), entries.get("place", ""), "", settings)


def _is_lines(path: Path) -> bool:
    return MEDIA.get(path.suffix.lower()) == "jsonl"


def _text(path: Path, settings: IngestSettings) -> str | Problem:
    try:
        text, encoding = decode(path.read_bytes(), encoding=settings.encoding)
    except PageError as error:
        kind = "encoding" if settings.encoding else "binary"
        return Problem(kind, str(path), f"{path.name} was left out: {error}")
    except OSError as error:
        return Problem("unreadable", str(path), f"{path.name} was left out: {error.strerror or error}")
    log.debug("read %s as %s", path, encoding)
    return text if text.strip() else Problem("empty", str(path), f"{path.name} was left out: it holds no text")


def _read_page(path: Path, name: str, settings: IngestSettings) -> Page | Problem:
    text = _text(path, settings)
    if isinstance(text, Problem):
        return text
    media = MEDIA.get(path.suffix.lower(), "text")
    _, entries = front_matter(text)
    page = Page(name, text, source=path.as_posix(), media=media, title=entries.get("title", ""))
    return _dated(page, entries.get("date", ""), entries.get("place", ""), path.stem, settings)


def _read_lines(path: Path, settings: IngestSettings) -> Iterator[Page | Problem]:
    text = _text(path, settings)
    if isinstance(text, Problem):
        yield text
    else:
        yield from _lines(text, path, settings)


def _lines(text: str, path: Path, settings: IngestSettings) -> Iterator[Page | Problem]:
    """Pages of a JSONL file."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            page = _line(line, where, settings)
            if _HALF.search(page.text):
                yield Problem(
                    "mended", where, f"line {number} of {path.name} holds halves of characters: now U+FFFD", False
                )
            yield replace(page, text=_HALF.sub("\ufffd", page.text))
        except (ValueError, TypeError) as error:
            yield Problem("line", where, f"line {number} of {path.name} was left out: {error}")


def _line(line: str, where: str, settings: IngestSettings) -> Page:
    record = json.loads(line)
    if not isinstance(record, dict):
        raise TypeError("it is no JSON object")
    values = {key: record.get(key, "") for key in ("id", "text", "date", "title", "place")}
    for key, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f"its {key!r} is no string")
    if not values["id"].strip() or not values["text"].strip():
        raise ValueError("it lacks an id or a text")
    page = Page(values["id"].strip(), values["text"], title=values["title"], source=where)
    return _dated(page, values["date"], values["place"], page.id, settings)


def _dated(page: Page, date: str, place: str, name: str, settings: IngestSettings) -> Page:
    """The page with its date (ISO) and place."""
    known = date if _ISO.fullmatch(date) else issue_date("", date)
    return replace(page, date=known or issue_date(page.text, name), place=place or settings.place)


def _apart(entries: list[tuple[str, Path | Page]]) -> Iterator[tuple[str, Problem | None, Path | Page]]:
    """Entries with unique ids; a problem with each that had to be renamed."""
    taken = {name for name, _ in entries}
    before, count = "", 0
    for name, entry in entries:
        count = count + 1 if name == before else 1
        before = name
        fresh = name
        while count > 1 and fresh in taken:
            fresh = f"{name}#{count}"
            count += fresh in taken
        taken.add(fresh)
        where = entry.source if isinstance(entry, Page) else str(entry)
        message = f"page id {name} stands more than once: the one from {where} is called {fresh}"
        yield fresh, Problem("duplicate", where, message, False) if fresh != name else None, entry
