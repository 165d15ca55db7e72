"""The service description: what the endpoint can do and what its graph holds (W3C Service Description, VoID).

What the graph holds is counted when it is first asked for. Nobody waits for it long: until it is counted, and where it
cannot be within the time that a query has, the description comes without counts.
"""

import asyncio
import json
from html import escape

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.schema import NS, PREFIXES
from kg.serve.sparql.negotiation import GRAPHS, HTML, TABLES, choose
from kg.serve.sparql.pool import Job, Pool
from kg.serve.sparql.protocol import Refused

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
COUNTS = """
SELECT ?kind ?name ?n {
  { SELECT ("class" AS ?kind) (?class AS ?name) (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class } GROUP BY ?class }
  UNION
  { SELECT ("property" AS ?kind) (?property AS ?name) (COUNT(*) AS ?n) { ?s ?property ?o } GROUP BY ?property }
  UNION
  { SELECT ("graphs" AS ?kind) (COUNT(?graph) AS ?n) { ?graph a kg:Page } }
}
ORDER BY ?kind DESC(?n) ?name
"""

PATIENCE = 3.0
"""Seconds that a description waits for its counts."""

Counts = tuple[tuple[str, str, int], ...]
"""Kind, IRI and number."""


class Description:
    """The description of one endpoint, counted once for each store."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._counted: tuple[object, asyncio.Task[Counts]] | None = None

    async def respond(self, request: Request, accept: str) -> Response:
        """The description in the media type that is preferred.

        Raises:
            Refused: none will do.
        """
        choice = choose(accept, (*GRAPHS, HTML))
        if choice is None:
            offered = ", ".join(form.media for form in (*GRAPHS, HTML))
            raise Refused(406, f"the service description is written as one of {offered}")
        endpoint = str(request.url.replace(query=""))
        counts = await self._counts()
        form, media = choice
        if form is HTML:
            return HTMLResponse(_page(endpoint, counts))
        prefixes = {"sd": SD, "void": VOID, "formats": FORMATS, **PREFIXES}
        data = ox.serialize(_triples(endpoint, counts), format=getattr(ox.RdfFormat, form.writer), prefixes=prefixes)
        return Response(data, media_type=form.content_type(media))

    async def _counts(self) -> Counts:
        store = self._pool.store()
        if self._counted is None or self._counted[0] != store:
            self._counted = store, asyncio.create_task(self._count())
        task = self._counted[1]
        await asyncio.wait({task}, timeout=PATIENCE)
        return task.result() if task.done() else ()

    async def _count(self) -> Counts:
        try:
            return _read((await self._pool.ask(Job(COUNTS, table="JSON"))).text())
        except Refused:
            return ()


def _read(data: bytes) -> Counts:
    rows = json.loads(data)["results"]["bindings"]
    return tuple((row["kind"]["value"], row.get("name", {}).get("value", ""), int(row["n"]["value"])) for row in rows)


def _triples(endpoint: str, counts: Counts) -> list[ox.Triple]:
    service, dataset, graph = ox.NamedNode(endpoint), ox.BlankNode("dataset"), ox.BlankNode("graph")
    rdf_type = ox.NamedNode(PREFIXES["rdf"] + "type")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(SD + name)

    triples = [
        ox.Triple(service, rdf_type, sd("Service")),
        ox.Triple(service, sd("endpoint"), service),
        ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        ox.Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        *(ox.Triple(service, sd("resultFormat"), ox.NamedNode(FORMATS + name)) for name in RESULT_FORMATS),
        ox.Triple(service, sd("defaultDataset"), dataset),
        ox.Triple(dataset, rdf_type, sd("Dataset")),
        ox.Triple(dataset, sd("defaultGraph"), graph),
        ox.Triple(graph, rdf_type, sd("Graph")),
        ox.Triple(graph, rdf_type, ox.NamedNode(VOID + "Dataset")),
        ox.Triple(graph, ox.NamedNode(VOID + "vocabulary"), ox.NamedNode(NS)),
    ]
    for name, value in _totals(counts).items():
        triples.append(ox.Triple(graph, ox.NamedNode(VOID + name), _integer(value)))
    number = {"class": "entities", "property": "triples"}
    for place, (kind, iri, value) in enumerate(counts):
        if kind in number:
            part = ox.BlankNode(f"part{place}")
            triples.append(ox.Triple(graph, ox.NamedNode(f"{VOID}{kind}Partition"), part))
            triples.append(ox.Triple(part, ox.NamedNode(VOID + kind), ox.NamedNode(iri)))
            triples.append(ox.Triple(part, ox.NamedNode(VOID + number[kind]), _integer(value)))
    return triples


def _totals(counts: Counts) -> dict[str, int]:
    """VoID's totals: triples, classes, properties, documents (the pages)."""
    if not counts:
        return {}
    sizes = {kind: [value for found, _, value in counts if found == kind] for kind in ("class", "property", "graphs")}
    return {
        "triples": sum(sizes["property"]),
        "classes": len(sizes["class"]),
        "properties": len(sizes["property"]),
        "documents": sum(sizes["graphs"]),
    }


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))


def _page(endpoint: str, counts: Counts) -> str:
    """The description for people who come with a browser."""
    totals = "".join(f"<li>{value:,} {name}</li>" for name, value in _totals(counts).items())
    formats = "".join(f"<li><code>{form.media}</code> (<code>format={form.names[0]}</code>)</li>" for form in TABLES)
    graphs = "".join(f"<li><code>{form.media}</code> (<code>format={form.names[0]}</code>)</li>" for form in GRAPHS)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>SPARQL · fangzhi</title>
<style>:root {{ color-scheme: light dark }} body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem;
margin: 2rem auto; padding: 0 1rem }} textarea {{ width: 100%; box-sizing: border-box; font: 0.9rem monospace }}</style>
</head><body><main><h1>SPARQL endpoint</h1>
<p>SPARQL 1.1 Protocol, queries only: <code>{escape(endpoint)}</code>. <a href="/">The explorer</a> 浏览图谱</p>
<form action="{escape(endpoint)}" method="get">
<label for="query">Query 查询</label>
<textarea id="query" name="query" rows="9" spellcheck="false">SELECT ?name ?type {{
  ?entity a ?type ; rdfs:label ?name .
}} LIMIT 20</textarea>
<label>Format 格式 <select name="format"><option>csv<option>json<option>xml<option>tsv<option>turtle</select></label>
<button>Ask 提问</button></form>
<h2>Formats</h2><p>SELECT and ASK:</p><ul>{formats}</ul><p>CONSTRUCT and DESCRIBE:</p><ul>{graphs}</ul>
<h2>The graph</h2><ul>{totals or "<li>not counted (yet): it is large</li>"}</ul>
</main></body></html>
"""
