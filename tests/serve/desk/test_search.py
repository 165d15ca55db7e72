"""The order of results, their paging, and words that mean something to a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType
from kg.serve.desk import Desk
from kg.serve.desk.records import Brief


def names(desk: Desk, words: str) -> list[str]:
    return [one.name for one in desk.search(words).items]


def test_the_whole_name_comes_first(desk: Desk) -> None:
    for one in desk.search("", limit=100).items:
        found = desk.search(one.name, limit=10).items
        assert one.path in {other.path for other in found if other.name == one.name}
        assert found[0].name == one.name


@pytest.mark.parametrize("words", ["水利局", "qlsslj", "shuiliju", "青岚 水利", "slj"])
def test_ways_to_ask_for_one(desk: Desk, words: str) -> None:
    assert "青岚市水利局" in names(desk, words)


def test_an_alias_finds_and_is_shown(desk: Desk) -> None:
    (congress,) = (one for one in desk.search("", limit=100).items if "青岚市人大常委会" in desk.aliases(one))
    assert congress.name == "青岚市人民代表大会常务委员会"
    assert desk.search("青岚市人大常委会").items[0].called == "青岚市人大常委会"
    assert desk.search("代表大会").items[0].called == ""


def test_types_narrow(desk: Desk) -> None:
    for kind in EntityType:
        found = desk.search("青岚", kind=kind).items
        assert all(one.type is kind for one in found)
    assert desk.search("青岚市", kind=EntityType.PLACE).items
    assert not desk.search("青岚市水利局", kind=EntityType.PER).items


def test_stretches_join_to_the_whole(desk: Desk) -> None:
    whole = desk.search("青岚", limit=100)
    assert not whole.more
    assert len(whole.items) > 3
    pieces: list[Brief] = []
    start = 0
    while True:
        found = desk.search("青岚", start=start, limit=2)
        pieces += found.items
        start += 2
        if not found.more:
            break
    assert pieces == list(whole.items)


@given(st.text(max_size=12))
def test_any_text_may_be_searched_for(desk: Desk, words: str) -> None:
    found = desk.search(words, limit=5)
    assert len(found.items) <= 5


@pytest.mark.parametrize(
    "words", ['"', "a OR b", "NEAR(a)", "han : x", "*", "-1", "'; DROP TABLE entity --", "^", "()"]
)
def test_words_are_words_and_no_expression(desk: Desk, words: str) -> None:
    desk.search(words)
    assert desk.search("青岚").items
