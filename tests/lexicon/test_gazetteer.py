"""The gazetteer: data, paths, homonyms, dated changes, finding, resolving."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import Division, Gazetteer, Level, words


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def at(gazetteer: Gazetteer, path: str) -> Division:
    division = gazetteer.by_path(path)
    assert division is not None, path
    return division


def test_load_gives_one_gazetteer_with_plausible_counts(gazetteer: Gazetteer) -> None:
    everything = [gazetteer.division(row) for row in range(len(gazetteer))]
    today = Counter(division.level for division in everything if not division.until)
    assert Gazetteer.load() is gazetteer
    assert today[Level.PROVINCE] == 34
    assert 333 <= today[Level.CITY] <= 345
    assert 2_900 <= today[Level.COUNTY] <= 3_300
    assert 38_000 <= today[Level.TOWN] <= 45_000


def test_every_path_leads_back(gazetteer: Gazetteer) -> None:
    for row in range(len(gazetteer)):
        division = gazetteer.division(row)
        assert gazetteer.by_path(gazetteer.path(division)) is division


def test_every_parent_is_of_a_wider_level_and_holds_its_child(gazetteer: Gazetteer) -> None:
    for row in range(len(gazetteer)):
        division = gazetteer.division(row)
        parent = gazetteer.parent(division)
        if parent is None:
            assert division.level == Level.PROVINCE
        else:
            assert parent.level < division.level
            assert division in gazetteer.children(parent)


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("上海市/嘉定区", Level.COUNTY),
        ("重庆市/城口县", Level.COUNTY),
        ("河南省/济源市", Level.COUNTY),
        ("广东省/东莞市/虎门镇", Level.TOWN),
        ("内蒙古自治区/兴安盟", Level.CITY),
        ("香港特别行政区", Level.PROVINCE),
        ("江苏省/南通市/港闸区", Level.COUNTY),
    ],
)
def test_paths_leave_out_levels_that_only_stand_in(gazetteer: Gazetteer, path: str, level: Level) -> None:
    assert at(gazetteer, path).level == level


@pytest.mark.parametrize("path", ["上海市/上海市", "江苏省/嘉定区", "无此省", "", "江苏省//南通市"])
def test_a_path_that_is_none_gives_none(gazetteer: Gazetteer, path: str) -> None:
    assert gazetteer.by_path(path) is None


def test_short_names_of_autonomous_areas(gazetteer: Gazetteer) -> None:
    names = {gazetteer.division(row).name: gazetteer.division(row).short for row in range(len(gazetteer))}
    assert names["积石山保安族东乡族撒拉族自治县"] == "积石山"
    assert names["内蒙古自治区"] == "内蒙古"
    assert names["新疆维吾尔自治区"] == "新疆"
    assert names["章广镇"] == "章广"
    assert names["和县"] == "和县"


def test_homonyms_all_come_back_in_order(gazetteer: Gazetteer) -> None:
    towers = gazetteer.named("鼓楼区", level=Level.COUNTY)
    assert {gazetteer.path(item).split("/")[1] for item in towers} == {"南京市", "徐州市", "福州市", "开封市"}
    assert [item.code for item in towers] == sorted(item.code for item in towers)
    assert {gazetteer.path(item) for item in gazetteer.named("朝阳区", level=Level.COUNTY)} == {
        "北京市/朝阳区",
        "吉林省/长春市/朝阳区",
    }
    assert len(gazetteer.named("城关镇")) > 50
    assert next(item.level for item in gazetteer.named("南通")) == Level.CITY
    assert gazetteer.named("没有这个地方") == ()


@pytest.mark.parametrize(
    ("old", "until", "new"),
    [
        ("江苏省/南通市/港闸区", "2020-06-05", ["江苏省/南通市/崇川区"]),
        ("江苏省/南通市/海门市", "2020-06-05", ["江苏省/南通市/海门区"]),
        ("山东省/青岛市/即墨市", "2017-07-18", ["山东省/青岛市/即墨区"]),
        ("湖北省/襄樊市", "2010-12-09", ["湖北省/襄阳市"]),
        ("上海市/闸北区", "2015-10-13", ["上海市/静安区"]),
        ("安徽省/巢湖市", "2011-07-14", ["安徽省/合肥市", "安徽省/芜湖市", "安徽省/马鞍山市"]),
    ],
)
def test_abolished_divisions_have_an_end_and_successors(
    gazetteer: Gazetteer, old: str, until: str, new: list[str]
) -> None:
    division = at(gazetteer, old)
    assert division.until == until
    assert [gazetteer.path(gazetteer.division(heir)) for heir in division.successors] == new


@pytest.mark.parametrize(
    ("path", "date", "then"),
    [
        ("江苏省/南通市/港闸区", "2020-06-04", "江苏省/南通市/港闸区"),
        ("江苏省/南通市/港闸区", "2020-06-05", "江苏省/南通市/崇川区"),
        ("江苏省/南通市/崇川区", "2019-01-01", "江苏省/南通市/崇川区"),
        ("江苏省/南通市/海门区", "2019-01-01", "江苏省/南通市/海门市"),
        ("安徽省/芜湖市/无为市", "2010-01-01", "安徽省/巢湖市/无为县"),
        ("安徽省/巢湖市/无为县", "2024-01-01", "安徽省/芜湖市/无为市"),
    ],
)
def test_current_follows_changes_both_ways(gazetteer: Gazetteer, path: str, date: str, then: str) -> None:
    division = gazetteer.current(at(gazetteer, path), date)
    assert division is not None
    assert gazetteer.path(division) == then


def test_current_does_not_guess_among_several(gazetteer: Gazetteer) -> None:
    assert gazetteer.current(at(gazetteer, "安徽省/巢湖市"), "2020-01-01") is None
    assert gazetteer.current(at(gazetteer, "江苏省/苏州市/姑苏区"), "2010-01-01") is None


def test_every_division_that_ended_had_successors_that_were_not_over_before(gazetteer: Gazetteer) -> None:
    for row in range(len(gazetteer)):
        division = gazetteer.division(row)
        assert not division.until or division.since < division.until
        for heir in map(gazetteer.division, division.successors):
            assert heir.id != division.id
            assert not heir.until or heir.until > division.until


def test_a_township_takes_the_path_of_the_day(gazetteer: Gazetteer) -> None:
    town = at(gazetteer, "江苏省/南通市/海门市/余东镇")
    assert gazetteer.path(town) == "江苏省/南通市/海门区/余东镇"
    assert gazetteer.path(town, date="2019-01-01") == "江苏省/南通市/海门市/余东镇"


def test_find_is_leftmost_longest_and_takes_full_and_short_names(gazetteer: Gazetteer) -> None:
    text = "南通市港闸区与滁州、积石山保安族东乡族撒拉族自治县签约"
    found = [(text[hit.start : hit.end], hit.full) for hit in gazetteer.find(text)]
    assert found == [("南通市", True), ("港闸区", True), ("滁州", False), ("积石山保安族东乡族撒拉族自治县", True)]


@pytest.mark.parametrize(
    "text", ["促进乡村振兴", "发展乡村旅游", "召开县委全会", "我们热爱和平", "会同有关部门", "城镇居民"]
)
def test_common_words_are_found_only_when_asked_for(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []
    assert gazetteer.find(text, risky=True)


def test_a_district_does_not_take_the_head_of_another_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("通州区域合作") == []
    assert [hit.end for hit in gazetteer.find("通州区位于长江边")][0:1] == [3]
    assert gazetteer.find("沿海城市发展") == []


def test_short_names_of_townships_are_not_found_but_named(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("章广一带") == []
    assert [item.name for item in gazetteer.named("章广")] == ["章广镇"]


@given(
    st.lists(
        st.sampled_from(["南通", "市", "港闸区", "城关镇", "和平", "乡村", "的", "北京朝阳区", "在", "🙂", "\n"]),
        max_size=30,
    )
)
def test_hits_slice_to_names_and_do_not_overlap(pieces: list[str]) -> None:
    gazetteer, text = Gazetteer.load(), "".join(pieces)
    for risky in (False, True):
        end = 0
        for hit in gazetteer.find(text, risky=risky):
            assert hit.start >= end
            end = hit.end
            name = text[hit.start : hit.end]
            known = [gazetteer.division(row) for row in hit.ids]
            assert known
            assert all(name in (division.name, division.short) for division in known)
            assert hit.full == any(name == division.name for division in known)


def test_risky_names_are_names(gazetteer: Gazetteer) -> None:
    assert [name for name in words("ambiguous_shorts") if not gazetteer.named(name)] == []


@pytest.mark.parametrize(
    ("names", "near", "date", "path"),
    [
        (("南通市", "港闸区"), "", "", "江苏省/南通市/港闸区"),
        (("江苏", "鼓楼区"), "江苏省/徐州市/云龙区", "", "江苏省/徐州市/鼓楼区"),
        (("章广镇",), "安徽省/滁州市/琅琊区", "", "安徽省/滁州市/南谯区/章广镇"),
        (("南通",), "江苏省/南通市/海门区", "", "江苏省/南通市"),
        (("通州",), "江苏省/南通市", "", "江苏省/南通市/通州区"),
        (("通州",), "北京市/朝阳区", "", "北京市/通州区"),
        (("海门",), "江苏省/南通市", "2019-01-01", "江苏省/南通市/海门市"),
        (("海门",), "江苏省/南通市", "", "江苏省/南通市/海门区"),
        (("幸福街道",), "江苏省/南通市", "2020-03-12", "江苏省/南通市/港闸区/幸福街道"),
        (("幸福街道",), "江苏省/南通市", "2021-03-12", "江苏省/南通市/崇川区/幸福街道"),
    ],
)
def test_resolve_by_chain_area_and_date(
    gazetteer: Gazetteer, names: tuple[str, ...], near: str, date: str, path: str
) -> None:
    division = gazetteer.resolve(names, near=near, date=date)
    assert division is not None
    assert gazetteer.path(division) == path


@pytest.mark.parametrize("names", [(), ("鼓楼区",), ("城关镇",), ("南京市", "港闸区"), ("没有这个地方",)])
def test_resolve_gives_none_rather_than_a_guess(gazetteer: Gazetteer, names: tuple[str, ...]) -> None:
    assert gazetteer.resolve(names) is None


def test_abbreviations_of_provinces(gazetteer: Gazetteer) -> None:
    assert [item.name for item in gazetteer.abbreviated("苏")] == ["江苏省"]
    assert [item.name for item in gazetteer.abbreviated("沪")] == ["上海市"]
    assert gazetteer.abbreviated("北") == ()
    covered = {
        item.id
        for line in "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新港澳台"
        for item in gazetteer.abbreviated(line)
    }
    assert len(covered) == 34


def test_an_id_that_is_none_is_an_error(gazetteer: Gazetteer) -> None:
    for row in (-1, len(gazetteer)):
        with pytest.raises(IndexError):
            gazetteer.division(row)
