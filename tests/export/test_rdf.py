"""RDF files parse back to the same quads in rdflib and Oxigraph, and come out the same in any order."""

import io
import random
from collections.abc import Callable, Iterable
from typing import IO

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from kg.errors import DataError
from kg.export.rdf import jsonld, nquads, rdfxml
from kg.export.turtle import trig, turtle
from tests.export.graph_samples import iri, quads, term

Writer = Callable[[Iterable[Quad], IO[bytes]], None]
DATASETS: dict[str, tuple[Writer, RdfFormat, str]] = {
    "nquads": (nquads, RdfFormat.N_QUADS, "nquads"),
    "trig": (trig, RdfFormat.TRIG, "trig"),
    "jsonld": (jsonld, RdfFormat.JSON_LD, "json-ld"),
}
GRAPHS: dict[str, tuple[Writer, RdfFormat, str]] = {
    "turtle": (turtle, RdfFormat.TURTLE, "turtle"),
    "rdfxml": (rdfxml, RdfFormat.RDF_XML, "xml"),
}
ALL = DATASETS | GRAPHS
CONTROLS = str.maketrans("", "", "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))))


def written(writer: Writer, content: Iterable[Quad]) -> bytes:
    stream = io.BytesIO()
    writer(content, stream)
    return stream.getvalue()


def without_controls(found: Iterable[Triple]) -> set[Triple]:
    """RDF/XML drops what XML cannot hold; nothing else may be lost."""
    changed = set()
    for triple in found:
        value = triple.object
        if isinstance(value, Literal) and value.language is None:
            value = Literal(value.value.translate(CONTROLS), datatype=value.datatype)
        changed.add(Triple(triple.subject, triple.predicate, value))
    return changed


def rdflib_graph(content: Iterable[Triple]) -> rdflib.Graph:
    lines = "".join(f"{triple} .\n" for triple in content)
    return rdflib.Graph().parse(data=lines, format="nt")


@pytest.mark.parametrize("kind", DATASETS)
def test_oxigraph_reads_the_same_quads(kind: str) -> None:
    writer, form, _ = DATASETS[kind]
    assert set(parse(written(writer, quads()), form)) == set(quads())


@pytest.mark.parametrize("kind", GRAPHS)
def test_oxigraph_reads_the_same_triples(kind: str) -> None:
    writer, form, _ = GRAPHS[kind]
    wanted = {quad.triple for quad in quads()}
    found = [quad.triple for quad in parse(written(writer, quads()), form)]
    assert len(found) == len(set(found))
    assert set(found) == (without_controls(wanted) if kind == "rdfxml" else wanted)


# rdflib's own parsers still use what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("kind", ALL)
def test_rdflib_reads_an_isomorphic_graph(kind: str) -> None:
    writer, _, name = ALL[kind]
    wanted = {quad.triple for quad in quads()}
    dataset = rdflib.Dataset(default_union=True).parse(data=written(writer, quads()), format=name)
    union = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        union.add(triple)
    assert len(union) == len(wanted)
    assert isomorphic(union, rdflib_graph(without_controls(wanted) if kind == "rdfxml" else wanted))


@pytest.mark.parametrize("kind", ALL)
def test_order_of_the_quads_does_not_matter(kind: str) -> None:
    shuffled = quads() * 2
    random.Random(3).shuffle(shuffled)
    assert written(ALL[kind][0], shuffled) == written(ALL[kind][0], quads())


@pytest.mark.parametrize("kind", ALL)
def test_no_quads_give_an_empty_file_that_parses(kind: str) -> None:
    assert list(parse(written(ALL[kind][0], []), ALL[kind][1])) == []


@given(text=st.text(), language=st.sampled_from(["", "zh", "zh-hans"]))
def test_any_literal_survives(text: str, language: str) -> None:
    value = Literal(text, language=language) if language else Literal(text)
    quad = Quad(iri("id/org/01"), term("kg:quote"), value, iri("page/a"))
    for writer, form, _ in DATASETS.values():
        assert list(parse(written(writer, [quad]), form)) == [quad]
    assert [found.triple for found in parse(written(turtle, [quad]), RdfFormat.TURTLE)] == [quad.triple]
    kept = text.translate(CONTROLS)
    (found,) = parse(written(rdfxml, [quad]), RdfFormat.RDF_XML)
    assert isinstance(found.object, Literal)
    assert (found.object.value, found.object.language) == (kept, language or None)


@given(st.from_regex(r"[A-Za-z0-9_.%\-/:一-龥]{0,12}", fullmatch=True))
def test_any_name_behind_a_prefix_survives(local: str) -> None:
    name = NamedNode(f"https://fangzhi.example/ns#{local.replace('%', '%25')}")
    quad = Quad(name, term("kg:quote"), name)
    for writer, form, _ in ALL.values():
        assert [found.triple for found in parse(written(writer, [quad]), form)] == [quad.triple]


def test_turtle_reads_well() -> None:
    text = written(turtle, quads()).decode()
    assert text.startswith("@prefix kg: <https://fangzhi.example/ns#> .\n")
    assert "\n<https://fangzhi.example/id/place/02> a kg:Place ;\n" in text
    assert "    kg:score 0.85 ;\n" in text
    assert "    kg:start 12 .\n" in text or "    kg:start 12 ;\n" in text


@pytest.mark.parametrize("kind", ["jsonld", "rdfxml"])
def test_a_blank_node_is_refused_where_it_cannot_be_written(kind: str) -> None:
    with pytest.raises(DataError, match="not an IRI"):
        written(ALL[kind][0], [Quad(BlankNode("b"), term("kg:quote"), Literal("x"))])


def test_a_predicate_without_a_name_is_refused_by_rdfxml() -> None:
    with pytest.raises(DataError, match="does not end in a name"):
        written(rdfxml, [Quad(iri("a"), iri("p/1/"), Literal("x"))])
