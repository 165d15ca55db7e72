"""Sorting on disk gives what sorting in memory gives, whatever is spilled and merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.io import sorting
from kg.io.sorting import SortedLines, sorted_lines

LINE = st.text(st.sampled_from('ab "\t\u0085\u2028\u2029𠮷永'), max_size=3).map(lambda text: f"{text}\n")


@given(st.lists(LINE, max_size=60), st.integers(1, 7))
def test_lines_come_sorted_and_once(lines: list[str], chunk: int) -> None:
    assert list(sorted_lines(lines, chunk=chunk)) == sorted({*lines})


def test_many_runs_are_merged_before_files_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "RUNS", 3)
    with SortedLines(chunk=2) as held:
        for number in range(101, 0, -1):
            held.add(f"{number:03d}\n")
        assert len(held._runs) < 3
        assert list(held) == [f"{number:03d}\n" for number in range(1, 102)]
