"""Ways through random graphs are as short as networkx finds them."""

import sqlite3

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType
from kg.serve.desk import Desk
from kg.serve.desk.around import way
from kg.serve.desk.records import Brief

EDGES = st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14), st.sampled_from(["leads", "within"])), max_size=40)


def entity(rank: int) -> Brief:
    return Brief(rank, f"org/{rank}", str(rank), EntityType.ORG, "", "", 0, 0, "", "")


def table(edges: list[tuple[int, int, str]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE edge (source, target, predicate, weight, first, last)")
    db.executemany("INSERT INTO edge VALUES (?, ?, ?, 1, '', '')", [edge for edge in edges if edge[0] != edge[1]])
    return db


@given(EDGES, st.integers(1, 14), st.integers(1, 14))
def test_a_way_is_shortest_and_made_of_relations(edges: list[tuple[int, int, str]], one: int, other: int) -> None:
    graph = nx.Graph((source, target) for source, target, _ in edges)
    graph.add_nodes_from((one, other))
    found = way(table(edges), entity(one), entity(other))
    if not nx.has_path(graph, one, other):
        assert found == ()
    else:
        assert (found[0], found[-1]) == (one, other)
        assert len(found) == len(nx.shortest_path(graph, one, other))
        assert nx.is_path(graph, list(found))


@given(EDGES, st.integers(1, 14), st.integers(1, 14))
def test_a_way_over_some_relations_only(edges: list[tuple[int, int, str]], one: int, other: int) -> None:
    graph = nx.Graph((source, target) for source, target, predicate in edges if predicate == "leads")
    graph.add_nodes_from((one, other))
    found = way(table(edges), entity(one), entity(other), predicates=["leads"])
    assert bool(found) == nx.has_path(graph, one, other)
    assert nx.is_path(graph, list(found)) or not found


def test_neighbours_come_in_stretches_that_leave_out_nobody(desk: Desk) -> None:
    (first,) = desk.search("", limit=1).items
    whole = desk.around(first, limit=100)
    assert whole.left == 0
    pieces, start = [], 0
    while True:
        part = desk.around(first, limit=2, start=start)
        pieces += [node.path for node in part.nodes[1:]]
        start += 2
        if not part.left:
            break
    assert pieces == [node.path for node in whole.nodes[1:]]
    assert len(pieces) > 2
    ranks = {node.rank for node in whole.nodes}
    assert all({link.source, link.target} <= ranks for link in whole.links)
