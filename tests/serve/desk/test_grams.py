"""Search tokens find what brute force finds."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.desk.grams import (
    fold,
    han_grams,
    han_phrase,
    initial_grams,
    latin_phrases,
    readings,
    spelled_grams,
    syllables,
)

NAMES = st.text(alphabet="市县人民政府工会青岚港闸公司Ａ1b·“”\U00020bb7\U0010ffff", max_size=8)


def found(names: list[str], expression: str) -> list[int]:
    """Places of the names that a full-text table finds."""
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(han, spelled, initials, content='', tokenize='ascii')")
        for number, name in enumerate(names):
            said = syllables(name)
            columns = (han_grams(name), spelled_grams(said), initial_grams(said))
            db.execute("INSERT INTO words (rowid, han, spelled, initials) VALUES (?, ?, ?, ?)", (number, *columns))
        return [
            row[0] for row in db.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (expression,))
        ]


@given(st.lists(NAMES, max_size=8), NAMES)
def test_a_stretch_of_characters_is_found_wherever_it_stands(names: list[str], words: str) -> None:
    wanted = fold(words)
    if wanted:
        assert found(names, han_phrase(words)) == [i for i, name in enumerate(names) if wanted in fold(name)]
    else:
        assert not han_phrase(words)


@given(st.lists(NAMES, max_size=8), NAMES.filter(fold))
def test_a_beginning_is_found_at_the_beginning_only(names: list[str], words: str) -> None:
    starts = [i for i, name in enumerate(names) if fold(name).startswith(fold(words))]
    assert found(names, han_phrase(words, from_start=True)) == starts


@pytest.mark.parametrize("words", ["gzq", "gangzhaqu", "gangzha", "zhaq", "GangZhaQ", "gang"])
def test_pinyin_and_initials(words: str) -> None:
    names = ["崇川区", "南通市港闸区", "岚亭县"]
    assert found(names, " OR ".join(latin_phrases(words))) == [1]


@pytest.mark.parametrize(("words", "from_start"), [("lvluo", True), ("lüluo", True), ("luo", False), ("ll", True)])
def test_u_with_dots_is_v(words: str, *, from_start: bool) -> None:
    assert found(["绿萝村", "崇川区"], " OR ".join(latin_phrases(words, from_start=from_start))) == [0]


def test_letters_are_read_in_every_way() -> None:
    assert ["xi", "an"] in readings("xian")
    assert ["xian"] in readings("xian")
    assert not readings("vvv")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40))
def test_readings_lose_no_letter_and_are_few(letters: str) -> None:
    ways = readings(letters)
    assert all("".join(way) == letters for way in ways)
    assert len(ways) <= 12
