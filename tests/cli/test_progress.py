"""The bar says how much is done, how fast, and how long it will take; nothing of it reaches a pipe."""

import io
import time

import pytest
from rich.console import Console

from kg.cli.progress import bar, shown


def test_a_long_build_tells_rate_and_time_left() -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=120)
    with shown(screen) as advance:
        advance("found", 200)
        for _ in range(3):
            time.sleep(0.2)
            advance("read", 20)
        time.sleep(0.3)
    assert isinstance(screen.file, io.StringIO)
    last = screen.file.getvalue().rsplit("60/200", 1)
    assert len(last) == 2
    assert "/s" in last[1]
    assert "left" in last[1]
    assert "-:--:--" not in last[1].split("\n")[0]


def test_a_pipe_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with bar() as advance:
        advance("found", 3)
        advance("read", 3)
    out, err = capsys.readouterr()
    assert (out, err) == ("", "")
