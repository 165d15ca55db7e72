from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.finder import Finder

FULL = {"青岚市": [0], "云川县": [1], "云川镇": [2], "和平镇": [3], "青岚": [4]}
SHORT = {"青岚": [0], "云川": [1], "和平": [3]}


def _finder() -> Finder:
    return Finder(FULL, SHORT, frozenset({"和平"}), [-1, 0, 1, 1, 1], [2, 3, 4, 4, 4])


@given(st.lists(st.text("青岚市云川县镇和平区域，", max_size=30), max_size=5))
def test_the_first_texts_are_read_as_later_ones(texts: list[str]) -> None:
    first, later = _finder(), _finder()
    later.find("，" * 30_000, risky=False)
    for text in texts:
        assert first.find(text, risky=False) == later.find(text, risky=False)


def test_names_by_their_beginning() -> None:
    finder = _finder()
    assert sorted(finder.beginning("云川")) == ["云川", "云川县", "云川镇"]
    assert sorted(finder.beginning("青岚")) == ["青岚", "青岚市"]
    assert not finder.beginning("云")
