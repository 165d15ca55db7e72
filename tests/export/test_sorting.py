"""Sorting on disk gives what sorting in memory gives."""

from kg.export.sorting import graph_rows, quad_lines, triple_lines
from tests.export.graph_samples import quads


def test_small_runs_are_merged_to_the_same_lines() -> None:
    for chunk in (1, 3, 7):
        assert list(quad_lines(quads(), chunk=chunk)) == list(quad_lines(quads()))
        assert list(triple_lines(quads(), chunk=chunk)) == list(triple_lines(quads()))
        assert list(graph_rows(quads(), chunk=chunk)) == list(graph_rows(quads()))


def test_lines_are_sorted_and_each_stands_once() -> None:
    lines = list(triple_lines(quads() * 3, chunk=5))
    assert lines == sorted({f"{quad.triple} .\n" for quad in quads()})


def test_the_default_graph_comes_first() -> None:
    graphs = [graph for graph, _ in graph_rows(quads())]
    assert graphs == sorted(graphs)
    assert graphs[0] == ""
