"""Programmes without marks in sentences about invented campaigns."""

from collections.abc import Callable

import pytest

Ruled = Callable[[str], list[tuple[str, str]]]


def programmes(ruled: Ruled, text: str) -> list[str]:
    return [surface for surface, kind in ruled(text) if kind == "PROG"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深入开展入河排污口排查整治专项行动。", ["入河排污口排查整治专项行动"]),
        ("县里开展作风建设和腐败问题专项治理行动。", ["作风建设和腐败问题专项治理行动"]),
        ("建立重点项目调度通报机制，每周一调度。", ["重点项目调度通报机制"]),
        ("市林业局打好松材线虫病防控攻坚战。", ["松材线虫病防控攻坚战"]),
        ("在樱桃文化节上，他的果子得了奖。", ["樱桃文化节"]),
        ("争创国家园林县城、全国双拥模范县。", ["国家园林县城", "全国双拥模范县"]),
        ("实施农村安全饮水巩固提升工程。", ["农村安全饮水巩固提升工程"]),
    ],
)
def test_names_with_a_head_of_their_own(ruled: Ruled, text: str, expected: list[str]) -> None:
    assert programmes(ruled, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "联合执法巡查活动持续到月底。",
        "建立长效机制，完善考核制度。",
        "高新区签约项目占全市六成。",
        "项目审批环节太多，这个季节要抓紧。",
    ],
)
def test_generic_nouns_are_none(ruled: Ruled, text: str) -> None:
    assert programmes(ruled, text) == []
