"""Personal names in sentences about invented people."""

from collections.abc import Callable

import pytest


def persons(found: Callable[[str], list[tuple[str, str]]], text: str) -> list[str]:
    return [surface for surface, kind in found(text) if kind == "PER"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委书记周文博主持会议。", ["周文博"]),
        ("副主任朱萍、蒋曦、何立群出席会议。", ["朱萍", "蒋曦", "何立群"]),
        ("张华出席会议，会上张华作了发言。局长张华很高兴。", ["张华", "张华", "张华"]),
        ("“日子好过了。”村民李秀兰说。", ["李秀兰"]),
        ("园区主任慕容海说，今年形势好。", ["慕容海"]),
        ("免去李同和的青岚市教育局局长职务。", ["李同和"]),
        ("任命：\n章国梁为青岚市人民政府副市长。", ["章国梁"]),
        ("县长阿依古丽介绍了情况。", ["阿依古丽"]),
        ("局长买买提·艾力透露了计划。", ["买买提·艾力"]),
        ("书记孙云说今年好。孙书记笑着招手。", ["孙云", "孙书记"]),
    ],
)
def test_names_without_titles(found: Callable[[str], list[tuple[str, str]]], text: str, expected: list[str]) -> None:
    assert persons(found, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "居民马某报了警。",
        "局长职务由他人担任。",
        "市民孙先生打来电话。",
        "书记高度重视，主任安排部署。",
        "建立常委包街道、干部包企业的制度。",
        "县长江防汛工作会议召开。",
    ],
)
def test_no_names(found: Callable[[str], list[tuple[str, str]]], text: str) -> None:
    assert persons(found, text) == []
