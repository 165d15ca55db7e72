"""Divisions in time, with the real gazetteer."""

from collections.abc import Sequence

import pytest
from pyoxigraph import Quad

from kg.graph import Store, corpus_quads, validate
from kg.graph.places import Life, life_of, place_key, successions
from kg.graph.quads import as_is
from kg.lexicon import Gazetteer
from kg.link import PageLinker
from kg.model import Article, Document, Entity, EntityType, Mention, OffsetMap, Page, Span, entity_iri
from kg.query import question
from tests.graph.factory import BASE, ENTITIES

OLD, NEW = "江苏省/南通市/港闸区", "江苏省/南通市/崇川区"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def division(path: str, subtype: str = "district") -> Entity:
    return Entity(place_key(path), EntityType.PLACE, subtype, path.rpartition("/")[2], (), path, "", "gazetteer")


def quads(*entities: Entity) -> list[Quad]:
    return list(corpus_quads(entities, [], base=BASE))


def ask(store: Store, select: str) -> Sequence[tuple[str, ...]]:
    return sorted(tuple(getattr(cell, "value", "") for cell in row) for row in store.select(select))


@pytest.mark.parametrize(
    ("path", "life"),
    [
        (OLD, Life("", "2020-06-05", (NEW,))),
        (NEW, Life()),
        ("江苏省/南通市/通州市", Life("", "2009-07-01", ("江苏省/南通市/通州区",))),
        ("江苏省/南通市/通州区", Life("2009-07-01")),
        ("山东省/青岛市/即墨市", Life("", "2017-07-18", ("山东省/青岛市/即墨区",))),
        ("河北省/石家庄市/桥东区", Life("", "2014-09-09", ("河北省/石家庄市/桥西区", "河北省/石家庄市/长安区"))),
        ("湖北省/襄樊市/樊城区", Life("", "2010-12-09", ("湖北省/襄阳市/樊城区",))),
        ("湖北省/襄阳市/樊城区", Life("2010-12-09")),
        ("江苏省/南通市/港闸区/永兴街道", Life("", "2020-06-05", ("江苏省/南通市/崇川区/永兴街道",))),
        ("东川省/青岚市/云溪区", Life()),
    ],
)
def test_life_of_a_path(gazetteer: Gazetteer, path: str, life: Life) -> None:
    assert life_of(path, gazetteer) == life


def test_every_end_is_after_its_beginning_and_leads_to_a_division_of_then(gazetteer: Gazetteer) -> None:
    former = [place for row in range(len(gazetteer)) if (place := gazetteer.division(row)).until]
    for place in former:
        life = life_of(gazetteer.path(place), gazetteer)
        assert not life.since or not life.until or life.since < life.until
        for heir in life.heirs:
            assert gazetteer.by_path(heir) is not None, (place, heir)
            assert heir != gazetteer.path(place)


def test_a_township_that_only_left_the_lists_has_no_day_of_its_end(gazetteer: Gazetteer) -> None:
    gone = gazetteer.by_path("上海市/杨浦区/五角场镇")
    assert gone is not None
    assert gone.until
    assert life_of("上海市/杨浦区/五角场镇", gazetteer).until == ""


def test_pages_of_before_and_after_are_joined() -> None:
    store = Store.memory(quads(division(OLD), division(NEW)))
    found = ask(store, "SELECT ?old ?end ?new { ?old kg:succeededBy ?new ; kg:validUntil ?end }")
    assert found == [(entity_iri(place_key(OLD), BASE), "2020-06-05", entity_iri(place_key(NEW), BASE))]
    assert len(ask(store, "SELECT ?e { ?e kg:key ?key }")) == 2


def test_keys_are_those_that_linking_gives(gazetteer: Gazetteer) -> None:
    for date, path in (("2018-05-11", OLD), ("2022-05-11", NEW), ("2009-03-01", "湖北省/襄樊市/樊城区")):
        name = path.rpartition("/")[2]
        article = Article(0, Span(0, len(name)), name, OffsetMap.identity(len(name)), ())
        document = Document(Page("page", name, date, path), (article,))
        mention = Mention(0, len(name), name, EntityType.PLACE, "district", 0, 0, len(name))
        assert PageLinker(gazetteer).link(document, [mention]).mentions[0].entity == place_key(path)


def test_successors_that_no_page_names_are_there_down_to_today() -> None:
    store = Store.memory(quads(division("湖北省/襄樊市", "city")))
    assert ask(store, "SELECT ?name ?code { ?e a kg:City ; rdfs:label ?name ; kg:divisionCode ?code }") == [
        ("襄阳市", "420600")
    ]
    chain = ask(Store.memory(quads(division("湖南省/长沙市/望城县"))), "SELECT ?n { ?o kg:succeededBy/rdfs:label ?n }")
    assert chain == [("望城区",)]


def test_the_graph_is_valid() -> None:
    graph = Store.memory(
        quads(division(OLD), division("河北省/石家庄市/桥东区"), division("湖北省/襄樊市/樊城区"), *ENTITIES)
    )
    assert ask(graph, "SELECT ?n { ?o kg:succeededBy ?n }")
    report = validate(graph)
    assert report.conforms, report.problems


def test_order_does_not_depend_on_the_input(gazetteer: Gazetteer) -> None:
    entities = [division(OLD), division("湖北省/襄樊市/樊城区"), division("江苏省/南通市/通州市"), division(NEW)]
    forth, back = (successions(some, gazetteer, as_is) for some in (entities, entities[::-1]))
    assert list(forth.quads(BASE, as_is)) == list(back.quads(BASE, as_is))
    assert forth.heirs == back.heirs


def test_divisions_judged_to_be_one_succeed_nobody() -> None:
    def same(key: str) -> str:
        return place_key(OLD) if key == place_key(NEW) else key

    store = Store.memory(corpus_quads([division(OLD)], [], base=BASE, resolve=same))
    assert ask(store, "SELECT ?n { ?o kg:succeededBy ?n }") == []
    assert ask(store, "SELECT ?e { ?e kg:key ?k }") == [(entity_iri(place_key(OLD), BASE),)]


def test_places_of_invented_areas_have_no_dates() -> None:
    assert ask(Store.memory(quads(*ENTITIES)), "SELECT ?e { ?e kg:validFrom|kg:validUntil|kg:succeededBy ?d }") == []


def test_the_canned_question_answers() -> None:
    store = Store.memory(quads(division(OLD), division("山东省/青岛市/即墨市", "city")))
    asked = question("former-divisions")
    assert ask(store, asked.ask({"name": "崇川"})) == [("港闸区", OLD, "2020-06-05", "崇川区", NEW)]
    assert len(ask(store, asked.ask({}))) == 2
