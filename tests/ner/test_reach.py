"""Where programmes without quotes begin, in sentences about invented campaigns and works."""

from collections.abc import Callable

import pytest

Ruled = Callable[[str], list[tuple[str, str]]]


def programmes(ruled: Ruled, text: str) -> list[str]:
    return [surface for surface, kind in ruled(text) if kind == "PROG"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县里落实县级领导包案化解制度。", ["县级领导包案化解制度"]),
        ("建立行政执法与刑事司法衔接机制。", ["行政执法与刑事司法衔接机制"]),
        ("总投资3亿元的年产5000吨食用菌深加工项目竣工。", ["年产5000吨食用菌深加工项目"]),
        ("加快推进老街雨污分流改造工程建设。", ["老街雨污分流改造工程"]),
        ("自秸秆禁烧百日攻坚行动开展以来，火点少了。", ["秸秆禁烧百日攻坚行动"]),
        ("近日召开的全县决战决胜旱厕改造推进会要求抓紧。", ["全县决战决胜旱厕改造推进会"]),
        ("大家积极参与滨江湿地增绿行动。", ["滨江湿地增绿行动"]),
    ],
)
def test_whole_names(ruled: Ruled, text: str, expected: list[str]) -> None:
    assert programmes(ruled, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "组织一次应急演练。",
        "工地上智能化改造项目多。",
        "建立奖惩制度和考核机制。",
        "全县召开会议。",
        "坚持24小时值班和报告制度。",
    ],
)
def test_counted_and_plain_nouns_are_none(ruled: Ruled, text: str) -> None:
    assert programmes(ruled, text) == []
