"""Files to pages."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.config import IngestSettings
from kg.errors import PageError
from kg.ingest.decode import decode
from kg.ingest.lines import Line, is_wide, mended, page_of_line, raw_lines, read_line
from kg.ingest.metadata import dated, front_matter
from kg.ingest.sources import MEDIA, files
from kg.model import Page, Problem

log = logging.getLogger(__name__)

Entry = Path | Line | Page
"""Where a page is to be read from; a page itself only where its file had to be read whole."""


def read(
    sources: Sequence[str | Path], settings: IngestSettings, *, found: Callable[[int], None] | None = None
) -> Iterator[Page | Problem]:
    """Pages of `sources`, ordered by id, and a problem for each file or line that gives none.

    A source is a file, a folder or a pattern; in which order they are given does not matter. `.jsonl` files hold one
    page a line: an object with `id` and `text`, and perhaps `date`, `title`, `place`. All others are one page, whose id
    is the file's stem, or its path below the source where two files share the stem. Where pages still share an id, the
    second is called `ID#2` and so on, in order of their paths and lines, and a problem says so.

    Date, title and place come from the front matter; failing that, the date from the file's name or the page's
    masthead, and the place from the settings.

    One page is in memory at a time: lines are read twice, first for their ids, then in the order of these.

    Args:
        sources: what to read.
        settings: how.
        found: told how many pages there are, before the first of them.

    Raises:
        SourceMissing: a source names nothing.
    """
    entries: list[tuple[str, Entry]] = []
    paths = files(sources)
    names = file_names(below for _, below in paths)
    for path, below in paths:
        if not is_lines(below):
            entries.append((names.get(below, Path(below).stem), path))
            continue
        for result in _read_lines(path, settings):
            if isinstance(result, Problem):
                yield result
            else:
                entries.append(result)
    entries.sort(key=lambda entry: entry[0])
    if found is not None:
        found(len(entries))
    for name, problem, entry in apart(entries):
        if problem is not None:
            yield problem
        yield _page(entry, name, settings)


def from_text(text: str, settings: IngestSettings, *, name: str = "text", date: str = "") -> Page:
    """A page of a text that stands in no file; its date is `date`, else found as for a file without a date in its name.

    Raises:
        PageError: the text is empty.
    """
    if not text.strip():
        raise PageError("there is no text to annotate: give the words of a page")
    _, entries = front_matter(text)
    page = Page(name, mended(text), title=entries.get("title", ""))
    return dated(page, date or entries.get("date", ""), entries.get("place", ""), "", settings)


def is_lines(below: str) -> bool:
    """Whether a file of this path holds one page a line."""
    return MEDIA.get(Path(below).suffix.lower()) == "jsonl"


def file_names(paths: Iterable[str]) -> dict[str, str]:
    """Ids of the files whose id is not their stem, by path: of those that share it with another.

    Args:
        paths: below their sources.
    """
    alone: dict[str, str] = {}
    names: dict[str, str] = {}
    for below in paths:
        if not is_lines(below):
            stem = Path(below).stem
            if stem in alone:
                names[below] = below
                names[alone[stem]] = alone[stem]
            alone.setdefault(stem, below)
    return names


def page_of_bytes(data: bytes, path: str, name: str, settings: IngestSettings) -> Page | Problem:
    """The page that a file's bytes are, or why they are none.

    Args:
        data: the file's content.
        path: of the file, for the page's source, its kind and the problem.
        name: the page's id.
        settings: how pages are read.
    """
    text = _text(data, Path(path), settings)
    if isinstance(text, Problem):
        return text
    media = MEDIA.get(Path(path).suffix.lower(), "text")
    _, entries = front_matter(text)
    page = Page(name, text, source=Path(path).as_posix(), media=media, title=entries.get("title", ""))
    return dated(page, entries.get("date", ""), entries.get("place", ""), Path(path).stem, settings)


def _text(data: bytes, path: Path, settings: IngestSettings) -> str | Problem:
    try:
        text, encoding = decode(data, encoding=settings.encoding)
    except PageError as error:
        kind = "encoding" if settings.encoding else "binary"
        return Problem(kind, str(path), f"{path.name} was left out: {error}")
    log.debug("read %s as %s", path, encoding)
    return text if text.strip() else empty(path)


def empty(path: Path) -> Problem:
    """What is said of a file without text."""
    return Problem("empty", str(path), f"{path.name} was left out: it holds no text")


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem("unreadable", str(path), f"{path.name} was left out: {error.strerror or error}")


def _page(entry: Entry, name: str, settings: IngestSettings) -> Page | Problem:
    if isinstance(entry, Page):
        return replace(entry, id=name)
    if isinstance(entry, Line):
        return read_line(entry, name, settings)
    try:
        return page_of_bytes(entry.read_bytes(), str(entry), name, settings)
    except OSError as error:
        return _unreadable(entry, error)


def _read_lines(path: Path, settings: IngestSettings) -> Iterator[tuple[str, Entry] | Problem]:
    """Id and place of each page of a file of lines."""
    blank = True
    try:
        found = _wide_lines(path, settings) if is_wide(path) else _narrow_lines(path, settings)
        for result in found:
            blank = False
            yield result
    except OSError as error:
        yield _unreadable(path, error)
        return
    if blank:
        yield empty(path)


def _narrow_lines(path: Path, settings: IngestSettings) -> Iterator[tuple[str, Entry] | Problem]:
    for line, raw in raw_lines(path):
        for found in page_of_line(raw, str(path), line.number, settings):
            yield found if isinstance(found, Problem) else (found.id, line)


def _wide_lines(path: Path, settings: IngestSettings) -> Iterator[tuple[str, Entry] | Problem]:
    """Pages of a UTF-16 file, which is read whole."""
    text = _text(path.read_bytes(), path, settings)
    if isinstance(text, Problem):
        yield text
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if line.strip():
            for found in page_of_line(mended(line).encode(), str(path), number, IngestSettings(place=settings.place)):
                yield found if isinstance(found, Problem) else (found.id, found)


def apart(entries: Sequence[tuple[str, Entry]]) -> Iterator[tuple[str, Problem | None, Entry]]:
    """Entries with unique ids; a problem with each that had to be renamed. They come sorted by id."""
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
        where = _where(entry)
        message = f"page id {name} stands more than once: the one from {where} is called {fresh}"
        yield fresh, Problem("duplicate", where, message, False) if fresh != name else None, entry


def _where(entry: Entry) -> str:
    if isinstance(entry, Line):
        return f"{entry.path}:{entry.number}"
    return entry.source if isinstance(entry, Page) else str(entry)
