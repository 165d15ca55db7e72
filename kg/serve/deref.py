"""The graph's IRIs answer: `/id/…`, `/page/…`, `/statement/…`, `/role/…`, `/post/…` and the vocabulary, `/ns`.

An IRI names a thing, and a thing cannot be sent: the answer is 303 to a document about it, a page for people or Turtle,
N-Triples, RDF/XML or JSON-LD at the IRI with a suffix. What an IRI of the graph is on this server is its path after the
build's base, so that with `kg build --base https://my.host/` the IRIs themselves lead here.
"""

import io
from html import escape
from urllib.parse import quote

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from kg.export.rdf import jsonld, nquads, rdfxml
from kg.export.turtle import turtle
from kg.io import ontology_dir
from kg.model.ids import BASE
from kg.schema import NS, PREFIXES
from kg.serve.sparql.endpoint import CORS, refusal
from kg.serve.sparql.negotiation import GRAPHS, HTML, Format, choose
from kg.serve.sparql.pool import Job, Pool
from kg.serve.sparql.protocol import Refused

PAPER = "page"
KINDS = ("id", PAPER, "statement", "role", "post")
HOMES = {"statement": "prov:wasQuotedFrom", "role": "org:member", "post": "org:postIn"}
"""What leads from a thing without a page of its own to the one on whose page it stands."""

_BASE = "SELECT ?entity { ?entity kg:key ?key } LIMIT 1"
_ABOUT = """
CONSTRUCT { $iri ?property ?value . ?part ?of ?its }
WHERE {
  { SELECT ?property ?value { $iri ?property ?value } LIMIT 10000 }
  UNION {
    { SELECT DISTINCT ?part { ?part dcterms:isPartOf $iri } LIMIT 1000 } ?part ?of ?its
  }
  UNION { $iri kg:furtherEvidence ?part . ?part ?of ?its }
  UNION {
    { SELECT DISTINCT ?part { ?part rdf:subject|rdf:object|org:member|kg:roleAt $iri } LIMIT 1000 } ?part ?of ?its
  }
}
"""
"""Its own triples; an article's in a page, further evidence in a statement, statements and roles of an entity."""


class _PaperData(Route):
    """A page's data. The page itself, for those who prefer to see it, has the same address and another route."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found, rest = super().matches(scope)
        if found is not Match.NONE and _form_of(scope["path"]) is None:
            choice = choose(Headers(scope=scope).get("accept", ""), (*GRAPHS, HTML))
            if choice is not None and choice[0] is HTML:
                return Match.NONE, {}
        return found, rest


class Things:
    """Routes for what the graph names. People are sent to the explorer's pages."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._base: tuple[object, str] = (None, BASE)

    def routes(self) -> list[Route]:
        """One route for each kind, and one for the vocabulary."""
        kinds = [Route(f"/{kind}/{{name:path}}", self._thing) for kind in KINDS if kind != PAPER]
        paper = _PaperData(f"/{PAPER}/{{name:path}}", self._thing)
        return [*kinds, paper, Route("/ns", _vocabulary), Route("/ns{suffix}", _vocabulary)]

    async def _thing(self, request: Request) -> Response:
        kind, name = _path(request)
        try:
            form = _form_of(name)
            if form is not None:
                response = await self._document(request, kind, name.removesuffix(form.suffix), form)
            else:
                response = await self._see(request, kind, name)
        except Refused as refused:
            response = refusal(refused)
        response.headers.update(CORS)
        return response

    async def _see(self, request: Request, kind: str, name: str) -> Response:
        """303 to the document that is preferred; Turtle for those who do not say."""
        iri = await self._iri(kind, name)
        choice = choose(request.headers.get("accept", ""), (*GRAPHS, HTML))
        known = await self._pool.ask(Job(f"ASK {{ {iri} ?property ?value }}", table="TSV"))
        if b"true" not in known.text():
            return missing(request, iri.value)
        form = choice[0] if choice is not None else GRAPHS[0]  # whoever takes none still learns where the data is
        page = await self._page(iri, kind, name) if form is HTML else ""
        to = page or f"/{kind}/{name}{(GRAPHS[0] if form is HTML else form).suffix}"
        response = RedirectResponse(to, 303)
        response.headers.add_vary_header("Accept")
        return response

    async def _document(self, request: Request, kind: str, name: str, form: Format) -> Response:
        iri = await self._iri(kind, name)
        result = await self._pool.ask(Job(_ABOUT.replace("$iri", str(iri)), graph="N_TRIPLES"))
        triples = result.text()
        if not triples:
            return missing(request, iri.value)
        data = await run_in_threadpool(_written, triples, form)
        response = Response(data, media_type=form.content_type(form.media))
        response.headers["Link"] = f'<{iri.value}>; rel="describes"'
        return response

    async def _page(self, iri: ox.NamedNode, kind: str, name: str) -> str:
        """Path of the explorer's page about a thing; empty if it has none."""
        if kind not in HOMES:
            return f"/entity/{name}"
        text = f"SELECT ?home {{ {iri} {HOMES[kind]} ?home }} ORDER BY ?home LIMIT 1"
        found = (await self._pool.ask(Job(text, table="TSV"))).text().decode().splitlines()[1:]
        home = found[0].strip("<>").removeprefix(self._base[1]) if found else ""
        if kind == "statement" and home:
            return f"/{home.split('#', 1)[0]}?s={name}#s-{name}"
        return f"/entity/{home.removeprefix('id/')}" if home else ""

    async def _iri(self, kind: str, name: str) -> ox.NamedNode:
        """The IRI in the graph of what stands at this path here.

        Raises:
            Refused: the path cannot be an IRI's.
        """
        store = self._pool.store()
        if self._base[0] != store:
            found = (await self._pool.ask(Job(_BASE, table="TSV"))).text().decode().splitlines()
            self._base = store, found[1].strip("<>").rsplit("id/", 1)[0] if len(found) > 1 else BASE
        try:
            return ox.NamedNode(f"{self._base[1]}{kind}/{name}")
        except ValueError as error:
            raise Refused(404, f"no IRI of the graph has the path /{kind}/{name}") from error


