"""Matching against an independent oracle: every order of taking pairs, best first, written out plainly."""

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.annotation import Marked
from kg.evaluate.match import OVERLAP, match

spans = st.builds(
    lambda start, length, kind: Marked(start, start + length, kind, "e"),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["ORG", "PER"]),
)


def plain(gold: list[Marked], found: list[Marked], typed: bool) -> dict[int, int]:
    def share(i: int, j: int) -> float:
        one, other = set(range(*gold[i][:2])), set(range(*found[j][:2]))
        return len(one & other) / len(one | other)

    left = [
        (i, j)
        for i in range(len(gold))
        for j in range(len(found))
        if share(i, j) >= OVERLAP and (not typed or gold[i].type == found[j].type)
    ]
    matched: dict[int, int] = {}
    while left:
        i, j = min(left, key=lambda pair: (-share(*pair), *pair))
        matched[i] = j
        left = [(a, b) for a, b in left if a != i and b != j]
    return matched


@given(st.lists(spans, max_size=12), st.lists(spans, max_size=12), st.booleans())
def test_like_the_plain_way(gold: list[Marked], found: list[Marked], typed: bool) -> None:
    assert match(gold, found, typed=typed) == plain(gold, found, typed)
