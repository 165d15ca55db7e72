"""Pages as quads: what is said, where it stands, and that serialisations keep it."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, XSD

from kg.graph import page_quads
from kg.graph.quads import distinct
from kg.model import Page, PageResult
from kg.schema import NS
from tests.graph.factory import BASE, FIRM, OFFICE, PERSON, Corpus, PageMaker, iri

PAGE = BASE + "page/%E4%BA%91%E6%BA%AA%E6%97%A5%E6%8A%A5%202021-03-02%20A1"


def of_first(corpus: Corpus) -> list[Quad]:
    return list(page_quads(corpus.results[0], base=BASE))


def as_bytes(quads: list[Quad], form: RdfFormat) -> bytes:
    stream = io.BytesIO()
    if form is RdfFormat.TURTLE:
        serialize((quad.triple for quad in quads), stream, form)
    else:
        serialize(quads, stream, form)
    return stream.getvalue()


def as_rdflib(corpus: Corpus) -> Graph:
    return Graph().parse(data=as_bytes(of_first(corpus), RdfFormat.TURTLE), format="turtle")


def test_all_stands_in_the_graph_of_the_page(corpus: Corpus) -> None:
    assert {quad.graph_name for quad in of_first(corpus)} == {NamedNode(PAGE)}


def test_no_blank_nodes_and_no_quad_twice(corpus: Corpus) -> None:
    quads = of_first(corpus)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert len(set(quads)) == len(quads)


def test_the_page_and_its_article(corpus: Corpus) -> None:
    graph = as_rdflib(corpus)
    page, article = URIRef(PAGE), URIRef(PAGE + "#a0")
    assert graph.value(page, DCTERMS.identifier) == Literal("云溪日报 2021-03-02 A1")
    assert graph.value(page, DCTERMS.date) == Literal("2021-03-02", datatype=XSD.date)
    assert graph.value(page, DCTERMS.source) == Literal("云溪日报 2021-03-02 A1.txt"), "no folder of this machine"
    assert graph.value(article, DCTERMS.isPartOf) == page
    assert graph.value(article, DCTERMS.title) == Literal("柳塘镇送来新农机")
    assert (URIRef(iri(FIRM)), URIRef(NS + "mentionedIn"), article) in graph


def test_a_statement_carries_its_evidence(corpus: Corpus) -> None:
    graph = as_rdflib(corpus)
    statement = corpus.results[0].statements[1]
    node = URIRef(f"{BASE}statement/{statement.id}")
    assert graph.value(node, RDF.subject) == URIRef(iri(PERSON))
    assert graph.value(node, RDF.predicate) == URIRef(NS + "leads")
    assert graph.value(node, RDF.object) == URIRef(iri(FIRM))
    assert graph.value(node, PROV.wasQuotedFrom) == URIRef(PAGE + "#a0")
    start, end, quote = (graph.value(node, URIRef(NS + name)) for name in ("start", "end", "quote"))
    assert isinstance(start, Literal)
    assert isinstance(end, Literal)
    text = corpus.results[0].document.page.text
    assert text[int(start) : int(end)] == str(quote) == "禾谷农机总经理梁若禾"
    assert graph.value(node, URIRef(NS + "score")) == Literal("0.95", datatype=XSD.decimal)
    assert graph.value(node, URIRef(NS + "title")) == Literal("总经理")


def test_further_evidence_has_a_node_of_its_own(corpus: Corpus) -> None:
    graph = as_rdflib(corpus)
    node = URIRef(f"{BASE}statement/{corpus.results[0].statements[3].id}")
    further = graph.value(node, URIRef(NS + "furtherEvidence"))
    assert further == URIRef(f"{node}#e1")
    assert graph.value(further, URIRef(NS + "quote")) == Literal("禾谷农机总经理梁若禾")


@pytest.mark.parametrize("date", ["2021-02-31", "二月", "21-3-2", "2021-03-02T00:00"])
def test_what_is_no_date_stays_a_string(corpus: Corpus, date: str) -> None:
    document = corpus.results[0].document
    result = replace(corpus.results[0], document=replace(document, page=replace(document.page, date=date)))
    dates = [
        q.object for q in page_quads(result, base=BASE) if q.subject == NamedNode(PAGE) and "date" in str(q.predicate)
    ]
    assert [str(value) for value in dates] == [f'"{date}"']


@pytest.mark.parametrize(("date", "kind"), [("2023", "gYear"), ("2023-11", "gYearMonth"), ("2023-11-05", "date")])
def test_dates_are_as_precise_as_the_page(date: str, kind: str) -> None:
    maker = PageMaker("甲", "题\n文", date)
    found = {str(q.object) for q in page_quads(maker.result(), base=BASE) if "date" in str(q.predicate)}
    assert found == {f'"{date}"^^<{XSD}{kind}>'}


def test_judgements_move_subjects_but_not_statements(corpus: Corpus) -> None:
    moved = {FIRM.key: OFFICE.key}
    plain = of_first(corpus)
    judged = list(page_quads(corpus.results[0], base=BASE, resolve=lambda key: moved.get(key, key)))
    statements = [{q.subject for q in quads if "statement/" in str(q.subject)} for quads in (plain, judged)]
    assert statements[0] == statements[1]
    assert NamedNode(iri(FIRM)) in {q.object for q in plain}
    assert NamedNode(iri(FIRM)) not in {term for q in judged for term in (q.subject, q.object)}


def test_order_of_statements_and_mentions_does_not_matter(corpus: Corpus) -> None:
    result = corpus.results[0]
    turned = PageResult(
        result.document,
        replace(result.linked, mentions=result.linked.mentions[::-1]),
        result.statements[::-1],
    )
    assert list(page_quads(turned, base=BASE)) == of_first(corpus)


def test_of_statements_with_one_id_the_surest_stays(corpus: Corpus) -> None:
    statement = corpus.statements[0]
    weaker = replace(statement, score=0.1)
    assert distinct([weaker, statement, weaker]) == [statement]


# rdflib's own N-Quads parser calls what rdflib deprecates
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_turtle_and_nquads_hold_the_same_graph(corpus: Corpus) -> None:
    quads = of_first(corpus)
    turtle = Graph().parse(data=as_bytes(quads, RdfFormat.TURTLE), format="turtle")
    dataset = Dataset()
    dataset.parse(data=as_bytes(quads, RdfFormat.N_QUADS).decode(), format="nquads")
    named = dataset.graph(URIRef(PAGE))
    assert len(turtle) == len(quads)
    assert isomorphic(turtle, named)


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(page=st.text(min_size=1, max_size=30), headline=names, place=names)
def test_any_text_survives_nquads(page: str, headline: str, place: str) -> None:
    maker = PageMaker("x", headline.replace("\n", " ") + "\n文", "2020")
    maker.page = Page(page, maker.page.text, "2020", place)
    quads = list(page_quads(maker.result(), base=BASE))
    assert list(parse(as_bytes(quads, RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)) == quads
