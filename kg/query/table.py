"""Answers as tables: aligned text for a terminal, CSV and JSON for programs."""

import csv
import io
import json
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

WIDEST = 48
"""Columns of a terminal that a cell may take; a longer cell is cut with …"""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; an unbound cell is empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def head(self, limit: int | None) -> "Table":
        """The first rows."""
        return self if limit is None else Table(self.columns, self.rows[:limit])


def as_text(table: Table, *, widest: int | None = WIDEST) -> str:
    """Aligned columns. Chinese characters take two columns of a terminal."""
    lines = [table.columns, *(tuple(_flat(cell, widest) for cell in row) for row in table.rows)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(table.columns))]
    lines.insert(1, tuple("─" * width for width in widths))
    shown = ["  ".join(set_cell_size(c, w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join(shown)


def as_csv(table: Table) -> str:
    """RFC 4180 with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue().removesuffix("\r\n")


def as_json(table: Table) -> str:
    """A list of objects, one a row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _flat(cell: str, widest: int | None) -> str:
    line = " ".join(cell.split())
    if widest is None or cell_len(line) <= widest:
        return line
    return set_cell_size(line, widest - 1).rstrip() + "…"
