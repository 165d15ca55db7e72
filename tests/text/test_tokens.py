"""Tokens."""

from hypothesis import given
from hypothesis import strategies as st

from kg.text import tokens


def test_tags_of_the_dictionary() -> None:
    tagged = {token.word: token.tag for token in tokens("市长在北京讲话")}
    assert tagged["北京"] == "ns"
    assert tagged["市长"] == "n"


@given(st.text(max_size=60))
def test_words_joined_are_the_text(text: str) -> None:
    found = tokens(text)
    assert "".join(token.word for token in found) == text
    assert all(text[token.start : token.end] == token.word for token in found)
