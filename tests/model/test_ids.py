"""Identifiers depend on content alone."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Evidence, Statement, entity_iri, entity_key, evidence_text, short_hash
from kg.model.entity import EntityType


@given(st.lists(st.text(), min_size=2, max_size=2), st.lists(st.text(), min_size=2, max_size=2))
def test_hash_keeps_parts_apart(one: list[str], other: list[str]) -> None:
    assert (short_hash(*one) == short_hash(*other)) == (one == other)


@given(st.text(), st.text(), st.text())
def test_key_has_four_parts(name: str, area: str, discriminator: str) -> None:
    key = entity_key(EntityType.ORG, name, area, discriminator)
    assert key.split("|")[0] == "ORG"
    assert key.count("|") == 3


def test_iri_of_a_key_never_changes() -> None:
    """Readers cite these IRIs: the value may change with a major version only."""
    key = entity_key(EntityType.ORG, "青岚市水利局", "青岚市")
    assert entity_iri(key) == "https://fangzhi.example/id/org/26cf41b17101c57fb69a"
    assert entity_iri(key, "https://example.org/") == "https://example.org/id/org/26cf41b17101c57fb69a"


def test_quote_is_without_white_space() -> None:
    assert evidence_text("工业集\n\n中区\u3000内 的") == "工业集中区内的"


def test_statement_id_tells_places_apart() -> None:
    def at(start: int) -> Statement:
        evidence = (Evidence("p", 0, start, start + 4, "局长何某"),)
        return Statement("PER|何某||", "leads", "ORG|水利局||", evidence, "post", 0.9)

    assert at(3).id == at(3).id
    assert at(3).id != at(4).id


def test_quote_of_markup_is_its_text() -> None:
    assert evidence_text("水利局&nbsp;局长<b>何志远</b><!-- 署名\n --> &amp;", "html") == "水利局局长何志远&"
    assert evidence_text("水位<3米&nbsp;") == "水位<3米&nbsp;"
