"""Reading and applying dated changes."""

import pytest

from kg.errors import DataError
from kg.lexicon.changes import apply_changes, read_changes
from kg.lexicon.divisions import Columns, read_tree, short_name, short_town

TREE = ["甲省\t110000\t甲", "\t乙市\t110100\t乙", "\t\t丙区\t110101\t丙\t子镇 丑街道", "\t\t丁区\t110102\t丁"]


def tree() -> Columns:
    return read_tree(TREE)


def test_tree_gives_levels_parents_and_towns() -> None:
    columns = tree()
    assert [columns.path(row) for row in range(len(columns.names))] == [
        "甲省",
        "甲省/乙市",
        "甲省/乙市/丙区",
        "甲省/乙市/丙区/子镇",
        "甲省/乙市/丙区/丑街道",
        "甲省/乙市/丁区",
    ]
    assert columns.levels == [1, 2, 3, 4, 4, 3]


def test_a_county_right_below_a_province() -> None:
    columns = read_tree(["甲省\t110000\t甲", "\t\t戊市\t119001\t戊", "\t乙市\t110100\t乙"])
    assert [columns.path(row) for row in range(3)] == ["甲省", "甲省/戊市", "甲省/乙市"]


@pytest.mark.parametrize("lines", [["\t乙市\t110100\t乙"], ["甲省\t110000\t甲", "\t\t\t子镇"]])
def test_a_line_out_of_place_is_an_error(lines: list[str]) -> None:
    with pytest.raises(DataError, match=r"divisions\.txt"):
        read_tree(lines)


def test_changes_add_old_divisions_with_dates_and_chains() -> None:
    columns = tree()
    changes = read_changes(
        [
            ("2015-01-01", "甲省/乙市/旧市", "甲省/乙市/丙区", "upgraded"),
            ("2005-01-01", "甲省/乙市/旧县", "甲省/乙市/旧市", "upgraded"),
            ("2016-01-01", "甲省/乙市/并区", "甲省/乙市/丁区", "absorbed"),
            ("2016-01-01", "甲省/乙市/错区", "甲省/乙市/丁区", "absorbed"),
            ("2016-01-01", "甲省/乙市/错区", "甲省/乙市/丁区", "void"),
        ]
    )
    dates = apply_changes(columns, changes, {"甲省/乙市/旧县": "110121"})
    rows = {columns.path(row): row for row in range(len(columns.names))}
    old, middle, now = rows["甲省/乙市/旧县"], rows["甲省/乙市/旧市"], rows["甲省/乙市/丙区"]
    assert "甲省/乙市/错区" not in rows
    assert columns.codes[old] == "110121"
    assert (dates.until[old], dates.since[middle], dates.until[middle]) == ("2005-01-01", "2005-01-01", "2015-01-01")
    assert dates.successors[middle] == [now]
    assert rows["甲省/乙市/丁区"] not in dates.since


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(DataError, match="kind 'eaten'"):
        read_changes([("2015-01-01", "甲省/旧市", "甲省/乙市", "eaten")])


@pytest.mark.parametrize(
    ("name", "short"), [("海门市", "海门"), ("和县", "和县"), ("浦东新区", "浦东"), ("万山特区", "万山")]
)
def test_short_names_of_counties(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "short"),
    [("章广镇", "章广"), ("后箐彝族乡", "后箐"), ("幸福街道", "幸福"), ("樊镇", "樊镇"), ("城关回族镇", "城关")],
)
def test_short_names_of_townships(name: str, short: str) -> None:
    assert short_town(name) == short
