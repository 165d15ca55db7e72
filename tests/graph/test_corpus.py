"""The default graph: entities, direct triples, roles."""

import random

import pytest
from pyoxigraph import DefaultGraph, Quad

from kg.errors import DataError
from kg.graph import Store, corpus_quads
from kg.graph.corpus import vocabulary_quads
from kg.model import EntityType
from tests.graph.factory import BASE, DRIVE, ENTITIES, FIRM, OFFICE, PERSON, TOWN, Corpus, entity, iri


def ask(corpus: Corpus, select: str) -> list[tuple[str, ...]]:
    store = Store.memory(corpus.quads())
    return sorted(tuple(getattr(cell, "value", "") for cell in row) for row in store.select(select))


def of_corpus(corpus: Corpus) -> list[Quad]:
    return list(corpus_quads(corpus.entities, corpus.statements, base=BASE))


def test_all_stands_in_the_default_graph_once(corpus: Corpus) -> None:
    quads = of_corpus(corpus)
    assert {quad.graph_name for quad in quads} == {DefaultGraph()}
    assert len(set(quads)) == len(quads)


def test_order_does_not_depend_on_the_input(corpus: Corpus) -> None:
    entities, statements = list(corpus.entities), corpus.statements
    for seed in range(5):
        random.Random(seed).shuffle(entities)
        random.Random(seed).shuffle(statements)
        assert list(corpus_quads(entities, statements, base=BASE)) == of_corpus(corpus)


def test_an_entity_is_found_by_its_plain_name(corpus: Corpus) -> None:
    found = ask(
        corpus,
        'SELECT ?e ?area ?code { ?e rdfs:label "柳塘镇" ; a kg:Place, kg:Town ;'
        " kg:areaPath ?area ; kg:divisionCode ?code }",
    )
    assert found == [(iri(TOWN), "东川省/青岚市/云溪区/柳塘镇", "990102103")]
    assert ask(
        corpus,
        'SELECT ?a { ?e rdfs:label "青岚市禾谷农业机械装备有限公司" ; skos:altLabel ?a FILTER (lang(?a) = "zh") }',
    ) == [
        ("禾谷",),
        ("禾谷农机",),
    ]


def test_labels_are_those_of_entities_only(corpus: Corpus) -> None:
    assert ask(corpus, "SELECT ?name { ?e rdfs:label ?name }") == sorted((one.name,) for one in ENTITIES)


def test_only_facts_become_direct_triples(corpus: Corpus) -> None:
    relations = "SELECT ?s ?o { ?s kg:%s ?o }"
    assert ask(corpus, relations % "leads") == [(iri(PERSON), iri(FIRM))]
    assert ask(corpus, relations % "organizes") == []
    assert ask(corpus, relations % "cooperatesWith") == sorted([(iri(OFFICE), iri(FIRM)), (iri(FIRM), iri(OFFICE))])


def test_what_has_ended_alone_has_no_direct_triple(corpus: Corpus) -> None:
    ended = [s for s in corpus.statements if s.modality == "ended"]
    store = Store.memory(corpus_quads(corpus.entities, ended, base=BASE))
    assert not store.query("ASK { ?s kg:leads ?o }")
    assert store.query("ASK { ?role a kg:Role ; kg:endedBy ?date FILTER NOT EXISTS { ?role kg:firstObserved ?f } }")


def test_a_role_gathers_dates_and_statements(corpus: Corpus) -> None:
    found = ask(
        corpus,
        "SELECT ?who ?at ?body ?title ?first ?last ?ended (COUNT(?s) AS ?n) {"
        " ?role a org:Membership ; org:member ?who ; kg:roleAt ?at ; org:organization ?body ; kg:relation kg:leads ;"
        " kg:title ?title ; kg:firstObserved ?first ; kg:lastObserved ?last ; kg:endedBy ?ended ; kg:statement ?s }"
        " GROUP BY ?who ?at ?body ?title ?first ?last ?ended",
    )
    assert found == [(iri(PERSON), iri(FIRM), iri(FIRM), "总经理", "2021-03-02", "2021-03-02", "2023-11", "2")]


def test_a_role_holds_a_post_of_its_body(corpus: Corpus) -> None:
    found = ask(
        corpus,
        "SELECT DISTINCT ?who ?body ?post ?rank { ?role org:member ?who ; kg:relation kg:leads ; kg:rank ?rank ;"
        " kg:post ?post ; kg:heldPost ?node . ?node a org:Post ; org:postIn ?body ; org:heldBy ?who ; kg:post ?post }",
    )
    assert found == [(iri(PERSON), iri(FIRM), "总经理", "chief")]


def test_merged_ends_make_no_relation_to_itself(corpus: Corpus) -> None:
    moved = {OFFICE.key: FIRM.key}
    quads = corpus_quads(corpus.entities, corpus.statements, base=BASE, resolve=lambda key: moved.get(key, key))
    assert not Store.memory(quads).query("ASK { ?s kg:cooperatesWith ?o }")


def test_an_unknown_subtype_is_an_error() -> None:
    with pytest.raises(DataError, match="no subtype 'guild'"):
        list(corpus_quads([entity(EntityType.ORG, "guild", "木工行会")], [], base=BASE))


def test_an_entity_without_subtype_has_the_class_of_its_type() -> None:
    store = Store.memory(corpus_quads([entity(EntityType.PROG, "", "某计划")], [], base=BASE))
    (row,) = store.select("SELECT ?class { ?e kg:key ?key ; a ?class }")
    assert row[0].value.endswith("#Program")


def test_the_vocabulary_tells_kinds_and_names(corpus: Corpus) -> None:
    kinds = 'SELECT ?zh { ?e rdfs:label "“送技下田”行动" ; a/skos:prefLabel ?zh . FILTER (lang(?zh) = "zh") }'
    assert ask(corpus, kinds) == [("行动",), ("项目与活动",)]
    assert DRIVE.subtype == "campaign"
    assert len(set(vocabulary_quads())) == len(list(vocabulary_quads()))
