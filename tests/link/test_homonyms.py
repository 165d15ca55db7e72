"""Places of one name: the labelled cases of the bench, and each rule alone."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from bench.homonyms import LEAST, UNRESOLVED, Bench, Outcome, read_cases
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Linked

CASES = read_cases()


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return Bench(gold_mentions=True).run(CASES)


def test_cases_are_many_and_each_name_has_readings(gazetteer: Gazetteer) -> None:
    readings: dict[str, set[str]] = defaultdict(set)
    for case in CASES:
        readings[case.surface].update(gazetteer.path(place) for place in gazetteer.named(case.surface))
        readings[case.surface].add(case.expected)
    assert len(CASES) >= 60
    assert {name for name, paths in readings.items() if len(paths - {UNRESOLVED}) < 2} <= {"港闸区", "崇文区", "通州市"}


def test_what_is_expected_is_a_division_of_the_day(gazetteer: Gazetteer) -> None:
    for case in CASES:
        if case.expected == UNRESOLVED:
            continue
        place = gazetteer.by_path(case.expected)
        assert place is not None, case
        over = place.until and place.until <= case.page.date
        assert over or gazetteer.path(place, date=case.page.date) == case.expected, case


def test_linking_decides_them_where_the_naive_choice_does_not(outcomes: list[Outcome]) -> None:
    right = sum(outcome.right for outcome in outcomes)
    first = sum(outcome.naive == outcome.case.expected for outcome in outcomes)
    assert right >= LEAST * len(outcomes)
    assert first < 0.5 * len(outcomes)


def test_the_whole_pipeline_decides_them() -> None:
    outcomes = Bench().run(CASES)
    assert sum(outcome.right for outcome in outcomes) >= LEAST * len(outcomes)


def test_nothing_is_chosen_without_ground(outcomes: list[Outcome]) -> None:
    assert {o.answer for o in outcomes if o.case.by == "none"} == {UNRESOLVED}


def areas(linked: Linked) -> list[str]:
    found = {entity.key: entity.area for entity in linked.entities}
    return [found[mention.entity] for mention in linked.mentions]


def test_a_list_tells_the_rank_of_a_short_name(link: Callable[..., Linked]) -> None:
    page = "{长春|PLACE|city}、{吉林|PLACE|province}两市，{辽宁|PLACE|province}、{吉林|PLACE|province}两省。"
    assert areas(link(page)) == ["吉林省/长春市", "吉林省/吉林市", "辽宁省", "吉林省"]


def test_a_plain_name_means_the_place_at_home(link: Callable[..., Linked]) -> None:
    home = link("{海南|PLACE|province}的牧民。", place="青海省/海南藏族自治州")
    away = link("{海南|PLACE|province}的渔民。", place="江苏省/南通市")
    assert (areas(home), areas(away)) == (["青海省/海南藏族自治州"], ["海南省"])


def test_a_firm_decides_only_where_nothing_else_does(link: Callable[..., Linked]) -> None:
    firm = "{徐州市汇川机械有限公司|ORG|company}落户{鼓楼区|PLACE|district}。"
    assert areas(link(firm))[1] == "江苏省/徐州市/鼓楼区"
    assert areas(link(firm, place="福建省/福州市"))[1] == "福建省/福州市/鼓楼区"


def test_a_site_lies_in_the_area_that_its_name_begins_with(link: Callable[..., Linked]) -> None:
    linked = link("{静安区|PLACE|district}与{普陀区河滨公园|PLACE|facility}相邻。", place="上海市/静安区")
    assert areas(linked) == ["上海市/静安区", "上海市/普陀区"]
