"""The offset map: every derived character leads back to its source character."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import OffsetMap, Span


@st.composite
def glued(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A source and pieces of it, in order, possibly adjacent or empty."""
    source = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12)))
    return source, list(zip(cuts[::2], cuts[1::2], strict=False))


def slices(source: str, pieces: list[tuple[int, int]]) -> str:
    return "".join(source[start:end] for start, end in pieces)


@given(glued())
def test_each_character_slices_back(case: tuple[str, list[tuple[int, int]]]) -> None:
    source, pieces = case
    derived, offsets = slices(source, pieces), OffsetMap.from_pieces(pieces)
    assert offsets.length == len(derived)
    for at, character in enumerate(derived):
        start, end = offsets.span(at, at + 1)
        assert source[start:end] == character


@given(glued(), st.data())
def test_span_covers_its_characters_in_order(case: tuple[str, list[tuple[int, int]]], data: st.DataObject) -> None:
    source, pieces = case
    derived, offsets = slices(source, pieces), OffsetMap.from_pieces(pieces)
    if not derived:
        return
    start = data.draw(st.integers(0, len(derived) - 1))
    end = data.draw(st.integers(start + 1, len(derived)))
    raw = offsets.span(start, end)
    kept = iter(source[raw.start : raw.end])
    assert all(character in kept for character in derived[start:end])  # a subsequence of the raw slice
    assert raw == Span(offsets.start(start), offsets.end(end))


@given(glued(), st.data())
def test_maps_compose(case: tuple[str, list[tuple[int, int]]], data: st.DataObject) -> None:
    source, pieces = case
    middle, outer = slices(source, pieces), OffsetMap.from_pieces(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(middle)), max_size=8)))
    inner_pieces = list(zip(cuts[::2], cuts[1::2], strict=False))
    derived, inner = slices(middle, inner_pieces), OffsetMap.from_pieces(inner_pieces)
    both = inner.then(outer)
    assert both.length == len(derived)
    for at, character in enumerate(derived):
        assert source[slice(*both.span(at, at + 1))] == character


def test_reference_is_one_character_of_several() -> None:
    # 甲&nbsp;乙: the derived text 甲 乙 has three characters, the source eight
    offsets = OffsetMap((0, 1, 2), (0, 1, 7), (1, 7, 8), 3)
    assert [offsets.span(i, i + 1) for i in range(3)] == [(0, 1), (1, 7), (7, 8)]
    assert offsets.span(0, 2) == (0, 7)


def test_adjacent_pieces_are_one_run() -> None:
    assert OffsetMap.from_pieces([(0, 3), (3, 5)]) == OffsetMap.identity(5)
    assert OffsetMap.from_pieces([]) == OffsetMap.identity(0)
