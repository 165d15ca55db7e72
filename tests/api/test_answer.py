"""Answers: rows of Python values, tables, triples."""

import pyoxigraph as ox
import pytest

import kg
from kg.api.answer import cell
from kg.schema import PREFIXES

XSD = PREFIXES["xsd"]


def test_rows_are_sequences_with_names(built: kg.Graph) -> None:
    answer = built.query('SELECT ?e ?name (STRLEN(?name) AS ?long) ?no { ?e rdfs:label ?name FILTER (?name = "白石") }')
    (row,) = answer
    assert answer.columns == ("e", "name", "long", "no")
    assert tuple(row) == (row.e, "白石", 2, None)
    assert row["long"] == row[2] == row.long
    assert row[1:3] == ("白石", 2)
    assert built.entity(str(row.e)).name == "白石"
    with pytest.raises(KeyError, match="e, name, long, no"):
        row["surname"]
    with pytest.raises(AttributeError, match="surname"):
        _ = row.surname
    assert answer[0] == row
    assert answer[:1] == (row,)


def test_truth_of_an_answer(built: kg.Graph) -> None:
    assert built.query("ASK { ?x kg:inPark ?y }")
    assert not built.query("ASK { ?x kg:inPark ?x }")
    assert not built.query("SELECT ?x { ?x kg:inPark ?x }")
    assert built.query("SELECT (false AS ?no) {}")
    assert built.query("ASK {}")[0].answer is True


def test_triples_are_an_rdflib_graph(built: kg.Graph) -> None:
    park = built.entity("松岭工业园")
    for asked in (f"DESCRIBE <{park.iri}>", f"CONSTRUCT WHERE {{ <{park.iri}> ?p ?o }}"):
        answer = built.query(asked)
        assert answer.columns == ("subject", "predicate", "object")
        assert len(answer.to_rdflib()) == len(answer) > 5
        assert {row.subject for row in answer} == {park.iri}
    with pytest.raises(kg.errors.QueryError, match="to_pandas"):
        built.query("ASK {}").to_rdflib()


def test_an_answer_prints_and_shows_itself(built: kg.Graph) -> None:
    answer = built.query('SELECT ("a<b" AS ?x) (0.5 AS ?y) (true AS ?z) ?no {}')
    assert str(answer).splitlines()[-1].split() == ["a<b", "0.5", "true"]
    assert answer.to_csv() == "x,y,z,no\r\na<b,0.5,true,"
    assert "<td>a&lt;b</td><td>0.5</td><td>true</td><td></td>" in answer._repr_html_()
    assert repr(answer) == "<Answer: 1 × x, y, z, no>"
    many = built.query("SELECT ?s { ?s ?p ?o } LIMIT 30")._repr_html_()
    assert many.count("<tr>") == 21
    assert "30" in many


def test_an_answer_becomes_a_frame(built: kg.Graph) -> None:
    pandas = pytest.importorskip("pandas")
    frame = built.query("SELECT ?name ?s { ?x kg:score ?s ; rdf:subject/rdfs:label ?name }").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == ["name", "s"]
    assert frame["s"].dtype == float
    assert len(built.query("SELECT ?x { ?x kg:inPark ?x }").to_pandas()) == 0


@pytest.mark.parametrize(
    ("literal", "wanted"),
    [
        (ox.Literal("07", datatype=ox.NamedNode(XSD + "integer")), 7),
        (ox.Literal("0.85", datatype=ox.NamedNode(XSD + "decimal")), 0.85),
        (ox.Literal("1e3", datatype=ox.NamedNode(XSD + "double")), 1000.0),
        (ox.Literal("0", datatype=ox.NamedNode(XSD + "boolean")), False),
        (ox.Literal("2016-04", datatype=ox.NamedNode(XSD + "gYearMonth")), "2016-04"),
        (ox.Literal("many", datatype=ox.NamedNode(XSD + "integer")), "many"),
        (ox.Literal("12"), "12"),
        (ox.Literal("园", language="zh"), "园"),
        (ox.NamedNode("http://example.org/"), "http://example.org/"),
        (None, None),
    ],
)
def test_terms_become_values(literal: object, wanted: object) -> None:
    found = cell(literal)
    assert (found, type(found)) == (wanted, type(wanted))
