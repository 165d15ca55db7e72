"""Dates in a text, and the date of an issue."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.text import find_dates, issue_date


@pytest.mark.parametrize(
    ("text", "issue", "dates"),
    [
        ("2020年5月13日召开", "", ["2020-05-13"]),
        ("二〇二一年三月五日", "", ["2021-03-05"]),
        ("2019年底,2019年11月起", "", ["2019", "2019-11"]),
        ("5月14日,在镇政府", "2020-05", ["2020-05-14"]),
        ("12月30日", "2021-01-05", ["2020-12-30"]),
        ("1月8日", "2021-12-20", ["2022-01-08"]),
        ("去年下半年,今年3月,明年", "2021-06-08", ["2020", "2021-03", "2022"]),
        ("昨天,今日", "2021-03-01", ["2021-02-28", "2021-03-01"]),
        ("日前,近日,3个月,10月龄", "2021-06-08", []),
        ("2月30日", "2021-06-08", []),
        ("5月14日,去年,昨天", "", []),
        ("昨天", "2021-06", []),
    ],
)
def test_find_dates(text: str, issue: str, dates: list[str]) -> None:
    assert [mention.iso for mention in find_dates(text, issue)] == dates


def test_offsets_of_a_date() -> None:
    text = "于2020年5月13日召开"
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == "2020年5月13日"


@example("一万亿月份")
@given(st.text(st.sampled_from("12069年月日号份去今昨天一二三十〇万亿 -"), max_size=30))
def test_any_text_has_its_dates_told_or_left_out(text: str) -> None:
    for mention in find_dates(text, "2021-06-08"):
        assert 0 <= mention.start < mention.end <= len(text)
        assert len(mention.iso) in (4, 7, 10)


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("qinghe-2020-05", "", "2020-05"),
        ("2020-05-14", "", "2020-05-14"),
        ("20200514_02", "", "2020-05-14"),
        ("青禾日报2020年5月4日", "", "2020-05-04"),
        ("page7", "青禾日报\n2020年5月15日 星期五\n正文", "2020-05-15"),
        ("page7", "二〇二〇年五月十五日 农历庚子年", "2020-05-15"),
        ("page7", "第1234期 2020年5月15日", "2020-05-15"),
        ("page7", "会议于2020年5月15日召开。", ""),
        ("20209999", "", ""),
    ],
)
def test_issue_date(name: str, text: str, date: str) -> None:
    assert issue_date(text, name) == date
