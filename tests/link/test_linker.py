"""The linker as a whole."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.gazetteer import Gazetteer
from kg.link import PageLinker
from kg.model import Linked

from .conftest import build_page

PIECES = (
    "{区委|ORG|party}",
    "{云溪区|PLACE|district}",
    "{柳塘镇|PLACE|town}",
    "{镇政府|ORG|government}",
    "{李石泉|PER}",
    "{飞燕|PROG|campaign}",
    "{|x",
    "书记",
    "全区",
    "\n",
    "\n\n",
    "{局机关|ORG}",
    "{县|PLACE|district}",
    "{“”|PROG}",
)


def test_an_empty_page(gazetteer: Gazetteer) -> None:
    assert PageLinker(gazetteer).link(*build_page("")) == Linked((), ())


def test_no_gazetteer_is_needed() -> None:
    linked = PageLinker(None).link(*build_page("全区动员，{云溪区|PLACE|district}部署，{区委|ORG|party}决定。"))
    assert [entity.name for entity in linked.entities] == ["中共云溪区委员会", "云溪区"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_mention_gets_an_entity(marked: str) -> None:
    document, mentions = build_page(marked or "空")
    linked = PageLinker(Gazetteer.load()).link(document, mentions)
    assert [(m.start, m.end, m.text) for m in linked.mentions] == [(m.start, m.end, m.text) for m in mentions]
    keys = [entity.key for entity in linked.entities]
    assert keys == sorted(set(keys))
    assert {mention.entity for mention in linked.mentions} <= set(keys)
    assert linked == PageLinker(Gazetteer.load()).link(document, mentions)


def test_aliases_hold_the_surfaces(link: Callable[..., Linked]) -> None:
    linked = link("全区动员，{云溪区|PLACE|district}部署，{区委|ORG|party}决定。")
    party = next(entity for entity in linked.entities if entity.type == "ORG")
    assert party.aliases == ("云溪区委", "区委")
