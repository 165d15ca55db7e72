"""Asking a graph: entities, relations, roles, statements, pages, queries."""

from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph
import pytest

import kg


def test_an_entity_has_what_pages_say(built: kg.Graph) -> None:
    park = built.entity("松岭工业园")
    assert (park.type, park.subtype, park.type_label, park.area) == ("PLACE", "park", "园区", "松岭县")
    assert (park.articles, park.first, park.last) == (1, "2019-05-11", "2019-05-11")
    (company,) = (relation for relation in park.relations if relation.predicate == "inPark")
    assert (company.outgoing, company.other.name, company.articles) == (False, "青禾实业有限公司", 1)
    assert company.quote == "青禾实业有限公司落户松岭工业园"
    assert company.label == "园内企业"
    assert company.other.relations[0].entity == company.other
    assert (company.first, company.last) == ("2019-05-11", "2019-05-11")


def test_an_alias_and_an_iri_lead_to_the_entity(built: kg.Graph) -> None:
    body = built.entity("中共松岭县委员会")
    assert built.entity("松岭县委") == body == built.entity(body.iri)
    assert body.aliases == ("松岭县委",)
    assert {body: 1}[built.entity("松岭县委")] == 1
    assert body != built.entity("松岭县")
    assert str(body) == "中共松岭县委员会"
    assert "ORG/party" in repr(body)


def test_several_of_one_name_are_listed(built: kg.Graph) -> None:
    with pytest.raises(kg.errors.AmbiguousName, match=r"柳塘县.*松岭县") as caught:
        built.entity("张鸣")
    both = built.entities(name="张鸣")
    assert all(entity.iri in str(caught.value) for entity in both)
    assert len(both) == 2
    assert built.entity("张鸣", area="松岭").area == "松岭县"
    with pytest.raises(kg.errors.UnknownName, match="柳塘县"):
        built.entity("张鸣", type="ORG")


def test_an_unknown_name_suggests_near_ones(built: kg.Graph) -> None:
    with pytest.raises(kg.errors.UnknownName, match="松岭工业园"):
        built.entity("松岭工业区")


def test_entities_are_narrowed(built: kg.Graph) -> None:
    assert {entity.type for entity in built.entities(type="PER")} == {"PER"}
    assert [entity.name for entity in built.entities(type="company")] == ["青禾实业有限公司"]
    assert built.entity("中共松岭县委员会") in built.entities(contains="县委")
    everything = built.entities()
    assert sorted(everything, key=lambda entity: (entity.name, entity.iri)) == list(everything)
    assert {entity.iri for entity in everything} == {row[0] for row in built.query("SELECT ?e { ?e kg:key ?k }")}
    with pytest.raises(kg.errors.UnknownName, match="company"):
        built.entities(type="enterprise")


def test_roles_are_dated_by_the_pages(built: kg.Graph) -> None:
    (secretary,) = built.entity("中共松岭县委员会").roles
    assert (secretary.person.name, secretary.title, secretary.rank) == ("高志远", "书记", "chief")
    assert (secretary.first, secretary.last, secretary.ended) == ("2019-05-11", "2020-05-12", "")
    assert [statement.date for statement in secretary.statements] == ["2019-05-11", "2020-05-12"]
    assert secretary in secretary.person.roles
    assert str(secretary) == "高志远 书记（中共松岭县委员会）2019-05-11–2020-05-12"


def test_statements_point_into_the_page(built: kg.Graph) -> None:
    statements = built.statements()
    assert len(statements) == len(built.query("SELECT ?s { ?s a kg:Statement }"))
    for statement in statements:
        page = built.pages[statement.page]
        assert "".join(page.text[statement.start : statement.end].split()) == statement.quote
        assert 0 < statement.score <= 1
        assert statement.rule
        assert statement in page.statements
        assert statement in statement.subject.statements
        assert statement in statement.object.statements
        assert set(statement.evidence) <= set(statement.subject.evidence)
        assert page.articles[statement.article].start <= statement.start


def test_statements_of_one_relation(built: kg.Graph) -> None:
    assert {statement.predicate for statement in built.statements("leads")} == {"leads"}
    assert str(built.statements("inPark")[0]).startswith("青禾实业有限公司 inPark 松岭工业园 “青禾")
    with pytest.raises(kg.errors.UnknownName, match="inPark"):
        built.statements("in_park")


