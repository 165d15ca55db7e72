"""Sessions of invented councils, and documents without title marks."""

from collections.abc import Callable

import pytest

Ruled = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县政协十届三次会议召开。", ["县政协十届三次会议"]),
        ("传达了省委七届四次全会精神。", ["省委七届四次全会"]),
        ("县第十八届人民代表大会第四次会议开幕。", ["县第十八届人民代表大会第四次会议"]),
        ("区八届人大常委会第二十次会议闭幕。", ["区八届人大常委会第二十次会议"]),
        ("联合印发关于加强学校体育工作的意见。", ["关于加强学校体育工作的意见"]),
    ],
)
def test_whole_session(ruled: Ruled, text: str, expected: list[str]) -> None:
    assert [surface for surface, kind in ruled(text) if kind == "PROG"] == expected


@pytest.mark.parametrize("text", ["会议开了三次，会上作了报告。", "听取了关于财政的汇报。", "第三次会议室维修。"])
def test_no_session(ruled: Ruled, text: str) -> None:
    assert [surface for surface, kind in ruled(text) if kind == "PROG"] == []
