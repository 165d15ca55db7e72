"""Places in sentences about real areas and invented villages, roads and parks."""

from collections.abc import Callable
from pathlib import Path

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


SENTENCES = {
    "area": ("他先后赴{}、苏州等地考察。", "来自{}的客商说，这里环境好。", "产品远销{}等地。"),
    "town": ("{}干部群众齐心协力抗洪抢险。", "从{}到县城要走两个小时。", "连日来，{}各地降雨不断。"),
    "village": ("在柳塘镇{}，家家户户用上了自来水。", "{}村民李大爷高兴地说。", "位于{}的合作社成立了。"),
    "community": ("走进柳塘镇{}，一排排新房映入眼帘。", "{}居民李大爷高兴地说。", "位于{}的服务站成立了。"),
    "road": ("位于{}北侧的商铺开业了。", "{}全线通车。", "施工期间，{}（东段）封闭。"),
    "natural": ("位于{}畔的小镇热闹起来。", "{}水质持续改善。", "沿着{}前行，风光无限。"),
    "site": ("活动在{}举行。", "位于{}北侧的门店开业。", "来到{}的游客络绎不绝。"),
    "park": ("近日，{}召开企业座谈会。", "项目落户{}。", "入驻{}的企业达50家。"),
    "abroad": ("他先后赴{}、苏州等地考察。", "今年以来，{}坚持绿色发展。", "走进{}，处处生机勃勃。"),
    "none": ("近年来，{}越来越多。", "他们看到的是{}。", "大力建设{}，改善群众生活。"),
}


def listed(kind: str) -> list[str]:
    """The names of one kind in data/places.tsv."""
    lines = (Path(__file__).parent / "data" / "places.tsv").read_text(encoding="utf-8").splitlines()
    return next(line.split("\t")[1].split() for line in lines if line.startswith(f"{kind}\t"))


@pytest.mark.parametrize("kind", [kind for kind in SENTENCES if kind != "none"])
def test_names_of_every_kind_in_many_sentences(ruled: Callable[[str], list[tuple[str, str]]], kind: str) -> None:
    sentences = [(name, frame.format(name)) for name in listed(kind) for frame in SENTENCES[kind]]
    missed = [text for name, text in sentences if (name, "PLACE") not in ruled(text)]
    assert missed == []


def test_common_nouns_in_many_sentences(ruled: Callable[[str], list[tuple[str, str]]]) -> None:
    sentences = [frame.format(noun) for noun in listed("none") for frame in SENTENCES["none"]]
    assert [(text, found) for text in sentences if (found := places(ruled, text))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("白蒲镇西岗圩出现险情。", ["白蒲镇", "西岗圩"]),
        ("企业纷纷入驻县产业集聚区。", ["县产业集聚区"]),
        ("比赛在市会展中心举行。", ["市会展中心"]),
        ("各县产业集聚区都在招商。", []),
        ("闽宁携手二十年。", ["闽", "宁"]),
        ("驻赣某部官兵赶来支援。", ["赣"]),
        ("他连夜从江西调来物资。", ["江西"]),
        ("这里是一道冲不垮的长城。", []),
        ("今年新增城市绿地三处。", []),
        ("蒙古、汉、回等民族的群众欢聚一堂。", []),
        ("G42沪蓉高速今日通车。", ["G42沪蓉高速"]),
        ("轨道交通3号线即将开工。", ["轨道交通3号线"]),
        ("从太行山里一路奔来的河。", ["太行山"]),
        ("红枫镇龙泉村、黄杨村、明星村都通了路。", ["红枫镇", "龙泉村", "黄杨村", "明星村"]),
    ],
)
def test_boundaries_of_places(ruled: Callable[[str], list[tuple[str, str]]], text: str, expected: list[str]) -> None:
    assert places(ruled, text) == expected
