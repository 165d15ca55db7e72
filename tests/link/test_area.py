"""The area of an article, and level words."""

from collections.abc import Callable, Sequence

import pytest

from kg.lexicon.gazetteer import Gazetteer
from kg.link import resolve_area
from kg.model import Linked

from .conftest import build_page

Named = Callable[..., Sequence[str]]


def test_level_words_mean_the_page_area_and_what_lies_above_it(named: Named) -> None:
    page = "{海安县|PLACE|district}教育工作会议召开。{县委|ORG|party}、{市教育局|ORG}、{省教育厅|ORG}派员参加。"
    assert named(page, date="2009-03-12") == ["海安县", "中共海安县委员会", "南通市教育局", "江苏省教育厅"]


def test_names_are_those_of_the_day(link: Callable[..., Linked]) -> None:
    page = "全县上下动员。{海安|PLACE|district}召开大会，{县委|ORG|party}部署。"
    before = {entity.area for entity in link(page, date="2009-03-12").entities}
    assert "江苏省/南通市/海安县" in before
    after = link("全市上下动员。{海安|PLACE|city}召开大会，{市委|ORG|party}部署。", date="2021-03-12")
    assert {entity.area for entity in after.entities} == {"江苏省/南通市/海安市"}


def test_homonyms_are_decided_by_what_else_the_page_names(link: Callable[..., Linked]) -> None:
    def area(page: str) -> str:
        linked = link(page)
        return next(e.area for e in linked.entities if e.name == "朝阳区")

    assert area("{长春市|PLACE|city}消息：{朝阳区|PLACE|district}新建学校。{吉林省|PLACE|province}支持。").startswith(
        "吉林省"
    )
    assert area("{北京市|PLACE|city}消息：{朝阳区|PLACE|district}新建学校。") == "北京市/朝阳区"
    assert area("{朝阳区|PLACE|district}新建学校。") == "朝阳区", "two readings and no evidence: the name alone"


def test_invented_areas_come_from_the_text(link: Callable[..., Linked]) -> None:
    linked = link("{青岚市云溪区柳塘镇|PLACE|town}修路。{柳塘镇|PLACE|town}{石桥村|PLACE|village}通车，全区关注。")
    assert {entity.area for entity in linked.entities} >= {"青岚市/云溪区/柳塘镇", "青岚市/云溪区/柳塘镇/石桥村"}
    assert linked.mentions[0].entity == linked.mentions[1].entity


def test_the_same_surface_in_two_articles(keys: Callable[..., Sequence[str]], named: Named) -> None:
    page = (
        "全区动员。{云溪区|PLACE|district}{柳塘镇|PLACE|town}抗旱。{镇党委|ORG|party}带头。\n\n"
        "{石桥镇|PLACE|town}防汛。{镇党委|ORG|party}带头，{区委|ORG|party}肯定。"
    )
    assert named(page)[2] == "中共云溪区柳塘镇委员会"
    assert named(page)[4] == "中共云溪区石桥镇委员会"
    assert len({keys(page)[2], keys(page)[4]}) == 2


def test_an_article_on_another_city(named: Named) -> None:
    page = (
        "全区动员。{港闸区|PLACE|district}召开会议，{区委|ORG|party}部署。{港闸区|PLACE|district}落实。\n\n"
        "{长春市|PLACE|city}举办冰雪节\n{市政府|ORG|government}主办。"
    )
    assert named(page) == ["港闸区", "中共南通市港闸区委员会", "港闸区", "长春市", "长春市人民政府"]


def test_guests_are_not_at_home_and_parks_tell_where_home_is(named: Named) -> None:
    page = (
        "{海安高新区|PLACE|park}签约。{县委|ORG|party}部署。海安是形象窗口。\n\n"
        "{射阳县党政代表团|ORG|team}来我县考察\n{射阳县委|ORG|party}书记来我县，射阳县代表团参观。"
    )
    assert "中共海安县委员会" in named(page, date="2013-11-05")


def test_unresolved_rather_than_wrong(link: Callable[..., Linked]) -> None:
    linked = link("{市教育局|ORG|government}发出通知。")
    assert [entity.name for entity in linked.entities] == ["市教育局"]
    assert linked.entities[0].reason == "unresolved"
    other = link("{市教育局|ORG|government}发出通知。", id="other")
    assert linked.mentions[0].entity != other.mentions[0].entity


def test_metadata_alone_gives_the_area(gazetteer: Gazetteer) -> None:
    document, _ = build_page("今日天气晴。", place="江苏省南通市")
    area = resolve_area(document, None, gazetteer)
    assert area.own is not None
    assert area.own.text == "江苏省/南通市"
    assert area.articles[0].at("市", 0)[0] == area.own


@pytest.mark.parametrize(
    ("marked", "date", "area"),
    [
        ("{鼓楼区|PLACE|district}全区动员，{福州|PLACE|city}支持。", "2020-01-01", "福建省/福州市/鼓楼区"),
        ("{鼓楼区|PLACE|district}全区动员，{湖南路街道|PLACE|town}落实。", "2020-01-01", "江苏省/南京市/鼓楼区"),
        ("{通州区|PLACE|district}全区动员，{南通市|PLACE|city}支持。", "2015-01-01", "江苏省/南通市/通州区"),
        ("{通州区|PLACE|district}全区动员，{北京市|PLACE|city}支持。", "2015-01-01", "北京市/通州区"),
        ("{海州区|PLACE|district}全区动员，{阜新市|PLACE|city}支持。", "2020-01-01", "辽宁省/阜新市/海州区"),
        ("{海州区|PLACE|district}全区动员，{连云港|PLACE|city}支持。", "2020-01-01", "江苏省/连云港市/海州区"),
        ("{普陀区|PLACE|district}全区动员，{舟山|PLACE|city}支持。", "2020-01-01", "浙江省/舟山市/普陀区"),
        ("{即墨|PLACE|city}全市动员。", "2012-01-01", "山东省/青岛市/即墨市"),
        ("{即墨|PLACE|city}全区动员。", "2019-01-01", "山东省/青岛市/即墨区"),
        ("{港闸区|PLACE|district}旧址。", "2022-01-01", "江苏省/南通市/港闸区"),
        ("{海安|PLACE|city}开会。", "", "江苏省/南通市/海安市"),
    ],
)
def test_readings_of_area_names(link: Callable[..., Linked], marked: str, date: str, area: str) -> None:
    linked = link(marked, date=date)
    by_key = {entity.key: entity for entity in linked.entities}
    assert by_key[linked.mentions[0].entity].area == area


def test_in_a_citys_article_on_several_counties_the_last_one_named_is_meant(
    named: Callable[..., Sequence[str]],
) -> None:
    page = (
        "全市春耕\n{固始县|PLACE|district}抢抓农时，{县委|ORG|party}部署。{商城县|PLACE|district}也行动起来，"
        "{县政府|ORG|government}、{县农业局|ORG|government}下乡。"
    )
    assert named(page, place="河南省/信阳市", date="2016-03-20") == [
        "固始县",
        "中共固始县委员会",
        "商城县",
        "商城县人民政府",
        "商城县农业局",
    ]


def test_an_event_in_a_headline_tells_the_area(link: Callable[..., Linked]) -> None:
    linked = link("{枣阳市桃花节|PROG|event}迎客\n{太平镇|PLACE|town}的桃花开了。", place="湖北省", date="2020-07-07")
    areas = {entity.key: entity.area for entity in linked.entities}
    assert areas[linked.mentions[1].entity] == "湖北省/襄阳市/枣阳市/太平镇"
