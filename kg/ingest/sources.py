"""Which files a build reads."""

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import SourceMissing

MEDIA = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
"""Endings that are read from folders, and what they hold. A file named outright may have any other ending: text."""


def files(sources: Sequence[str | Path]) -> list[tuple[Path, str]]:
    """Files that `sources` name, each once with its path below the source, ordered by that path.

    A source is a file, a folder (read with its subfolders; hidden files and other endings are skipped) or a pattern.

    Raises:
        SourceMissing: a source names nothing.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for source in sources:
        count = 0
        for path, below in _expand(str(source)):
            count += 1
            real = path.resolve()
            if real not in found or below < found[real][1]:
                found[real] = (path, below)
        if not count:
            raise SourceMissing(
                f"{source} names no page: give a file, a folder with {', '.join(MEDIA)} files, or a pattern"
            )
    return sorted(found.values(), key=lambda pair: (pair[1], str(pair[0])))


def _expand(source: str) -> Iterator[tuple[Path, str]]:
    path = Path(source)
    if path.is_file():
        yield path, path.name
    elif path.is_dir():
        yield from _folder(path)
    elif glob.has_magic(source):
        for name in glob.glob(source, recursive=True):  # noqa: PTH207  Path.glob takes no absolute pattern
            match = Path(name)
            if match.is_file():
                yield match, match.name
            elif match.is_dir() and "**" not in source:
                yield from _folder(match)


def _folder(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*"):
        below = path.relative_to(folder)
        if path.suffix.lower() in MEDIA and path.is_file() and not any(part.startswith(".") for part in below.parts):
            yield path, below.as_posix()
