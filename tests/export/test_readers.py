"""Independent readers find what the network holds: networkx, igraph, and graphology (of Gephi Lite's family)."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from kg.export import Source, write
from kg.model.network import Network
from tests.export.graph_samples import large, small

HERE = Path(__file__).parent
NETWORKS = {"small": small(), "large": large(200, 600)}


@pytest.fixture(params=NETWORKS)
def network(request: pytest.FixtureRequest) -> Network:
    return NETWORKS[str(request.param)]


def exported(kind: str, network: Network, folder: Path) -> Path:
    path = folder / f"graph.{kind}"
    write(kind, path, source=Source(quads=list, network=lambda: network))
    return path


def test_networkx_reads_graphml(network: Network, tmp_path: Path) -> None:
    # Told that the graph may have parallel edges, networkx keeps our edge ids as keys.
    graph: Any = nx.read_graphml(exported("graphml", network, tmp_path), force_multigraph=True)
    assert graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.edges))
    found = {}
    for source, target, key in graph.edges:
        data = graph.edges[source, target, key]
        found[key] = (source, target, data["label"], data["predicate"])
    assert found == {e.id: (e.source, e.target, e.label, e.predicate) for e in network.edges}
    for node in network.nodes:
        data = graph.nodes[node.id]
        assert (data["name"], data["type"], data["articles"]) == (node.name, node.type, node.articles)
        assert {type(data[key]) for key in ("x", "y", "size")} == {float}


def test_networkx_reads_gexf(network: Network, tmp_path: Path) -> None:
    graph = nx.read_gexf(exported("gexf", network, tmp_path), version="1.3")
    assert graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.edges))
    # networkx may move an edge's id into its data or its key, by whether the graph has parallel edges.
    found = {data["id"]: (s, t, data["label"]) for s, t, data in graph.edges(data=True)}
    assert found == {e.id: (e.source, e.target, e.label) for e in network.edges}


def test_igraph_reads_graphml(network: Network, tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(exported("graphml", network, tmp_path)))
    assert graph.is_directed()
    assert (graph.vcount(), graph.ecount()) == (len(network.nodes), len(network.edges))
    assert graph.vs["name"] == [node.name for node in network.nodes]
    assert graph.es["label"] == [edge.label for edge in network.edges]
    assert graph.es["weight"] == [edge.weight for edge in network.edges]


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_graphology_reads_both(kind: str, network: Network, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    if not (HERE / "node_modules" / "graphology").is_dir():
        pytest.skip(f"graphology is not installed: npm install --no-package-lock in {HERE}")
    command = [node, "readers.mjs", str(exported(kind, network, tmp_path))]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert (seen["type"], seen["nodes"], seen["edges"]) == ("directed", len(network.nodes), len(network.edges))
    assert seen["labelled"] == seen["keys"] == len(network.edges)
    assert seen["edge"]["label"] == network.edges[0].label
