"""Loader of the hand-edited word lists in `kg/lexicon/data`.

A list is UTF-8 text, one entry a line; `#` starts a comment, blank lines are skipped. A table has cells parted by one
tab. Lists are data files, never Python tables.
"""

from functools import lru_cache

from kg.errors import DataError
from kg.io import data_dir


@lru_cache
def words(name: str) -> tuple[str, ...]:
    """Entries of `data/NAME.txt`, in file order.

    Raises:
        DataError: the list does not exist, or holds an entry twice.
    """
    entries = tuple(line for line in _lines(f"{name}.txt"))
    if len(set(entries)) != len(entries):
        twice = next(entry for i, entry in enumerate(entries) if entry in entries[:i])
        raise DataError(f"word list {name}.txt holds {twice!r} twice: delete one of the lines")
    return entries


@lru_cache
def table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Rows of `data/NAME.tsv`, in file order, each of `columns` cells; missing cells at a row's end are empty.

    Raises:
        DataError: the table does not exist, or a row has too many cells.
    """
    rows = []
    for line in _lines(f"{name}.tsv"):
        cells = line.split("\t")
        if len(cells) > columns:
            raise DataError(f"{name}.tsv has a row of {len(cells)} cells where {columns} are wanted: {line!r}")
        rows.append(tuple(cells + [""] * (columns - len(cells))))
    return tuple(rows)


def _lines(file: str) -> list[str]:
    path = data_dir() / file
    if not path.is_file():
        raise DataError(f"word list {path} does not exist")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.rstrip() for line in lines if line.strip() and not line.startswith("#")]
