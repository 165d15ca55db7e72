"""Organisations in sentences about invented places, people and firms."""

from collections.abc import Callable

import pytest

Finder = Callable[[str], list[tuple[str, str]]]


def orgs(found: Finder, text: str) -> list[str]:
    return [surface for surface, kind in found(text) if kind == "ORG"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青岚市云溪区柳塘镇综合行政执法局开展巡查。", ["青岚市云溪区柳塘镇综合行政执法局"]),
        ("区委高度重视，市发改委、县教育局联合发文。", ["区委", "市发改委", "县教育局"]),
        ("活动由市总工会主办。", ["市总工会"]),
        ("在工业园内的远澜纺织科技有限公司，机器轰鸣。", ["远澜纺织科技有限公司"]),
        ("南京远澜建材股份有限公司无锡分公司向社区捐款。", ["南京远澜建材股份有限公司无锡分公司"]),
        ("村里成立了金穗水稻种植专业合作社。", ["金穗水稻种植专业合作社"]),
        ("他曾在市第三人民医院工作。", ["市第三人民医院"]),
        ("团县委、县妇联走访了留守儿童。", ["团县委", "县妇联"]),
        ("旗总工会联合旗妇联举办义诊。", ["旗总工会", "旗妇联"]),
        ("县农业局会同县农村信用联社推出贷款。", ["县农业局", "县农村信用联社"]),
        ("区人大常委会听取了汇报。", ["区人大常委会"]),
        ("省教育厅和国务院扶贫办的同志来了。", ["省教育厅", "国务院扶贫办"]),
        ("园区党工委书记、管委会主任李明说。", ["园区党工委", "管委会"]),
        ("“红烛”志愿服务队来到敬老院。", ["“红烛”志愿服务队"]),
    ],
)
def test_whole_name_and_nothing_else(found: Finder, text: str, expected: list[str]) -> None:
    assert orgs(found, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "公司今年效益不错，工厂也开工了。",
        "各镇党委要抓好落实。",
        "有关部门正在调查，上市公司要带头。",
        "该中心今年投入使用，我院也派人参加。",
        "孩子们都想上好学校。",
        "新格局正在形成。",
    ],
)
def test_bare_nouns_are_no_names(found: Finder, text: str) -> None:
    assert orgs(found, text) == []


def test_row_of_firms_has_short_names_too(found: Finder) -> None:
    text = "园区引进了宏泰机床有限公司、蓝鲸动力、北辰光电等三家企业。"
    assert orgs(found, text) == ["宏泰机床有限公司", "蓝鲸动力", "北辰光电"]
