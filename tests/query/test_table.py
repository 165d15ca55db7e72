"""Answers as text, CSV and JSON."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.query.table import WIDEST, Table, as_csv, as_json, as_text

TABLE = Table(("企业", "park"), (("青岚远澜纺织有限公司", "柳塘工业集中区"), ("润禾", "")))
cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_columns_are_aligned_by_width_on_the_screen() -> None:
    lines = as_text(TABLE).split("\n")
    starts = [cell_len(line[: line.index(mark)]) for line, mark in zip(lines, ("park", "─  ", "柳塘"), strict=False)]
    assert starts[0] == starts[2] == cell_len("青岚远澜纺织有限公司") + 2


def test_long_cells_are_cut_and_say_so() -> None:
    shown = as_text(Table(("a",), (("长" * 60,),))).split("\n")[-1]
    assert shown.endswith("…")
    assert cell_len(shown) <= WIDEST
    assert "…" not in as_text(Table(("a",), (("长" * 60,),)), widest=None)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_csv_and_json_come_back(rows: list[tuple[str, str]]) -> None:
    table = Table(("a", "b"), tuple(rows))
    assert [tuple(row.values()) for row in json.loads(as_json(table))] == rows
    read = list(csv.reader(io.StringIO(as_csv(table) + "\r\n", newline="")))
    assert [tuple(row) for row in read] == [("a", "b"), *rows]


def test_head() -> None:
    assert TABLE.head(1).rows == TABLE.rows[:1]
    assert TABLE.head(None) == TABLE
