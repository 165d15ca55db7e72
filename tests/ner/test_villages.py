"""Settlements, roads and waters in sentences about invented places."""

from collections.abc import Callable

import pytest

Ruled = Callable[[str], list[tuple[str, str]]]


def places(ruled: Ruled, text: str) -> list[str]:
    return [surface for surface, kind in ruled(text) if kind == "PLACE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平安大道建成通车，北起建设路。", ["平安大道", "建设路"]),
        ("花园路与人民路交叉口新增红绿灯。", ["花园路", "人民路"]),
        ("车辆行至国道318线时熄火。", ["国道318线"]),
        ("他们住在幸福里小区3号楼。", ["幸福里小区"]),
        ("金沙河流经石门镇。", ["金沙河", "石门镇"]),
        ("光明、新河等5村连片种植。", ["光明", "新河"]),
        ("拉萨市民来到河边。", ["拉萨"]),
        ("组织村民赴沪务工，节后返皖。", ["沪", "皖"]),
        ("全镇党员到毛家桥村参加劳动。", ["毛家桥村"]),
        ("在柳塘镇何野村盖起三间厂房。", ["柳塘镇", "何野村"]),
        ("客商来自匈牙利的布达佩斯。", ["匈牙利", "布达佩斯"]),
    ],
)
def test_names_of_places(ruled: Ruled, text: str, expected: list[str]) -> None:
    assert places(ruled, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "走上致富路，告别回头路，理清工作思路。",
        "成了远近闻名的“大蒜村”。",
        "实行领导包片、干部包村的制度。",
        "建成小游园，修好人工湖和立交桥。",
        "软弱村、示范村、先进村各有各的办法。",
        "把优秀村的经验带到个别村，党员到居住地社区报到。",
    ],
)
def test_common_nouns_are_no_places(ruled: Ruled, text: str) -> None:
    assert places(ruled, text) == []
