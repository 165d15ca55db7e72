"""The SPARQL 1.1 Protocol against a live server, after the W3C's protocol tests and beyond them."""

import csv
import io
import json
import socket
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from kg.schema import NS
from tests.serve.live import Live

ASK = "ASK { ?s ?p ?o }"
SELECT = 'SELECT ?name { ?entity kg:key ?key ; rdfs:label ?name FILTER (?name = "青岚市水利局") }'
CONSTRUCT = "CONSTRUCT { ?entity rdfs:label ?name } { ?entity kg:key ?key ; rdfs:label ?name }"
GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
JSON = "application/sparql-results+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def get(server: Live, query: str, **headers: str) -> httpx.Response:
    return httpx.get(
        server.sparql, params={"query": query}, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def cells(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [cell["value"] for row in response.json()["results"]["bindings"] for cell in row.values()]


def media(response: httpx.Response) -> str:
    return response.headers["content-type"].split(";")[0]


@pytest.fixture(scope="module")
def pages(server: Live) -> list[str]:
    found = cells(get(server, GRAPHS))
    assert len(found) == 2
    return found


def test_query_get(server: Live) -> None:
    response = get(server, ASK)
    assert response.status_code == 200
    assert media(response) == JSON
    assert response.json()["boolean"] is True


def test_query_post_form(server: Live) -> None:
    assert cells(httpx.post(server.sparql, data={"query": SELECT})) == ["青岚市水利局"]


def test_query_post_direct(server: Live) -> None:
    response = httpx.post(server.sparql, content=SELECT.encode(), headers=DIRECT)
    assert cells(response) == ["青岚市水利局"]
    charset = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    assert cells(httpx.post(server.sparql, content=SELECT.encode(), headers=charset)) == ["青岚市水利局"]


def test_a_form_may_hold_plain_utf8(server: Live) -> None:
    body = f"query={SELECT}".replace(" ", "+").encode()
    assert cells(httpx.post(server.sparql, content=body, headers=FORM)) == ["青岚市水利局"]


@pytest.mark.parametrize("way", ["get", "form", "direct"])
class TestDataset:
    """Graphs named by the request are the dataset, however it comes."""

    @staticmethod
    def ask(server: Live, way: str, query: str, *, default: list[str], named: list[str]) -> httpx.Response:
        graphs: dict[str, Any] = {"default-graph-uri": default, "named-graph-uri": named}
        if way == "get":
            return httpx.get(server.sparql, params={"query": query, **graphs})
        if way == "form":
            return httpx.post(server.sparql, data={"query": query, **graphs})
        return httpx.post(server.sparql, params=graphs, content=query.encode(), headers=DIRECT)

    def test_default_graph(self, server: Live, way: str, pages: list[str]) -> None:
        query = "SELECT ?page { ?page a kg:Page }"
        assert cells(self.ask(server, way, query, default=pages[:1], named=[])) == pages[:1]

    def test_default_graphs_are_merged(self, server: Live, way: str, pages: list[str]) -> None:
        query = "SELECT ?page { ?page a kg:Page } ORDER BY ?page"
        assert cells(self.ask(server, way, query, default=pages, named=[])) == pages

    def test_named_graphs(self, server: Live, way: str, pages: list[str]) -> None:
        assert cells(self.ask(server, way, GRAPHS, default=[], named=pages[1:])) == pages[1:]
        assert cells(self.ask(server, way, GRAPHS, default=[], named=pages)) == pages
        assert cells(self.ask(server, way, "SELECT * { ?s ?p ?o }", default=[], named=pages)) == []

    def test_full_dataset(self, server: Live, way: str, pages: list[str]) -> None:
        query = "SELECT ?page ?graph { ?page a kg:Page . GRAPH ?graph { ?other a kg:Page } }"
        assert sorted(cells(self.ask(server, way, query, default=pages[:1], named=pages[1:]))) == sorted(pages)

    def test_the_request_overrides_from(self, server: Live, way: str, pages: list[str]) -> None:
        query = f"SELECT ?page FROM <{pages[0]}> FROM NAMED <{pages[0]}> {{ ?page a kg:Page }}"
        assert cells(self.ask(server, way, query, default=pages[1:], named=[])) == pages[1:]

    def test_unknown_graph_is_empty(self, server: Live, way: str, pages: list[str]) -> None:
        assert pages
        answer = self.ask(server, way, ASK, default=["https://elsewhere.example/"], named=[])
        assert answer.json()["boolean"] is False

    def test_relative_graph_is_refused(self, server: Live, way: str, pages: list[str]) -> None:
        assert pages
        assert self.ask(server, way, ASK, default=["graph"], named=[]).status_code == 400
        assert self.ask(server, way, ASK, default=[], named=["http://bad<>"]).status_code == 400


def test_without_a_dataset_all_graphs_are_one_as_in_kg_query(server: Live, pages: list[str]) -> None:
    assert cells(get(server, "SELECT ?page { ?page a kg:Page } ORDER BY ?page")) == pages
    assert cells(get(server, f"SELECT ?page FROM <{pages[0]}> {{ ?page a kg:Page }}")) == pages[:1]


TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("accept", TABLES)
def test_select_and_ask_in_each_format(server: Live, accept: str) -> None:
    response = get(server, SELECT, accept=accept)
    assert media(response) == accept
    found = ox.parse_query_results(response.content, format=TABLES[accept])
    assert isinstance(found, ox.QuerySolutions)
    assert [row["name"].value for row in found] == ["青岚市水利局"]
    assert "true" in get(server, ASK, accept=accept).text


def test_select_as_csv(server: Live) -> None:
    response = get(server, SELECT, accept="text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert list(csv.reader(io.StringIO(response.text))) == [["name"], ["青岚市水利局"]]


RDF = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
RDFLIB = ("ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning")
"""rdflib's JSON-LD reader uses what rdflib means to give up."""


@pytest.mark.filterwarnings(*RDFLIB)
@pytest.mark.parametrize("accept", RDF)
@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
def test_construct_and_describe_in_each_format(server: Live, accept: str, form: str) -> None:
    query = CONSTRUCT if form == "CONSTRUCT" else "DESCRIBE ?entity { ?entity kg:key ?key }"
    response = get(server, query, accept=accept)
    assert media(response) == accept
    found = rdflib.Graph().parse(data=response.content, format=RDF[accept])
    labels = {str(name) for name in found.objects(None, rdflib.RDFS.label)}
    assert labels == set(cells(get(server, "SELECT ?name { ?entity kg:key ?key ; rdfs:label ?name }")))


@pytest.mark.parametrize(
    ("accept", "select", "construct"),
    [
        ("*/*", JSON, "text/turtle"),
        ("", JSON, "text/turtle"),
        ("text/csv;q=0.3, text/tab-separated-values;q=0.8", "text/tab-separated-values", None),
        (
            "application/sparql-results+json;q=0.1, application/sparql-results+xml",
            "application/sparql-results+xml",
            None,
        ),
        ("text/*", "text/csv", "text/turtle"),
        ("text/turtle, application/sparql-results+xml;q=0.5", "application/sparql-results+xml", "text/turtle"),
        ("application/*;q=0.5, text/turtle;q=0", JSON, "application/n-triples"),
        (BROWSER, "application/xml", "application/xml"),
        ("application/ld+json;q=0.9, */*;q=0.1", JSON, "application/ld+json"),
        ("TEXT/CSV", "text/csv", None),
        ("nonsense, text/csv;q=oops, application/json", "application/json", "application/json"),
        ("image/png", None, None),
        ("text/csv;q=0", None, None),
    ],
)
def test_the_preferred_format_is_taken(server: Live, accept: str, select: str | None, construct: str | None) -> None:
    for query, expected in ((SELECT, select), (CONSTRUCT, construct)):
        response = get(server, query, accept=accept)
        assert response.headers["vary"].lower().startswith("accept")
        assert response.headers["access-control-allow-origin"] == "*"
        if expected is None:
            assert response.status_code == 406
            assert "text/turtle" in response.text
        else:
            assert response.status_code == 200
            assert media(response) == expected


@pytest.mark.parametrize("name", ["csv", "text/csv", "CSV"])
def test_format_overrides_accept(server: Live, name: str) -> None:
    params = {"query": SELECT, "format": name}
    assert media(httpx.get(server.sparql, params=params, headers={"Accept": "image/png"})) == "text/csv"
    assert httpx.get(server.sparql, params={**params, "format": "pdf"}).status_code == 406
    assert httpx.get(server.sparql, params={**params, "query": CONSTRUCT}).status_code == 406


def test_a_graph_that_rdfxml_cannot_write_is_said_so(server: Live) -> None:
    query = "CONSTRUCT { <x:s> <http://example.org/1#> 1 } {}"
    assert get(server, query, accept="application/rdf+xml").status_code == 406
    assert get(server, query, accept="text/turtle").status_code == 200


def test_head_has_the_headers_of_get(server: Live) -> None:
    whole = get(server, SELECT)
    head = httpx.head(server.sparql, params={"query": SELECT})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))


class TestBadRequests:
    """What is wrong is refused, with the right status and a sentence."""

    @pytest.mark.parametrize("query", ["SELECT * {", "", "ASK { ?s ?p }", "INSERT DATA { <x:s> <x:p> 1 }", "BOO"])
    def test_syntax(self, server: Live, query: str) -> None:
        for response in (get(server, query), httpx.post(server.sparql, content=query.encode(), headers=DIRECT)):
            assert response.status_code in ((403,) if query.startswith("INSERT") else (400,))
            assert "SPARQL query is wrong" in response.text or "read-only" in response.text
            assert len(response.text.splitlines()) == 1

    def test_syntax_error_says_where(self, server: Live) -> None:
        assert "line 2" in get(server, "SELECT *\n{ ?s ?p }").text

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    def test_method(self, server: Live, method: str) -> None:
        response = httpx.request(method, server.sparql, params={"query": ASK})
        assert response.status_code == 405
        assert {"GET", "POST", "HEAD"} <= set(response.headers["allow"].split(", "))

    def test_multiple_queries(self, server: Live) -> None:
        twice = {"query": [ASK, "SELECT * {}"]}
        assert httpx.get(server.sparql, params=twice).status_code == 400
        assert httpx.post(server.sparql, data={"query": [ASK, ASK]}).status_code == 400
        both = httpx.post(server.sparql, params={"query": ASK}, content=ASK.encode(), headers=DIRECT)
        assert both.status_code == 400

    def test_no_query_in_a_post(self, server: Live) -> None:
        assert httpx.post(server.sparql, data={"format": "csv"}).status_code == 400

    def test_wrong_media_type(self, server: Live) -> None:
        for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
            response = httpx.post(server.sparql, content=ASK.encode(), headers={"Content-Type": kind})
            assert response.status_code == 415
            assert "application/sparql-query" in response.headers["accept-post"]

    def test_missing_media_type(self, server: Live) -> None:
        for body in (ASK, "query=ASK%20%7B%7D"):
            assert httpx.post(server.sparql, content=body.encode()).status_code == 415

    def test_not_utf8(self, server: Live) -> None:
        utf16 = {"Content-Type": "application/sparql-query; charset=UTF-16"}
        assert httpx.post(server.sparql, content=ASK.encode("utf-16"), headers=utf16).status_code == 415
        assert httpx.post(server.sparql, content=SELECT.encode("gb18030"), headers=DIRECT).status_code == 400
        assert httpx.post(server.sparql, content=b"query=ASK%20%7B%FF%7D", headers=FORM).status_code == 400
        assert httpx.get(f"{server.sparql}?query=ASK%FF").status_code == 400

    def test_too_long(self, server: Live) -> None:
        long = f"{ASK} #" + "x" * 100_000
        with socket.create_connection((httpx.URL(server.url).host, httpx.URL(server.url).port or 80)) as line:
            line.sendall(f"GET /sparql?query={quote(long)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert line.recv(12) == b"HTTP/1.1 414"
        assert httpx.post(server.sparql, content=long.encode(), headers=DIRECT).status_code == 413
        assert httpx.post(server.sparql, data={"query": long}).status_code == 413
        assert httpx.post(server.sparql, content=b"query=" + b"x" * 2_000_000, headers=FORM).status_code == 413
        assert get(server, f"{ASK} #" + "x" * 60_000).status_code == 200
        nearly = f"{ASK} #" + "x" * 90_000
        assert httpx.post(server.sparql, content=nearly.encode(), headers=DIRECT).status_code == 200

    def test_foreign_host_name(self, server: Live) -> None:
        assert get(server, ASK, host="rebound.example").status_code == 400


class TestRefused:
    """The graph cannot be changed, and no query leaves the machine."""

    UPDATE = "INSERT DATA { <x:s> <x:p> 1 }"

    def test_update(self, server: Live) -> None:
        before = cells(get(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
        direct = {"Content-Type": "application/sparql-update"}
        for response in (
            httpx.post(server.sparql, data={"update": self.UPDATE}),
            httpx.post(server.sparql, content=self.UPDATE.encode(), headers=direct),
            httpx.get(server.sparql, params={"update": self.UPDATE}),
            httpx.post(server.sparql, data={"query": ASK, "update": self.UPDATE}),
            get(server, "LOAD <https://elsewhere.example/>"),
            get(server, f"PREFIX x: <x:> # INSERT\n {self.UPDATE}"),
        ):
            assert response.status_code == 403
            assert "read-only" in response.text
        assert cells(get(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == before

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "ASK { ?s ?p ?o OPTIONAL { { SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } } } } }",
            "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:1/>{ ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE ?s { ?s ?p ?o } } }",
        ],
    )
    def test_service(self, server: Live, query: str) -> None:
        response = get(server, query)
        assert response.status_code == 403
        assert "SERVICE" in response.text

    @pytest.mark.parametrize(
        "query",
        [
            'SELECT * { ?s ?p "SERVICE <http://127.0.0.1:1/> {" }',
            "PREFIX service: <x:service/> SELECT ?service { ?service service:service <x:SERVICE> } # SERVICE",
        ],
    )
    def test_the_word_alone_is_no_crime(self, server: Live, query: str) -> None:
        assert get(server, query).status_code == 200


class TestCors:
    """Any page may read."""

    def test_preflight(self, server: Live) -> None:
        asks = {
            "Origin": "https://page.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        response = httpx.options(server.sparql, headers=asks)
        assert response.status_code == 204
        assert response.headers["access-control-allow-origin"] == "*"
        assert "POST" in response.headers["access-control-allow-methods"]
        assert "content-type" in response.headers["access-control-allow-headers"].lower()

    def test_errors_can_be_read_too(self, server: Live) -> None:
        assert get(server, "BOO", origin="https://page.example").headers["access-control-allow-origin"] == "*"


class TestDescription:
    """The service describes itself when it is asked nothing."""

    @pytest.mark.filterwarnings(*RDFLIB)
    @pytest.mark.parametrize("accept", RDF)
    def test_in_rdf(self, server: Live, accept: str) -> None:
        response = httpx.get(server.sparql, headers={"Accept": accept})
        assert media(response) == accept
        graph = rdflib.Graph().parse(data=response.content, format=RDF[accept])
        sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
        void = rdflib.Namespace("http://rdfs.org/ns/void#")
        (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
        assert graph.value(service, sd.endpoint) == rdflib.URIRef(server.sparql)
        assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
        assert (service, sd.feature, sd.UnionDefaultGraph) in graph
        assert len(list(graph.objects(service, sd.resultFormat))) == 8
        data = graph.value(graph.value(service, sd.defaultDataset), sd.defaultGraph)
        (triples,) = cells(get(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
        assert str(graph.value(data, void.triples)) == triples
        parts = {
            str(graph.value(part, void["class"])): str(graph.value(part, void.entities))
            for part in graph.objects(data, void.classPartition)
        }
        assert parts[f"{NS}Page"] == "2"

    def test_as_a_page(self, server: Live) -> None:
        response = httpx.get(server.sparql, headers={"Accept": BROWSER})
        assert media(response) == "text/html"
        assert server.sparql in response.text

    def test_not_as_a_picture(self, server: Live) -> None:
        assert httpx.get(server.sparql, headers={"Accept": "image/png"}).status_code == 406


def test_json_is_json(server: Live) -> None:
    assert json.loads(get(server, ASK, accept="application/json").content) == {"head": {}, "boolean": True}