def test_pages_hold_text_articles_and_mentions(built: kg.Graph, pages: Path) -> None:
    assert list(built.pages) == sorted(path.stem for path in pages.iterdir())
    assert len(built.pages) == 3
    page = built.pages["songling-2019-05-11"]
    assert page.text == (pages / "songling-2019-05-11.txt").read_text(encoding="utf-8")
    assert page.date == "2019-05-11"
    assert "松岭工业园迎来新企业" in [article.headline for article in page.articles]
    for mention in page.mentions:
        assert "".join(page.text[mention.start : mention.end].split()) == mention.text
        assert mention in mention.entity.mentions
        assert mention.entity in page.entities
    assert "nowhere" not in built.pages
    assert built.pages.get("nowhere") is None
    with pytest.raises(KeyError, match="nowhere"):
        built.pages["nowhere"]


def test_a_page_shows_itself_in_a_notebook() -> None:
    shown = kg.annotate("青禾实业有限公司落户松岭工业园。<b>&")._repr_html_()
    assert '青禾实业有限公司</span>落户<span style="border-bottom:2px solid #599150' in shown
    assert "&lt;b&gt;&amp;" in shown


def test_a_card_is_the_commands(built: kg.Graph, run: Callable[..., str]) -> None:
    printed = run("show", str(built.folder), "松岭工业园")
    assert printed.rstrip() == built.entity("松岭工业园").card()


def test_a_canned_question_takes_its_parameters(built: kg.Graph) -> None:
    assert "who-led-on" in built.questions
    assert not built.query("who-led-on", name="中共松岭县委员会", date="2019-01-01")
    on = built.query("who-led-on", name="中共松岭县委员会", date="2019-12-01")
    assert [(row.person, row["title"], row[2]) for row in on] == [("高志远", "书记", "chief")]
    with pytest.raises(kg.errors.UnknownName, match="name, date"):
        built.query("who-led-on", place="x")


def test_wrong_queries_are_told(built: kg.Graph) -> None:
    with pytest.raises(kg.errors.QueryError, match="line 1"):
        built.query("SELECT ?x { ?x ?y }")
    with pytest.raises(kg.errors.QueryError, match="SERVICE"):
        built.query("SELECT * { SERVICE <http://example.org/> { ?x ?y ?z } }")


def test_networkx_has_the_relations(built: kg.Graph) -> None:
    seen = built.to_networkx()
    assert isinstance(seen, networkx.MultiDiGraph)
    company, park = built.entity("青禾实业有限公司"), built.entity("松岭工业园")
    assert seen.nodes[park.iri]["name"] == "松岭工业园"
    assert seen.edges[company.iri, park.iri, "inPark"]["weight"] == 1
    facts = {(s.subject.iri, s.object.iri, s.predicate) for s in built.statements() if s.modality == "fact"}
    assert set(seen.edges(keys=True)) == facts
    near = built.to_networkx(around="松岭工业园", hops=1, predicates=["inPark"])
    assert set(near) == {company.iri, park.iri}


def test_rdflib_has_every_triple_as_it_is_spelled(built: kg.Graph) -> None:
    graph = built.to_rdflib()
    assert built.folder is not None
    wanted = set(pyoxigraph.parse(path=str(built.folder / "graph.ttl")))
    again = pyoxigraph.parse(graph.serialize(format="nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in again} == {quad.triple for quad in wanted}
    (row,) = graph.query('SELECT ?e WHERE { ?e rdfs:label "松岭工业园" }')  # prefixes are bound
    assert str(row[0]) == built.entity("松岭工业园").iri  # type: ignore[index]


def test_export_writes_what_the_command_writes(built: kg.Graph, run: Callable[..., str], tmp_path: Path) -> None:
    run("export", str(built.folder), "--format", "gexf", "--out", str(tmp_path / "a.gexf"))
    assert built.export("gexf", tmp_path / "b.gexf") == tmp_path / "b.gexf"
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()
    built.export("nquads", tmp_path / "part.nq", around="松岭工业园", hops=0)
    assert 0 < (tmp_path / "part.nq").stat().st_size < built.export("nquads", tmp_path / "all.nq").stat().st_size
    with pytest.raises(kg.errors.UnknownName, match="turtle"):
        built.export("word")


def test_the_report_is_the_builds(built: kg.Graph) -> None:
    assert built.report["pages"] == 3
    in_memory = kg.annotate("松岭县委书记高志远到松岭工业园调研。").entities[0]._reader
    graph = kg.Graph(in_memory.store, in_memory.results)
    with pytest.raises(kg.errors.StoreError, match="no report"):
        _ = graph.report
    with pytest.raises(kg.errors.StoreError, match="where to write"):
        graph.export("turtle")
    assert repr(graph).startswith("<Graph in memory")
