"""Names from lists in the frames that papers put them in: what is covered stays covered."""

from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
BODIES = ("近日，{}召开会议，安排部署下阶段工作。", "活动由{}主办。", "记者从{}获悉，该项工作进展顺利。")
PEOPLE = (
    "会议由县长{}主持。",
    "“日子好过了。”村民{}笑着说。",
    "今年五十一岁的{}是村里的护林员。",
    "{}说，这几年变化很大。",
)
CASES = [("bodies", "ORG", BODIES), ("native_names", "PER", PEOPLE), ("han_names", "PER", PEOPLE)]


def names(file: str) -> list[str]:
    lines = (DATA / f"{file}.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("file", "kind", "frame"), [(file, kind, frame) for file, kind, frames in CASES for frame in frames]
)
def test_listed_names_are_found_whole(
    ruled: Callable[[str], list[tuple[str, str]]], file: str, kind: str, frame: str
) -> None:
    missed = [name for name in names(file) if (name, kind) not in ruled(frame.format(name))]
    assert missed == []
