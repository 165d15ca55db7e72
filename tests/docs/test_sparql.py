"""The questions of docs/sparql.md: each has an answer, and the same one in Oxigraph and in rdflib."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from types import FrameType

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.schema import PREFIX_HEADER
from tools.sparql_doc import FILE, queries

QUERIES = queries(FILE.read_text(encoding="utf-8"))
LIMIT = 30
"""Seconds that rdflib may take for one question."""

# rdflib's own code still uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning"
)

Term = tuple[str, str] | None
Rows = list[tuple[Term, ...]]


@pytest.fixture(scope="module")
def dataset(train: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Dataset:
    """The graph as rdflib reads it from N-Quads, page by page in named graphs."""
    file = train.export("nquads", tmp_path_factory.mktemp("nquads") / "graph.nq")
    return rdflib.Dataset(default_union=True).parse(file, format="nquads")


def test_there_are_twenty_questions() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert [f"### {number}. " in text for number in range(1, 21)] == [True] * 20
    assert text.count("```sparql") == len(QUERIES) == 22


@pytest.mark.parametrize("query", QUERIES, ids=[f"q{number}" for number in range(1, len(QUERIES) + 1)])
def test_oxigraph_and_rdflib_agree(query: str, train: kg.Graph, dataset: rdflib.Dataset) -> None:
    ours = by_oxigraph(query, train)
    with at_most(LIMIT):
        theirs = by_rdflib(query, dataset)
    assert ours
    if "ORDER BY" in query:
        assert theirs == ours
    else:
        assert Counter(theirs) == Counter(ours)


@pytest.mark.parametrize("query", QUERIES, ids=[f"q{number}" for number in range(1, len(QUERIES) + 1)])
def test_the_library_answers(query: str, train: kg.Graph) -> None:
    answer = train.query(query)
    assert answer
    assert len(answer) <= 16, "an answer that fills the page: add a LIMIT"
    if "LIMIT" in query:
        assert "ORDER BY" in query, "which rows LIMIT keeps would be chance"


def test_a_different_answer_is_seen(train: kg.Graph, dataset: rdflib.Dataset) -> None:
    """The comparison can fail: rdflib is asked without one row."""
    asked = "SELECT ?name WHERE { ?e a kg:Park ; rdfs:label ?name } ORDER BY ?name"
    assert by_rdflib(asked + " OFFSET 1", dataset) != by_oxigraph(asked, train)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Stop what takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def by_oxigraph(query: str, train: kg.Graph) -> Rows:
    answer = train._store.query(query)
    if isinstance(answer, ox.QueryBoolean):
        return [(term("boolean", str(bool(answer)).lower()),)]
    if isinstance(answer, ox.QueryTriples):
        return [tuple(map(from_oxigraph, (t.subject, t.predicate, t.object))) for t in answer]
    return [tuple(map(from_oxigraph, row)) for row in answer]


def by_rdflib(query: str, dataset: rdflib.Dataset) -> Rows:
    result = dataset.query(PREFIX_HEADER + query)
    if result.type == "ASK":
        return [(term("boolean", str(bool(result.askAnswer)).lower()),)]
    found = []
    for row in result:
        assert isinstance(row, tuple)
        found.append(tuple(map(from_rdflib, row)))
    return found


def from_oxigraph(value: object) -> Term:
    if isinstance(value, ox.Literal):
        return term(value.language or value.datatype.value, value.value)
    return None if value is None else term("", str(getattr(value, "value", value)))


def from_rdflib(value: object) -> Term:
    if isinstance(value, rdflib.Literal):
        return term(value.language or str(value.datatype or ""), str(value))
    return None if value is None else term("", str(value))


def term(kind: str, text: str) -> tuple[str, str]:
    """A value that does not depend on how an engine spells a number: 0.90 is 0.9, an integer a decimal."""
    kind = kind.rsplit("#", 1)[-1]
    if kind in ("integer", "decimal", "double"):
        return "number", format(Decimal(text).quantize(Decimal("0.000000001")).normalize(), "f")
    return ("" if kind == "string" else kind), text
