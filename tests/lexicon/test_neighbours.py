"""Names that are also common words, beside sure ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import Gazetteer

NAMES = [
    "沙县",
    "永安",
    "大田",
    "大通",
    "田家庵",
    "谢家集",
    "西安市",
    "新城区",
    "内江市",
    "市中区",
    "域",
    "、",
    "和",
    "的",
]


def found(text: str) -> list[str]:
    gazetteer = Gazetteer.load()
    return [gazetteer.path(gazetteer.division(hit.ids[0])) for hit in gazetteer.find(text)]


def test_beside_a_sibling_in_a_list() -> None:
    assert found("田家庵、大通的居民") == ["安徽省/淮南市/田家庵区", "安徽省/淮南市/大通区"]
    assert found("大通、田家庵的居民") == ["安徽省/淮南市/大通区", "安徽省/淮南市/田家庵区"]


def test_behind_the_area_that_it_lies_in() -> None:
    assert found("西安市新城区") == ["陕西省/西安市", "陕西省/西安市/新城区"]
    assert found("南京市新城区") == ["江苏省/南京市"]


def test_full_names_of_counties_in_a_text_that_names_their_city() -> None:
    assert found("本报内江讯 市中区的茶馆") == ["四川省/内江市", "四川省/内江市/市中区"]
    assert found("本报安阳讯 滑县的麦收") == ["河南省/安阳市", "河南省/安阳市/滑县"]
    assert found("本报长春讯 市中区的茶馆") == ["吉林省/长春市"]
    assert found("本报阳泉讯 郊区的果园") == ["山西省/阳泉市"]


def test_full_names_of_counties_in_a_paper_of_their_city() -> None:
    gazetteer, text = Gazetteer.load(), "市中区的码头修好了，城区的灯也亮了。"
    for home in ("四川省/内江市", "四川省/内江市/市中区"):
        hits = gazetteer.find(text, home=home)
        assert [gazetteer.path(gazetteer.division(hit.ids[0])) for hit in hits] == ["四川省/内江市/市中区"]
    assert gazetteer.find(text, home="江苏省/南通市") == gazetteer.find(text) == []
    row = gazetteer.find("沙县、永安、大田", home="福建省/三明市")
    assert [hit[:2] for hit in row] == [(0, 2), (3, 5), (6, 8)]


def test_three_doubtful_siblings_in_a_row() -> None:
    assert found("沙县、永安、大田的竹林")[1] == "福建省/三明市/永安市"
    assert found("沙县、永安的竹林") == []


@pytest.mark.parametrize("text", ["大通的居民", "田家庵的大通", "田家庵、大道", "西安市新城区域"])
def test_not_without_ground(text: str) -> None:
    assert not {"大通", "新城区"} & {text[hit.start : hit.end] for hit in Gazetteer.load().find(text)}


@given(st.lists(st.sampled_from(NAMES)).map("".join))
def test_hits_are_in_order_and_apart(text: str) -> None:
    hits = Gazetteer.load().find(text)
    assert all(one.end <= other.start for one, other in pairwise(hits))
