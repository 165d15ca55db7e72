"""Atomic writes and the places of the program's own data."""

import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PACKAGE = Path(__file__).resolve().parents[1]


def data_dir() -> Path:
    """Folder of word lists and gazetteer (read-only)."""
    return PACKAGE / "lexicon" / "data"


def ontology_dir() -> Path:
    """Folder of the vocabulary, shapes and context: beside the package in a checkout, inside it in a wheel."""
    inside = PACKAGE / "_ontology"
    return inside if inside.is_dir() else PACKAGE.parent / "ontology"


@contextmanager
def atomic_writer(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream whose content appears at `path` whole, or not at all if the block raises.

    The file is written beside its goal, flushed to disk, then renamed over it; parents are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sweep(path: Path) -> None:
    """Remove what writers of `path` left behind when they were killed. Only where no writer is at work."""
    for litter in path.parent.glob(f".{glob.escape(path.name)}.*"):
        if litter.is_file():
            litter.unlink(missing_ok=True)


def atomic_write(path: Path, content: str | bytes) -> None:
    """Write a whole file at once; text goes out as UTF-8 with `\\n` line ends."""
    with atomic_writer(path) as stream:
        stream.write(content.encode("utf-8") if isinstance(content, str) else content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
