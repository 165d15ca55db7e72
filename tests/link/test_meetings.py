"""Sessions in short and in full are one event."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.meetings import body_first, session, with_terms, written

Named = Callable[..., Sequence[str]]
PLACE = "江苏省/南通市/如东县"


@pytest.mark.parametrize(
    ("ways", "name"),
    [
        (
            [
                "县委十二届六次全会",
                "中国共产党如东县第十二届委员会第六次全体会议",
                "中共如东县委十二届六次全体会议",
                "十二届县委六次全会",
                "县委十二届六次全体（扩大）会议",
            ],
            "中国共产党如东县第十二届委员会第六次全体会议",
        ),
        (
            ["县政协十届三次会议", "政协如东县第十届委员会第三次会议"],
            "政协如东县第十届委员会第三次会议",
        ),
        (
            ["县十七届人大三次会议", "如东县第十七届人民代表大会第三次会议", "县人大十七届三次会议"],
            "如东县第十七届人民代表大会第三次会议",
        ),
        (
            [
                "县十七届人大常委会第九次会议",
                "县人大常委会第九次会议",
                "如东县第十七届人民代表大会常务委员会第九次会议",
            ],
            "如东县第十七届人民代表大会常务委员会第九次会议",
        ),
        (
            ["县纪委十届二次全会", "中共如东县第十届纪律检查委员会第二次全体会议"],
            "中共如东县第十届纪律检查委员会第二次全体会议",
        ),
        (["党的十九届五中全会", "十九届五中全会"], "中国共产党第十九届中央委员会第五次全体会议"),
        (["第112届广交会"], "第112届中国进出口商品交易会"),
    ],
)
def test_one_session_however_it_is_written(named: Named, ways: list[str], name: str) -> None:
    page = "\n\n".join(f"{{{way}|PROG|event}}召开。" for way in ways)
    assert set(named(page, place=PLACE)) == {name}


def test_other_terms_times_and_bodies_stay_apart(keys: Named) -> None:
    ways = [
        "县委十二届六次全会",
        "县委十一届六次全会",
        "县委十二届五次全会",
        "县纪委十二届六次全会",
        "县政协十二届六次会议",
        "县政协十二届六次常委会议",
        "县十二届人大六次会议",
        "县十二届人大常委会第六次会议",
    ]
    found = keys("\n\n".join(f"{{{way}|PROG|event}}召开。" for way in ways), place=PLACE)
    assert len(set(found)) == len(ways)


def test_a_session_without_a_term_is_that_of_the_page_only_if_it_has_one() -> None:
    whole, other, short = (session(f"云溪区{text}次会议") for text in ("第十届人大第三", "第九届人大第三", "人大第三"))
    assert with_terms([whole, short]) == {short: whole}
    assert with_terms([whole, other, short]) == {}


@pytest.mark.parametrize("name", ["云溪区第三次全国经济普查", "第二次会议", "云溪区第六届文化节", "云溪区教育大会"])
def test_what_is_no_session(name: str) -> None:
    assert session(name) == ""


def test_bodies_come_first() -> None:
    assert body_first("十届县委六次全会") == "县委十届六次全会"
    assert written("云溪区政协三届九次常委会议") == "政协云溪区第三届委员会第九次常委会议"


@given(st.text("县委十二三届第次全会议政协人大常1百", max_size=20))
def test_any_text_has_a_key_of_five_parts_or_none(text: str) -> None:
    found = session("云溪区" + text)
    assert found == "" or len(found.split("|")) == 5


def test_dates_and_counties_zones(named: Named) -> None:
    page = (
        "{2021年全县农村工作会议|PROG|event}，{县工业园区|PLACE|park}，{县高新区|PLACE|park}，{县产业集聚区|PLACE|park}，"
        "{“金秋圆梦”助学行动|PROG|campaign}，{金秋圆梦|PROG|campaign}"
    )
    assert named(page, place=PLACE) == [
        "2021年如东县农村工作会议",
        "如东县工业园区",
        "如东高新技术产业开发区",
        "如东县产业集聚区",
        "“金秋圆梦”助学行动",
        "“金秋圆梦”助学行动",
    ]
