"""Validation finds what is wrong with a graph, and nothing with a right one."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import DataError, StoreError
from kg.graph import Store, corpus_quads, page_quads, validate
from kg.model import Entity, EntityType
from kg.schema import PREFIXES
from tests.graph.factory import BASE, DRIVE, ENTITIES, FIRM, PARK, TOWN, Corpus, PageMaker, iri, random_corpus


def quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    prefix, name = predicate.split(":")
    return Quad(NamedNode(subject), NamedNode(PREFIXES[prefix] + name), value)


def checks(quads: list[Quad], **options: object) -> set[str]:
    report = validate(Store.memory(quads), **options)  # type: ignore[arg-type]  # options of the test's own
    assert report.conforms == (not any(problem.severity == "error" for problem in report.problems))
    return {problem.check for problem in report.problems}


def test_a_right_graph_conforms(corpus: Corpus) -> None:
    report = validate(Store.memory(corpus.quads()), pages=corpus.pages)
    assert report.problems == ()
    assert report.conforms


@settings(max_examples=5, deadline=None)
@given(st.integers(min_value=0, max_value=10_000))
def test_any_well_typed_corpus_has_no_error(seed: int) -> None:
    corpus = random_corpus(seed)
    report = validate(Store.memory(corpus.quads()), pages=corpus.pages)
    assert report.conforms, report.problems[:3]


def test_a_turtle_file_is_validated_likewise(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    serialize((q.triple for q in corpus.quads()), str(path), RdfFormat.TURTLE)
    assert validate(path).problems == ()
    path.write_text("<a> <b> ", encoding="utf-8")
    with pytest.raises(DataError, match="no valid Turtle"):
        validate(path)
    with pytest.raises(StoreError, match="does not exist"):
        validate(tmp_path / "none.ttl")


def test_a_quote_that_does_not_stand_on_its_page(corpus: Corpus) -> None:
    pages = corpus.pages
    page = next(iter(pages.values()))
    assert checks(corpus.quads(), pages={**pages, page.id: replace(page, text="某" + page.text)}) == {
        "quote-not-on-page"
    }
    del pages[page.id]
    assert checks(corpus.quads(), pages=pages) == {"quote-of-unknown-page"}


def made(*statements: tuple[Entity, str, Entity], entities: tuple[Entity, ...] = ENTITIES) -> list[Quad]:
    maker = PageMaker("甲", "题\n甲乙丙丁", "2020")
    for subject, predicate, object_ in statements:
        maker.say(subject, predicate, object_, ["甲乙丙丁"])
    result = maker.result()
    return [*page_quads(result, base=BASE), *corpus_quads(entities, result.statements, base=BASE)]


def test_wrong_types_break_domain_and_range_and_the_shape() -> None:
    assert {"domain-range", "shacl partOf"} <= checks(made((FIRM, "partOf", TOWN)))
    assert {"domain-range", "shacl"} <= checks(made((TOWN, "partOf", FIRM)))


def test_an_enterprise_in_a_town_as_a_park_is_doubtful() -> None:
    assert checks(made((FIRM, "inPark", PARK))) == set()
    assert checks(made((FIRM, "inPark", TOWN))) == {"in-park-of-no-park"}


def test_ends_that_are_no_entity() -> None:
    assert "statement-end-without-label" in checks(made((FIRM, "inPark", PARK), entities=(FIRM,)))


def test_facts_and_direct_triples_belong_together() -> None:
    quads = made((FIRM, "locatedIn", TOWN))
    direct = next(q for q in quads if q.predicate.value.endswith("#locatedIn") and q.subject.value == iri(FIRM))  # type: ignore[union-attr]
    assert checks([q for q in quads if q != direct]) == {"fact-without-triple"}
    assert checks([*quads, quad(iri(FIRM), "kg:locatedIn", NamedNode(iri(PARK)))]) == {"triple-without-fact"}


def test_conflicting_descriptions() -> None:
    right = made()
    assert {"two-labels", "shacl label"} <= checks([*right, quad(iri(FIRM), "rdfs:label", Literal("别的公司"))])
    place = NamedNode(PREFIXES["kg"] + "Place")
    assert {"two-types", "shacl"} <= checks([*right, quad(iri(FIRM), "rdf:type", place)])
    assert "one-key-twice" in checks([*right, quad(iri(DRIVE), "kg:key", Literal(FIRM.key))])


def test_circles_are_doubtful() -> None:
    found = checks(made((TOWN, "within", PARK), (PARK, "within", TOWN)))
    assert found == {"within-cycle"}


def test_two_leaders_of_one_post_on_one_day(corpus: Corpus) -> None:
    other = Entity("PER|韩北川||", EntityType.PER, "person", "韩北川")
    maker = PageMaker("乙", "题\n禾谷农机总经理韩北川", "2021-03-02")
    maker.say(other, "leads", FIRM, ["禾谷农机总经理韩北川"], title="总经理")
    both = Corpus((*corpus.entities, other), (*corpus.results, maker.result()))
    assert checks(both.quads()) == {"several-leaders"}


def test_other_shapes(corpus: Corpus, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://fangzhi.example/ns#> . "
        "kg:NoTowns a sh:NodeShape ; sh:targetClass kg:Town ; sh:property [ sh:path kg:key ; sh:maxCount 0 ] .",
        encoding="utf-8",
    )
    report = validate(Store.memory(corpus.quads()), shapes=shapes)
    assert [(problem.check, problem.node) for problem in report.problems] == [("shacl key", iri(TOWN))]
