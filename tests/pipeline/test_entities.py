"""Entities on disk are those in memory."""

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link import merge
from kg.model import Entity, EntityType, entity_key
from kg.pipeline.entities import Entities

NAMES = ("青岚市水利局", "水利局", "市水利局")
ENTITY = st.builds(
    lambda key, name, aliases, code: Entity(
        entity_key(EntityType.ORG, key), EntityType.ORG, "government", name, tuple(sorted(aliases - {name})), code=code
    ),
    st.sampled_from("abcdefg"),
    st.sampled_from(NAMES),
    st.frozensets(st.sampled_from(NAMES)),
    st.sampled_from(("", "1", "22")),
)


@given(st.lists(st.lists(ENTITY, max_size=5), max_size=8), st.integers(0, 4), st.sampled_from("abc"))
def test_entities_are_united_by_key_however_few_are_held(pages: list[list[Entity]], held: int, gone: str) -> None:
    with closing(Entities(held=held)) as found:
        for page in pages:
            found.add(page)
        wanted = merge(entity for page in pages for entity in page)
        assert merge(found) == wanted
        assert [found.name(entity.key) for entity in wanted] == [entity.name for entity in wanted]
        found.remove([entity_key(EntityType.ORG, gone)])
        assert merge(found) == tuple(entity for entity in wanted if entity.key != entity_key(EntityType.ORG, gone))


def test_an_unknown_key_has_no_name() -> None:
    entity = Entity(entity_key(EntityType.ORG, "a"), EntityType.ORG, "government", "a")
    for held in (0, 9):
        with closing(Entities([entity], held=held)) as found, pytest.raises(KeyError):
            found.name("ORG|b||")
