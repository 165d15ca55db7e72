"""Words with part-of-speech tags, by jieba's dictionary (the Rust edition: twenty times as fast, same tags)."""

from typing import NamedTuple

import rjieba


class Token(NamedTuple):
    """A word [start, end) with its tag: `nr` person, `ns` place, `nt` body, `n` noun, `v` verb, `x` mark or space, …"""

    start: int
    end: int
    word: str
    tag: str


def tokens(text: str) -> list[Token]:
    """Tokens of `text`, in order, without gaps: their words joined are the text."""
    found = []
    at = 0
    for word, tag in rjieba.tag(text):
        end = at + len(word)
        found.append(Token(at, end, word, tag))
        at = end
    return found
