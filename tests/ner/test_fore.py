"""What before the quotes belongs to a programme, in sentences about invented contests and awards."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在区第四届小学生“春芽杯”跳绳比赛上获奖。", ["区第四届小学生“春芽杯”跳绳比赛"]),
        ("村里举办首届“金秧杯”插秧技能大赛。", ["首届“金秧杯”插秧技能大赛"]),
        ("村里将举办首届“月桂文化节”，请大家来。", ["月桂文化节"]),
        ("全县“五一”职工篮球赛开赛。", ["全县“五一”职工篮球赛"]),
        ("被认定为第三批全国“一镇一业”示范村镇。", ["第三批全国“一镇一业”示范村镇"]),
        ("实施老街区“微更新”工程。", ["老街区“微更新”工程"]),
    ],
)
def test_what_belongs(ruled: Callable[[str], list[tuple[str, str]]], text: str, expected: list[str]) -> None:
    assert [surface for surface, kind in ruled(text) if kind == "PROG"] == expected
