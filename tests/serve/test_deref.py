"""The graph's IRIs lead to documents about what they name."""

from urllib.parse import urlsplit

import httpx
import pytest
import rdflib

from kg.model.ids import BASE
from kg.schema import NS
from tests.serve.live import Live

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
KG = rdflib.Namespace(NS)
FORMATS = {
    ".ttl": ("text/turtle", "turtle"),
    ".nt": ("application/n-triples", "nt"),
    ".rdf": ("application/rdf+xml", "xml"),
    ".jsonld": ("application/ld+json", "json-ld"),
}
THINGS = {
    "entity": 'SELECT ?x { ?x kg:key ?key ; rdfs:label "何志远" }',
    "page": "SELECT ?x { ?x a kg:Page } ORDER BY ?x",
    "statement": "SELECT ?x { ?x a kg:Statement } ORDER BY ?x",
    "role": "SELECT ?x { ?x a kg:Role } ORDER BY ?x",
    "post": "SELECT ?x { ?x a org:Post } ORDER BY ?x",
}
JSONLD = ("ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning")


@pytest.fixture(scope="module")
def iris(server: Live) -> dict[str, str]:
    """One IRI of each kind."""

    def first(query: str) -> str:
        found = httpx.get(server.sparql, params={"query": f"{query} LIMIT 1", "format": "csv"})
        return found.text.splitlines()[1]

    return {kind: first(query) for kind, query in THINGS.items()}


def here(server: Live, iri: str) -> str:
    """Where an IRI of the graph is on the server."""
    assert iri.startswith(BASE)
    return server.url + iri.removeprefix(BASE)


@pytest.mark.filterwarnings(*JSONLD)
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", THINGS)
def test_data(server: Live, iris: dict[str, str], kind: str, suffix: str) -> None:
    media, reader = FORMATS[suffix]
    seen = httpx.get(here(server, iris[kind]), headers={"Accept": media})
    assert seen.status_code == 303
    assert seen.headers["vary"].lower() == "accept"
    assert seen.headers["location"].endswith(suffix)
    found = httpx.get(httpx.URL(server.url).join(seen.headers["location"]))
    assert found.status_code == 200
    assert found.headers["content-type"].split(";")[0] == media
    assert found.headers["access-control-allow-origin"] == "*"
    assert f'<{iris[kind]}>; rel="describes"' in found.headers["link"]
    graph = rdflib.Graph().parse(data=found.content, format=reader)
    assert list(graph.objects(rdflib.URIRef(iris[kind]), rdflib.RDF.type))


def test_the_same_bytes_each_time(server: Live, iris: dict[str, str]) -> None:
    for suffix in FORMATS:
        one, other = (httpx.get(here(server, iris["entity"]) + suffix) for _ in range(2))
        assert one.content == other.content


def test_programs_get_turtle_and_people_a_page(server: Live, iris: dict[str, str]) -> None:
    plain = httpx.get(here(server, iris["entity"]))
    assert plain.headers["location"].endswith(".ttl")
    for kind in THINGS:
        shown = httpx.get(here(server, iris[kind]), headers=BROWSER, follow_redirects=True)
        assert shown.status_code == 200
        assert shown.headers["content-type"].startswith("text/html"), kind
        assert "何志远" in shown.text or "许文静" in shown.text, kind


def test_a_statement_leads_to_its_place_on_the_page(server: Live, iris: dict[str, str]) -> None:
    seen = httpx.get(here(server, iris["statement"]), headers=BROWSER)
    target = urlsplit(seen.headers["location"])
    assert target.path.startswith("/page/")
    assert target.fragment == f"s-{iris['statement'].rsplit('/', 1)[1]}"


def test_an_entity_brings_what_is_said_of_it(server: Live, iris: dict[str, str]) -> None:
    graph = rdflib.Graph().parse(data=httpx.get(here(server, iris["entity"]) + ".ttl").text)
    entity = rdflib.URIRef(iris["entity"])
    statements = set(graph.subjects(rdflib.RDF.subject, entity))
    assert statements
    assert all(graph.value(statement, KG.quote) for statement in statements)
    assert set(graph.subjects(rdflib.URIRef("http://www.w3.org/ns/org#member"), entity))


def test_a_page_brings_its_articles(server: Live, iris: dict[str, str]) -> None:
    assert "%" in iris["page"]  # its name is not ASCII
    graph = rdflib.Graph().parse(data=httpx.get(here(server, iris["page"]) + ".ttl").text)
    assert list(graph.subjects(rdflib.DCTERMS.isPartOf, rdflib.URIRef(iris["page"])))


@pytest.mark.parametrize(
    "path", ["id/org/none", "id/org/none.ttl", "id/%7B%22", "statement/x", "role/", "page/none.nt"]
)
def test_what_the_graph_does_not_know(server: Live, path: str) -> None:
    for headers in (BROWSER, {"Accept": "text/turtle"}):
        found = httpx.get(server.url + path, headers=headers)
        assert found.status_code == 404
        assert path.removesuffix(".ttl").removesuffix(".nt") in found.text
    assert "<h1>" in httpx.get(server.url + path, headers=BROWSER).text


def test_the_vocabulary_is_where_its_namespace_says(server: Live) -> None:
    path = urlsplit(NS).path.lstrip("/")
    for suffix, (media, reader) in FORMATS.items():
        if suffix == ".jsonld":
            continue
        for found in (httpx.get(server.url + path + suffix), httpx.get(server.url + path, headers={"Accept": media})):
            assert found.headers["content-type"].split(";")[0] == media
            assert (KG.leads, rdflib.RDF.type, None) in rdflib.Graph().parse(data=found.content, format=reader)
    assert httpx.get(f"{server.url}{path}.pdf").status_code == 404


def test_other_methods_are_refused(server: Live, iris: dict[str, str]) -> None:
    response = httpx.put(here(server, iris["entity"]))
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
