"""Hundreds of short forms of official bodies, in areas of each rank, and their official names."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Named = Callable[..., Sequence[str]]
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "short_bodies.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("word", "place", "name"),
    [
        ("县", "江苏省/南通市/如东县", "如东县"),
        ("市", "江苏省/南通市/启东市", "启东市"),
        ("旗", "内蒙古自治区/赤峰市/敖汉旗", "敖汉旗"),
        ("县", "辽宁省/本溪市/桓仁满族自治县", "桓仁满族自治县"),
    ],
)
def test_short_forms_in_counties(named: Named, word: str, place: str, name: str) -> None:
    page = "，".join(f"{{{word}{short}|ORG|government}}" for short, _ in ROWS)
    assert len(ROWS) > 400
    assert list(named(page + "。", place=place)) == [full.replace("~", name) for _, full in ROWS]


@pytest.mark.parametrize(
    ("surface", "place", "name"),
    [
        ("区公安分局", "江苏省/南通市/港闸区", "南通市公安局港闸分局"),
        ("市公安局港闸分局", "江苏省/南通市/港闸区", "南通市公安局港闸分局"),
        ("港闸公安分局", "江苏省/南通市/港闸区", "南通市公安局港闸分局"),
        ("区公安分局永兴派出所", "江苏省/南通市/港闸区", "南通市公安局港闸分局永兴派出所"),
        ("区国土分局", "江苏省/南通市/港闸区", "南通市国土资源局港闸分局"),
        ("县生态环境分局", "河南省/信阳市/潢川县", "信阳市生态环境局潢川分局"),
        ("县生态环境分局", "辽宁省/本溪市/桓仁满族自治县", "本溪市生态环境局桓仁分局"),
        ("新区公安分局", "上海市/浦东新区", "上海市公安局浦东分局"),
        ("州民宗委", "云南省/楚雄彝族自治州", "楚雄彝族自治州民族宗教事务委员会"),
        ("市农行", "江苏省/南通市", "中国农业银行南通市分行"),
        ("省委办公厅", "江苏省/南通市/如东县", "中共江苏省委办公厅"),
        ("省国土厅", "江苏省/南通市/如东县", "江苏省国土资源厅"),
        ("团省委", "江苏省/南通市/如东县", "共青团江苏省委员会"),
        ("县纪委县监委", "江苏省/南通市/如东县", "中共如东县纪律检查委员会、如东县监察委员会"),
        ("国家广电总局", "江苏省/南通市/如东县", "国家广播电视总局"),
        ("中央农办", "江苏省/南通市/如东县", "中央农村工作领导小组办公室"),
    ],
)
def test_branches_and_bodies_of_other_ranks(named: Named, surface: str, place: str, name: str) -> None:
    assert named(f"{{{surface}|ORG|government}}开会。", place=place) == [name]


def test_a_citys_branch_serves_its_district_however_it_is_printed(keys: Callable[..., Sequence[str]]) -> None:
    page = "{区公安分局|ORG|government}、{市公安局港闸分局|ORG|government}、{港闸公安分局|ORG|government}"
    assert len(set(keys(page, place="江苏省/南通市/港闸区"))) == 1


def test_bodies_of_towns_and_villages(named: Named) -> None:
    page = (
        "{柳塘街道|PLACE|town}{长桥社区|PLACE|community}：{街道办|ORG|government}、{街道社区服务中心|ORG|government}、"
        "{社区居委会|ORG|institution}、{街道团工委|ORG|union}。"
    )
    assert list(named(page, place="江苏省/南通市/港闸区"))[2:] == [
        "柳塘街道办事处",
        "柳塘街道社区服务中心",
        "柳塘街道长桥社区居民委员会",
        "共青团港闸区柳塘街道工作委员会",
    ]


def test_a_villages_bodies_stand_behind_its_town(named: Named) -> None:
    page = (
        "{柳塘镇|PLACE|town}{石桥村|PLACE|village}：{村支部|ORG|party}、{村务监督委员会|ORG|institution}、"
        "{石桥村扶贫工作队|ORG|team}、{村卫生室|ORG|health}。"
    )
    assert list(named(page, place="江苏省/南通市/如东县"))[2:] == [
        "中共柳塘镇石桥村支部委员会",
        "柳塘镇石桥村村务监督委员会",
        "柳塘镇石桥村扶贫工作队",
        "石桥村卫生室",
    ]


def test_a_level_word_before_a_known_body_is_no_part_of_an_areas_name(named: Named) -> None:
    page = "{县城市管理局|ORG|government}、{县住房城乡建委|ORG|government}、{县级机关工委|ORG|party}"
    assert named(page, place="江苏省/南通市/如东县") == [
        "如东县城市管理局",
        "如东县住房和城乡建设委员会",
        "中共如东县级机关工作委员会",
    ]


def test_a_zone_word_means_the_park_that_the_page_names_so(named: Named) -> None:
    page = (
        "{建湖高新技术经济区|PLACE|park}，{建湖高新区|PLACE|park}，{高新区|PLACE|park}，{县高新区|PLACE|park}；"
        "{高新区管委会|ORG|government}，{高新区党工委|ORG|party}，{建湖高新技术经济区党工委|ORG|party}"
    )
    park = "建湖高新技术经济区"
    wanted = [park] * 4 + [f"{park}管理委员会", f"中共{park}工作委员会", f"中共{park}工作委员会"]
    assert list(named(page, place="江苏省/盐城市/建湖县")) == wanted


def test_banks_and_hospitals_by_their_short_forms(named: Named) -> None:
    page = (
        "{江苏建湖农村商业银行股份有限公司|ORG|bank}、{建湖农商行|ORG|bank}、{建湖农行|ORG|bank}、{县医院|ORG|health}、"
        "{建湖县医院|ORG|health}、{国网建湖县供电公司|ORG|company}"
    )
    assert named(page, place="江苏省/盐城市/建湖县") == [
        "江苏建湖农村商业银行股份有限公司",
        "江苏建湖农村商业银行股份有限公司",
        "中国农业银行建湖县支行",
        "建湖县人民医院",
        "建湖县人民医院",
        "国网建湖县供电公司",
    ]
