"""The ontology's files agree with each other: shapes with their examples, terms with their labels and alignments."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from kg.graph import Store
from kg.io import ontology_dir
from kg.schema import NS, PREFIXES

FOLDER = ontology_dir()
SHAPES = Graph().parse(FOLDER / "shapes.ttl")
NAMED_SHAPES = sorted(str(shape) for shape in SHAPES.subjects(RDF.type, SH.NodeShape) if isinstance(shape, URIRef))


def example(kind: str, shape: str) -> Path:
    """`kg:InParkShape` → `examples/pass-in-park.ttl`."""
    name = shape.removeprefix(NS).removesuffix("Shape")
    return FOLDER / "examples" / f"{kind}-{re.sub('(?<!^)(?=[A-Z])', '-', name).lower()}.ttl"


def conforms(data: Path, shapes: Graph) -> bool:
    return bool(pyshacl.validate(Graph().parse(data), shacl_graph=shapes)[0])


def without(shape: str) -> Graph:
    """All shapes but the one, which loses its targets."""
    rest = Graph() + SHAPES
    for target in (SH.targetClass, SH.targetSubjectsOf):
        rest.remove((URIRef(shape), target, None))
    return rest


@pytest.mark.parametrize("shape", NAMED_SHAPES)
def test_each_shape_passes_its_good_example_and_fails_its_bad_one(shape: str) -> None:
    assert conforms(example("pass", shape), SHAPES)
    assert not conforms(example("fail", shape), SHAPES)
    assert conforms(example("fail", shape), without(shape)), "the example fails another shape as well"


def test_there_is_no_example_without_a_shape() -> None:
    wanted = {example(kind, shape) for shape in NAMED_SHAPES for kind in ("pass", "fail")}
    assert set((FOLDER / "examples").iterdir()) == wanted


def test_shapes_are_shacl_core_only() -> None:
    assert not list(SHAPES.triples((None, SH.sparql, None)))
    assert pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)[0]


def vocabulary() -> Graph:
    return Graph().parse(FOLDER / "fangzhi.ttl")


def own_terms(graph: Graph) -> set[Node]:
    return {node for node in graph.subjects() if str(node).startswith(NS)}


def test_each_term_has_labels_and_comments_in_both_languages() -> None:
    graph = vocabulary()
    for node in own_terms(graph):
        for what in (RDFS.label, RDFS.comment):
            languages = [o.language for o in graph.objects(node, what) if isinstance(o, Literal)]
            assert sorted(filter(None, languages)) == ["en", "zh"], (node, what)


def test_alignments_and_shapes_name_only_terms_that_exist() -> None:
    known = own_terms(vocabulary())
    shapes = {URIRef(shape) for shape in NAMED_SHAPES}
    for graph in (Graph().parse(FOLDER / "alignments.ttl"), SHAPES):
        used = {node for triple in graph for node in triple if str(node).startswith(NS)}
        assert used - shapes <= known


def test_the_version_stands_in_the_changelog() -> None:
    version = vocabulary().value(URIRef(NS.rstrip("#")), OWL.versionIRI)
    assert f"<{version}>" in (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_context_maps_short_names_to_terms_of_the_vocabulary() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {prefix: context[prefix] for prefix in PREFIXES} == dict(PREFIXES)
    known = {str(node).removeprefix(NS) for node in own_terms(vocabulary())}
    mapped = [v["@id"] if isinstance(v, dict) else v for v in context.values()]
    for name in (str(iri).removeprefix("kg:") for iri in mapped if str(iri).startswith("kg:")):
        assert name in known


def test_the_context_reads_as_the_same_graph() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {
        "@context": context,
        "id": "https://fangzhi.example/example/statement",
        "type": "kg:Statement",
        "predicate": "kg:leads",
        "start": 12,
        "score": "0.95",
        "modality": "fact",
    }
    turtle = """
        @prefix kg: <https://fangzhi.example/ns#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        <https://fangzhi.example/example/statement> a kg:Statement ; rdf:predicate kg:leads ; kg:start 12 ;
            kg:score 0.95 ; kg:modality "fact" .
    """
    read = {quad.triple for quad in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}
    assert read == {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("path", sorted((FOLDER / "checks").glob("*.rq")), ids=lambda path: path.stem)
def test_each_check_says_what_is_wrong_and_runs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# [A-Z].+\.\n# severity: (error|warning)\n", text)
    answer = Store.memory([]).select(text)
    assert [variable.value for variable in answer.variables] == ["node", "about"]
    assert list(answer) == []
