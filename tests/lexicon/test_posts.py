"""Posts in titles as printed."""

import pytest

from kg.lexicon.posts import Post, highest, posts


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("区委书记、代区长", (Post("书记", "chief"), Post("区长", "chief"))),
        ("党组书记、局长", (Post("党组书记", "chief"), Post("局长", "chief"))),
        ("常务副主任", (Post("常务副主任", "deputy"),)),
        ("原副镇长", (Post("副镇长", "deputy"),)),
        ("办事员兼会计", (Post("办事员", "staff"), Post("会计", "staff"))),
        ("代表", (Post("代表", "staff"),)),
        ("代表、代理镇长", (Post("代表", "staff"), Post("镇长", "chief"))),
        ("村民", ()),
        ("", ()),
    ],
)
def test_barest_form_and_rank(title: str, expected: tuple[Post, ...]) -> None:
    assert posts(title) == expected


def test_unknown_title_is_kept_as_printed() -> None:
    assert posts("首席拾穗官") == (Post("首席拾穗官", ""),)


def test_highest_rank() -> None:
    assert highest(posts("副书记、镇长")) == "chief"
    assert highest(posts("副书记、委员")) == "deputy"
    assert highest(()) == ""