WRITERS = {"TURTLE": turtle, "N_TRIPLES": nquads, "RDF_XML": rdfxml, "JSON_LD": jsonld}
"""The writers of `kg export`: in order, with prefixes, the same bytes each time. Our graphs hold no blank nodes."""


def _written(triples: bytes, form: Format) -> bytes:
    data = io.BytesIO()
    WRITERS[form.writer](ox.parse(triples, format=ox.RdfFormat.N_TRIPLES), data)
    return data.getvalue()


def _form_of(path: str) -> Format | None:
    """The format that a path's suffix names."""
    return next((form for form in GRAPHS if path.endswith(form.suffix)), None)


def _path(request: Request) -> tuple[str, str]:
    """Kind and name from the path as it was sent: a page's name is percent-encoded in its IRI."""
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    root = str(request.scope.get("root_path", ""))
    path = raw.split(b"?", 1)[0].decode("ascii", "replace").removeprefix(root)
    kind, _, name = path.lstrip("/").partition("/")
    return kind, name


def missing(request: Request, iri: str) -> Response:
    """404 that says what to try, for people or for programs."""
    sentence = f"the graph says nothing of <{iri}>: it may be an IRI of another build, or of an older one"
    choice = choose(request.headers.get("accept", ""), (*GRAPHS, HTML))
    if choice is None or choice[0] is not HTML:
        return PlainTextResponse(f"{sentence}\n", 404)
    return HTMLResponse(
        f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>404 · fangzhi</title><style>:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}
code {{ overflow-wrap: anywhere }}</style></head>
<body><main><h1>Nothing here · 没有找到</h1><p>The graph says nothing of <code>{escape(iri)}</code>. It may be an IRI of
another build, or of an older one.</p><p lang="zh">图谱中没有这个标识，它可能属于另一次构建。</p>
<p><a href="/">Search 检索</a> · <a href="/sparql">SPARQL</a></p></main></body></html>
""",
        404,
    )


async def _vocabulary(request: Request) -> Response:
    """The ontology, at the path of its namespace."""
    suffix = request.path_params.get("suffix", "")
    if suffix:
        form = next((form for form in GRAPHS if form.suffix == suffix), None)
    else:
        choice = choose(request.headers.get("accept", ""), GRAPHS)
        form = choice[0] if choice is not None else GRAPHS[0]
    if form is None:
        return missing(request, NS)
    data = (ontology_dir() / "fangzhi.ttl").read_bytes()
    if form.writer != "TURTLE":
        triples = (quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))
        data = ox.serialize(triples, format=getattr(ox.RdfFormat, form.writer), prefixes=dict(PREFIXES)) or b""
    response = Response(data, media_type=form.content_type(form.media), headers=CORS)
    response.headers.add_vary_header("Accept")
    return response
