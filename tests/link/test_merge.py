"""Corpus linking by key."""

from hypothesis import given
from hypothesis import strategies as st

from kg.link import merge
from kg.model import Entity, EntityType, entity_key

WORD = st.text(st.sampled_from("青岚云溪柳"), max_size=3)


@st.composite
def entity(draw: st.DrawFn) -> Entity:
    kind = draw(st.sampled_from(EntityType))
    name = draw(st.sampled_from(["云溪区", "柳塘镇"]))
    return Entity(
        entity_key(kind, name),
        kind,
        draw(st.sampled_from(["district", "town", ""])),
        draw(st.sampled_from([name, f"“{name}”"])),
        tuple(sorted(draw(st.sets(WORD)))),
        draw(WORD),
        draw(st.sampled_from(["", "320000"])),
        draw(WORD),
    )


@given(st.lists(entity(), max_size=8), st.randoms())
def test_order_does_not_matter(found: list[Entity], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(found) == merge(shuffled)


@given(st.lists(entity(), max_size=8), st.integers(0, 8))
def test_merging_in_parts_is_merging_at_once(found: list[Entity], cut: int) -> None:
    assert merge([*merge(found[:cut]), *merge(found[cut:])]) == merge(found)


@given(st.lists(entity(), max_size=8))
def test_nothing_is_lost(found: list[Entity]) -> None:
    merged = merge(found)
    assert [one.key for one in merged] == sorted({one.key for one in found})
    for one in found:
        whole = next(other for other in merged if other.key == one.key)
        assert {one.name, *one.aliases} - {""} <= {whole.name, *whole.aliases}
        assert whole.name not in whole.aliases
