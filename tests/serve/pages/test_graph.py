"""What the graph view asks for, and the files that it saves."""

import io
import json
from urllib.parse import quote

import networkx as nx
import pytest

from kg.export.graphml import graphml
from kg.graph import Store, network
from kg.io.layout import STORE
from kg.serve.desk import Desk
from tests.serve.pages.conftest import Client


def test_around_and_between_agree(client: Client, desk: Desk) -> None:
    (first,) = desk.search("", limit=1).items
    around = client.get(f"/api/graph/around?e={first.path}&limit=100").json
    paths = [node["path"] for node in around["nodes"]]
    assert around["center"] == paths[0] == first.path
    between = client.get("/api/graph/between?" + "&".join(f"e={path}" for path in paths)).json
    assert between["edges"] == around["edges"]
    assert all({edge["source"], edge["target"]} <= set(paths) for edge in around["edges"])


def test_a_path_holds_only_its_steps(client: Client, desk: Desk) -> None:
    ends = [next(one.path for one in desk.search(name).items) for name in ("何志远", "许文静")]
    found = client.get(f"/api/graph/path?source={ends[0]}&target={ends[1]}").json
    assert (found["path"][0], found["path"][-1]) == tuple(ends)
    steps = {frozenset(pair) for pair in zip(found["path"], found["path"][1:], strict=False)}
    assert {frozenset((edge["source"], edge["target"])) for edge in found["edges"]} == steps
    none = client.get(f"/api/graph/path?source={ends[0]}&target={ends[1]}&p=inPark").json
    assert none["path"] == []


@pytest.mark.parametrize("what", ["around?e=org/0", "path?source=org/0&target=org/1", "quotes?source=x&target=y"])
def test_nobody_is_404(client: Client, what: str) -> None:
    assert client.get(f"/api/graph/{what}").status == 404


def test_quotes_lead_to_their_words(client: Client) -> None:
    start = client.get("/api/graph/foremost").json
    edge = start["edges"][0]
    said = client.get(f"/api/graph/quotes?source={edge['source']}&target={edge['target']}&p={edge['predicate']}").json
    assert said
    for one in said:
        assert one["text"]
        assert client.get(one["url"].partition("#")[0]).status == 200


def shown(desk: Desk) -> bytes:
    """What the view would send if it showed everything."""
    part = desk.between(one.rank for one in desk.search("", limit=400).items)
    paths = {node.rank: node.path for node in part.nodes}
    edges = [[paths[link.source], link.predicate, paths[link.target]] for link in part.links]
    return json.dumps({"nodes": list(paths.values()), "edges": edges}).encode()


def test_graphml_of_everything_says_what_the_export_says(client: Client, desk: Desk) -> None:
    answer = client.ask("POST", "/graph/export/graphml", shown(desk), {})
    assert answer.headers["content-disposition"] == 'attachment; filename="fangzhi.graphml"'
    own = nx.read_graphml(io.BytesIO(answer.body))
    wanted = "".join(graphml(network(Store.open(desk.folder / STORE))))
    kept = nx.read_graphml(io.BytesIO(wanted.encode()))
    tied = {node: (data["label"], data["type"]) for node, data in own.nodes(data=True) if own.degree(node)}
    assert tied == {node: (data["label"], data["type"]) for node, data in kept.nodes(data=True)}
    edges = [
        sorted((a, b, data["id"], data["weight"], data["predicate"]) for a, b, data in graph.edges(data=True))
        for graph in (own, kept)
    ]
    assert edges[0] == edges[1]


def test_gexf_is_read_by_networkx(client: Client, desk: Desk) -> None:
    answer = client.ask("POST", "/graph/export/gexf", shown(desk), {})
    graph = nx.read_gexf(io.BytesIO(answer.body))
    assert graph.number_of_nodes() == len(json.loads(shown(desk))["nodes"])


def test_only_what_is_shown_is_saved(client: Client, desk: Desk) -> None:
    body = json.loads(shown(desk))
    body["edges"] = body["edges"][:1]
    ends = {body["edges"][0][0], body["edges"][0][2]}
    body["nodes"] = sorted(ends)
    answer = client.ask("POST", "/graph/export/graphml", json.dumps(body).encode(), {})
    graph = nx.read_graphml(io.BytesIO(answer.body))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (2, 1)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"nodes": 1, "edges": []}', b'{"nodes": [], "edges": [1]}'])
def test_a_wrong_body_is_400(client: Client, body: bytes) -> None:
    assert client.ask("POST", "/graph/export/graphml", body, {}).status == 400


def test_an_unknown_form_is_404(client: Client, desk: Desk) -> None:
    assert client.ask("POST", "/graph/export/exe", shown(desk), {}).status == 404


def test_the_page_says_how_to_get_the_view_or_has_it(client: Client) -> None:
    text = client.get("/graph").text
    assert ("make web" in text) != ("/static/graph/graph.js" in text)


def test_a_name_in_an_attribute_ends_no_attribute(client: Client) -> None:
    text = client.get("/graph?e=" + quote('"><script>alert(1)</script>')).text
    assert "<script>alert" not in text
