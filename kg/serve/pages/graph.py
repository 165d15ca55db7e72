"""The graph view: its page, the parts of the graph that it asks for, and files of what it shows."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.export.gexf import gexf
from kg.export.graphml import graphml
from kg.graph.network import short_label
from kg.model import Edge, Network, Node, short_hash
from kg.schema import predicates
from kg.serve.desk.records import Brief, Link, Part
from kg.serve.pages import asked
from kg.serve.pages.site import HEADERS, Reader, Site, bundled, entity_url, page_url

NEIGHBOURS = 40
FOREMOST = 10
BESIDE = 6
"""Neighbours of each of the foremost entities."""
MOST = 400
"""Entities that one request gives, or a file holds."""
_TOO_LARGE = 4_000_000
_WRITERS = {"graphml": graphml, "gexf": gexf}


class GraphPages:
    """The view and its data."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def view(self, request: Request) -> Response:
        """`/graph`: begun at `e` (one or several), at a way (`source`, `target`), or at the foremost entities."""
        desk = self._site.desk
        chosen = [found for path in asked.several(request, "e", most=MOST) if (found := desk.brief(path))]
        ends = [desk.brief(asked.words(request, name)) for name in ("source", "target")]
        return self._site.page(
            request,
            "graph.html",
            chosen=chosen,
            ends=ends,
            built=bundled(),
            relations=tuple(predicates()),
        )

    def around(self, request: Request) -> Response:
        """`/api/graph/around?e=…&from=…`: an entity and a stretch of its neighbours."""
        center = self._site.desk.brief(asked.words(request, "e"))
        if center is None:
            return _none()
        start, limit = asked.number(request, "from"), asked.number(request, "limit", NEIGHBOURS, most=MOST)
        part = self._site.desk.around(center, limit=limit, start=start, predicates=_relations(request))
        return self._part(request, part, center=center.path)

    def between(self, request: Request) -> Response:
        """`/api/graph/between?e=…&e=…`: entities and the relations between them."""
        found = (self._site.desk.brief(path) for path in asked.several(request, "e", most=MOST))
        part = self._site.desk.between(one.rank for one in found if one is not None)
        return self._part(request, part)

    def foremost(self, request: Request) -> Response:
        """`/api/graph/foremost`: the entities with the most statements, each with some neighbours."""
        desk = self._site.desk
        first = desk.search("", limit=FOREMOST).items
        near = [node.rank for one in first for node in desk.around(one, limit=BESIDE).nodes]
        return self._part(request, desk.between(near))

    def way(self, request: Request) -> Response:
        """`/api/graph/path?source=…&target=…`: a shortest chain of relations, with the words that make it."""
        desk = self._site.desk
        one, other = (desk.brief(asked.words(request, name)) for name in ("source", "target"))
        if one is None or other is None:
            return _none()
        numbers = desk.way(one, other, predicates=_relations(request))
        part = desk.between(numbers)
        steps = set(map(frozenset, pairwise(numbers)))
        links = tuple(link for link in part.links if {link.source, link.target} in steps)
        chain = [node.path for node in part.nodes]
        return self._part(request, Part(part.nodes, links), path=chain)

    def quotes(self, request: Request) -> Response:
        """`/api/graph/quotes?source=…&target=…&p=…`: the words that tie two entities."""
        desk = self._site.desk
        one, other = (desk.brief(asked.words(request, name)) for name in ("source", "target"))
        if one is None or other is None:
            return _none()
        found = desk.quotes(one, other, _relations(request) or predicates())
        return JSONResponse(
            [
                {"text": q.text, "date": q.date, "page": q.page, "url": page_url(q.page, statement=q.statement)}
                for q in found
            ],
            headers=HEADERS,
        )

    async def export(self, request: Request) -> Response:
        """`POST /graph/export/graphml|gexf`: a file of the entities and relations named in the body (JSON)."""
        form = request.path_params["form"]
        try:
            body = await request.json() if int(request.headers.get("content-length", "0")) < _TOO_LARGE else {}
            paths = [str(path) for path in body["nodes"]][: MOST * 10]
            wanted = {tuple(map(str, edge)) for edge in body["edges"]}
        except (ValueError, TypeError, KeyError):
            return JSONResponse({"error": "the body must be {nodes: [path], edges: [[path, relation, path]]}"}, 400)
        if form not in _WRITERS:
            return _none()
        network = await run_in_threadpool(self._network, paths, wanted)
        text = await run_in_threadpool(lambda: "".join(_WRITERS[form](network)))
        names = {"Content-Disposition": f'attachment; filename="fangzhi.{form}"'}
        return Response(text, headers={**HEADERS, **names}, media_type="application/xml")

    def _network(self, paths: Iterable[str], wanted: set[tuple[str, ...]]) -> Network:
        """What is shown, as the records that the writers take."""
        desk = self._site.desk
        found = {one.rank: one for path in paths if (one := desk.brief(path)) is not None}
        links = [
            link
            for link in desk.between(found).links
            if (found[link.source].path, link.predicate, found[link.target].path) in wanted
        ]
        nodes = sorted((self._node(one) for one in found.values()), key=lambda node: node.id)
        edges = sorted((self._edge(found, link) for link in links), key=lambda edge: edge.id)
        return Network(tuple(nodes), tuple(edges))

    def _node(self, one: Brief) -> Node:
        desk = self._site.desk
        card = (one.type.value, one.subtype, one.area)
        aliases = desk.aliases(one)
        label = short_label(one.name, aliases)
        iri = f"{desk.base}id/{one.path}"
        return Node(iri, label, one.name, *card, "", aliases, one.articles, one.first, one.last)

    def _edge(self, found: dict[int, Brief], link: Link) -> Edge:
        ends = found[link.source], found[link.target]
        iris = [f"{self._site.desk.base}id/{one.path}" for one in ends]
        quote = next(iter(self._site.desk.quotes(*ends, [link.predicate], limit=1)), None)
        return Edge(
            id="e" + short_hash(iris[0], link.predicate, iris[1]),
            source=iris[0],
            target=iris[1],
            predicate=link.predicate,
            label=predicates()[link.predicate].label_zh,
            weight=link.weight,
            first=link.first,
            last=link.last,
            title=quote.title if quote is not None else "",
            quote=quote.text if quote is not None else "",
            page=quote.page if quote is not None else "",
        )

    def _part(self, request: Request, part: Part, **more: Any) -> Response:
        reader = Reader.of(request)
        paths = {node.rank: node.path for node in part.nodes}
        body = {
            "nodes": [_node(node, reader) for node in part.nodes],
            "edges": [
                {
                    "source": paths[link.source],
                    "target": paths[link.target],
                    "predicate": link.predicate,
                    "label": reader.relation(link.predicate),
                    "inverse": reader.relation(link.predicate, outward=False),
                    "symmetric": predicates()[link.predicate].symmetric,
                    "weight": link.weight,
                    "first": link.first,
                    "last": link.last,
                }
                for link in part.links
            ],
            "left": part.left,
            **more,
        }
        return JSONResponse(body, headers=HEADERS)


def _node(node: Brief, reader: Reader) -> dict[str, Any]:
    return {
        "path": node.path,
        "url": entity_url(node.path),
        "name": node.name,
        "type": node.type.value,
        "kind": reader.kind(node.type, node.subtype),
        "area": node.area,
        "articles": node.articles,
        "degree": node.degree,
        "first": node.first,
        "last": node.last,
    }


def _relations(request: Request) -> list[str]:
    return [name for name in asked.several(request, "p") if name in predicates()]


def _none() -> Response:
    return JSONResponse({"error": "no such entity"}, 404, headers=HEADERS)
