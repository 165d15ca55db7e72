"""Positions: the same for the same network, nobody on top of another, Python's own randomness untouched."""

import os
import random
import subprocess
import sys
from math import hypot
from pathlib import Path

import igraph
import pytest

from kg.export.layout import SPACING, positions
from kg.model.network import Network
from tests.export.graph_samples import edge, large, node, small

ROOT = Path(__file__).parents[2]
NETWORKS = {"small": small(), "of 150": large(150, 220), "of 700": large(700, 1500), "of 3000": large(3000, 6000)}


@pytest.mark.parametrize("name", NETWORKS)
def test_places_are_the_same_each_time(name: str) -> None:
    random.seed(99)
    igraph.Graph.Erdos_Renyi(n=20, m=30).layout_fruchterman_reingold()
    first = positions(NETWORKS[name])
    random.seed(1)
    assert positions(NETWORKS[name]) == first


def test_places_do_not_depend_on_the_hash_seed() -> None:
    load = "from tests.export.graph_samples import large; from kg.export.layout import positions"
    code = f"{load}; print(positions(large(300, 500)))"
    seen = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1


def test_the_callers_random_numbers_are_left_alone() -> None:
    random.seed(5)
    wanted = random.random()
    random.seed(5)
    positions(NETWORKS["of 3000"])
    assert random.random() == wanted


@pytest.mark.parametrize("name", NETWORKS)
def test_every_node_has_a_finite_place_of_its_own(name: str) -> None:
    network = NETWORKS[name]
    places = positions(network)
    assert list(places) == [item.id for item in network.nodes]
    assert len(set(places.values())) > 0.99 * len(places)
    assert all(abs(x) < 1e6 and abs(y) < 1e6 for x, y in places.values())


def test_components_stand_apart() -> None:
    nodes = tuple(sorted((node(i) for i in range(12)), key=lambda item: item.id))
    edges = tuple(edge(i, nodes[i], nodes[i + 1]) for i in range(12) if i % 4 != 3)
    places = positions(Network(nodes, edges))
    groups = [[places[item.id] for item in nodes[start : start + 4]] for start in (0, 4, 8)]
    for i, one in enumerate(groups):
        for other in groups[i + 1 :]:
            assert min(hypot(a - c, b - d) for a, b in one for c, d in other) >= SPACING * 0.9


def test_nothing_and_one_node() -> None:
    assert positions(Network((), ())) == {}
    assert positions(Network((node(0),), (edge(1, node(0), node(0)),))) == {node(0).id: (0.0, 0.0)}
