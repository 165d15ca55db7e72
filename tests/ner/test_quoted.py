"""Quoted programmes in sentences about invented campaigns."""

from collections.abc import Callable

import pytest

Ruled = Callable[[str], list[tuple[str, str]]]


def programmes(ruled: Ruled, text: str) -> list[str]:
    return [surface for surface, kind in ruled(text) if kind == "PROG"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("定期举办“金桥助企”银企对接会，解决难题。", ["“金桥助企”银企对接会"]),
        ("推行“五联共治”党建引领基层治理模式。", ["“五联共治”党建引领基层治理模式"]),
        ("实施城市更新“焕新”工程，修好了路。", ["城市更新“焕新”工程"]),
        ("启动村容整治“春风行动”，家家打扫。", ["村容整治“春风行动”"]),
        ("实施“头雁”提升行动，选好带头人。", ["“头雁”提升行动"]),
        ("“6·26”国际禁毒日当天，民警进校园。", ["“6·26”国际禁毒日"]),
        ("他被授予“最美护林员”称号。", ["最美护林员"]),
        ("银行推出“惠农贷”，手续简便。", ["惠农贷"]),
        ("以“敬老服务月”为契机，走访老人。", ["敬老服务月"]),
        ("开展“送清凉”“送健康”等活动。", ["送清凉", "送健康"]),
        ("举办第三届“金穗杯”职工篮球赛。", ["第三届“金穗杯”职工篮球赛"]),
    ],
)
def test_framed_names(ruled: Ruled, text: str, expected: list[str]) -> None:
    assert programmes(ruled, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "提供“一站式”服务，制定“一企一策”方案。",
        "实行“一对一”监护，“一张网”统管。",
        "当好群众的“服务员”，架起“连心桥”。",
        "企业由“制造”变“智造”，打出“组合拳”。",
        "做到“小事不出村、大事不出镇”。",
        "打造“干净整洁”的环境，推行“强弱联手”的路子。",
        "做好“三夏”生产关键环节的服务。",
        "组建“江鸥守护队”，昼夜巡护。",
    ],
)
def test_turns_of_phrase_are_none(ruled: Ruled, text: str) -> None:
    assert programmes(ruled, text) == []


def test_team_in_quotes_is_a_body(ruled: Ruled) -> None:
    assert ("江鸥守护队", "ORG") in ruled("组建“江鸥守护队”，昼夜巡护。")
