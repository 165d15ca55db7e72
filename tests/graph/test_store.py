"""The store: whole or not at all, read-only, clear about what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.graph import Store
from tests.graph.factory import Corpus

ONE = ox.Quad(ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b"), ox.Literal("一"))
TWO = ox.Quad(ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b"), ox.Literal("二"))


def test_what_was_stored_is_read_again(corpus: Corpus, tmp_path: Path) -> None:
    quads = corpus.quads()
    assert set(Store.create(tmp_path / "store", quads).quads()) == set(quads)
    again = Store.open(tmp_path / "store")
    assert set(again.quads()) == set(quads)
    assert len(again) == len(quads)


def test_a_new_store_replaces_the_old(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", [ONE])
    assert set(Store.create(tmp_path / "store", [TWO]).quads()) == {TWO}
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_build_that_fails_leaves_the_old_store(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", [ONE])

    def broken() -> Iterator[ox.Quad]:
        yield TWO
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        Store.create(tmp_path / "store", broken())
    assert set(Store.open(tmp_path / "store").quads()) == {ONE}
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_kill_between_the_renames_loses_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", [ONE])
    (tmp_path / "store").rename(tmp_path / ".store.old")
    assert set(Store.open(tmp_path / "store").quads()) == {ONE}
    assert set(Store.create(tmp_path / "store", [TWO]).quads()) == {TWO}
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_folder_of_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("论文")
    with pytest.raises(StoreError, match="no store of ours"):
        Store.create(tmp_path, [ONE])
    assert (tmp_path / "thesis.txt").read_text() == "论文"


def test_missing_other_version_and_damaged(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store: run kg build"):
        Store.open(tmp_path / "store")
    Store.create(tmp_path / "store", [ONE])
    (tmp_path / "store" / "db" / "CURRENT").write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path / "store")
    (tmp_path / "store" / "db" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path / "store")
    (tmp_path / "store" / "format").write_bytes(b"fangzhi store 0\n\xff")
    with pytest.raises(StoreError, match="another version"):
        Store.open(tmp_path / "store")


def test_all_graphs_are_one_unless_the_query_chooses(corpus: Corpus) -> None:
    store = Store.memory(corpus.quads())
    joined = "SELECT ?name { ?s a kg:Statement ; rdf:subject/rdfs:label ?name }"
    assert len(list(store.select(joined))) == 7
    page = next(graph for graph in sorted(str(q.graph_name) for q in store.quads()) if graph.startswith("<"))
    chosen = f"SELECT ?s FROM {page} {{ ?s a kg:Statement }}"
    assert 0 < len(list(store.select(chosen))) < 7
    assert len(list(store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Statement } }"))) == 2


@pytest.mark.parametrize("timeout", [None, 30.0])
def test_each_form_of_query(corpus: Corpus, timeout: float | None) -> None:
    store = Store.memory(corpus.quads())
    assert store.query("ASK { ?s kg:leads ?o }", timeout=timeout)
    rows = store.query("PREFIX kg: <https://fangzhi.example/ns#> SELECT ?s { ?s kg:leads ?o }", timeout=timeout)
    assert isinstance(rows, ox.QuerySolutions)
    assert [variable.value for variable in rows.variables] == ["s"]
    assert len(list(rows)) == 1
    triples = store.query("CONSTRUCT { ?o kg:ledBy ?s } WHERE { ?s kg:leads ?o }", timeout=timeout)
    assert isinstance(triples, ox.QueryTriples)
    assert [t.predicate.value for t in triples] == ["https://fangzhi.example/ns#ledBy"]


def test_a_long_query_is_stopped(corpus: Corpus) -> None:
    store = Store.memory(corpus.quads())
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a != ?d && ?e != ?h) }"
    with pytest.raises(QueryError, match=r"longer than 0\.05 s"):
        store.query(endless, timeout=0.05)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <https://elsewhere.example/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { # quiet\n SERVICE<https://elsewhere.example/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE#>\n<https://elsewhere.example/>{ ?s ?p ?o } }",
        "ASK { ?s ?p '南通' FILTER EXISTS {\r\n service silent kg:x { ?s ?p ?o } } }",
        'SELECT * { ?s ?p "<" . \\u0053ERVICE <https://elsewhere.example/> { ?s ?p ?o } }',
    ],
)
def test_no_query_leaves_the_machine(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        Store.memory([ONE]).query(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <x>" }',
        "SELECT * { ?service ?p ?o } # SERVICE",
        "PREFIX service: <https://example.org/SERVICE> SELECT * { ?s service:SERVICE ?o }",
        "SELECT * { ?s <https://example.org/SERVICE> ?o }",
        'SELECT * { ?s ?p """a " SERVICE""" }',
        "SELECT * { BIND (1 AS ?service) BIND (2 AS ?Service) }",
        "PREFIX ex: <https://example.org/> SELECT * { ?s ex:a.service 'x'@en-service }",
    ],
)
def test_the_word_service_is_no_service(text: str) -> None:
    assert len(list(Store.memory([ONE]).select(text))) <= 1


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "PREFIX x: <https://x.example/> insert data { }", "CLEAR ALL"]
)
def test_updates_are_refused(text: str) -> None:
    store = Store.memory([ONE])
    with pytest.raises(QueryError, match="read-only"):
        store.query(text)
    assert len(store) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * {\n ?s ?p", "line 2, column"),
        ("SELECT * { ?s nope:x ?o }", "a prefix is not declared"),
        ("", "is wrong"),
        ("SELECT ?s { ?s kg:leads }", "near '}'"),
    ],
)
def test_a_wrong_query_is_told_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        Store.memory([ONE]).query(text)
    message = str(caught.value)
    assert told in message
    assert "\n" not in message
    assert len(message) < 250


def test_select_wants_a_select() -> None:
    with pytest.raises(QueryError, match="no SELECT"):
        Store.memory([ONE]).select("ASK { ?s ?p ?o }")
