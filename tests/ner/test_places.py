"""Places in sentences about real areas and invented villages, roads and parks."""

from collections.abc import Callable

import pytest


def places(found: Callable[[str], list[tuple[str, str]]], text: str) -> list[str]:
    return [surface for surface, kind in found(text) if kind == "PLACE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳塘镇双桥村的耕地连片了。", ["柳塘镇", "双桥村"]),
        ("位于迎宾路北侧的小店开张了。", ["迎宾路"]),
        ("他从云南来到苏州市。", ["云南", "苏州市"]),
        ("全镇已有新河、杨湾、石井等9个村通了公路。", ["新河", "杨湾", "石井"]),
        ("他住在柳塘镇工业集中区。", ["柳塘镇工业集中区"]),
        ("产品销往日本、德国。", ["日本", "德国"]),
        ("招聘会在人民广场举行。", ["人民广场"]),
        ("青岚县水利局说，青岚今年雨水多。", ["青岚"]),
    ],
)
def test_places(found: Callable[[str], list[tuple[str, str]]], text: str, expected: list[str]) -> None:
    assert places(found, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我市、全区和该镇都在努力。",
        "建设美丽乡村，打造示范村。",
        "拓宽思路，走出一条新路。",
        "环卫工人免费维修社区设施。",
        "农村面貌焕然一新，道路四通八达。",
    ],
)
def test_common_words_are_no_places(found: Callable[[str], list[tuple[str, str]]], text: str) -> None:
    assert places(found, text) == []
