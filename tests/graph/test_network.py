"""The network view against a count of its own, and the part that it cuts out."""

from collections import defaultdict

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnknownName
from kg.graph import Store, best_connected, find_entities, network, part
from kg.graph.network import short_label
from kg.model import Modality, Network
from kg.schema import PREDICATES
from tests.graph.factory import DRIVE, FIRM, OFFICE, PARK, PERSON, TOWN, Corpus, iri, random_corpus


def shown(corpus: Corpus, **options: object) -> Network:
    return network(Store.memory(corpus.quads()), **options)  # type: ignore[arg-type]  # options of the test's own


def test_edges_sum_up_what_pages_say(corpus: Corpus) -> None:
    edges = {edge.predicate: edge for edge in shown(corpus).edges}
    assert set(edges) == {"inPark", "leads", "visited", "cooperatesWith"}
    leads = edges["leads"]
    assert (leads.source, leads.target, leads.label) == (iri(PERSON), iri(FIRM), "负责")
    assert (leads.title, leads.quote, leads.page) == ("总经理", "禾谷农机总经理梁若禾", "云溪日报 2021-03-02 A1")
    both = edges["cooperatesWith"]
    assert {both.source, both.target} == {iri(FIRM), iri(OFFICE)}
    assert (both.weight, both.first, both.last) == (2, "2021-03-02", "2023-11")
    assert both.quote == "禾谷农机与区农业农村局再度签约", "the surest statement speaks"


def test_nodes_are_the_entities_with_a_relation(corpus: Corpus) -> None:
    nodes = {node.name: node for node in shown(corpus).nodes}
    assert set(nodes) == {one.name for one in (FIRM, OFFICE, PERSON, TOWN, PARK)}
    firm = nodes[FIRM.name]
    assert (firm.id, firm.type, firm.subtype, firm.label) == (iri(FIRM), "ORG", "company", "禾谷农机")
    assert (firm.articles, firm.first, firm.last) == (2, "2021-03-02", "2023-11")
    assert firm.aliases == ("禾谷", "禾谷农机")
    assert nodes[TOWN.name].code == TOWN.code


@pytest.mark.parametrize("name", [FIRM.name, "禾谷农机", iri(FIRM)])
def test_around_an_entity_by_name_alias_or_iri(corpus: Corpus, name: str) -> None:
    near = shown(corpus, around=name, hops=1)
    assert {node.name for node in near.nodes} == {one.name for one in (FIRM, OFFICE, PERSON, PARK)}
    assert {edge.predicate for edge in near.edges} == {"inPark", "leads", "cooperatesWith"}


def test_hops(corpus: Corpus) -> None:
    assert [node.name for node in shown(corpus, around="柳塘镇", hops=0).nodes] == ["柳塘镇"]
    assert len(shown(corpus, around="柳塘镇", hops=1).nodes) == 2
    assert len(shown(corpus, around="柳塘镇").nodes) == 3
    assert shown(corpus, around="柳塘镇", hops=3) == shown(corpus)


def test_an_entity_without_relations_stands_alone(corpus: Corpus) -> None:
    alone = shown(corpus, around=DRIVE.name)
    assert [node.name for node in alone.nodes] == [DRIVE.name]
    assert alone.edges == ()


def test_only_some_relations(corpus: Corpus) -> None:
    assert [edge.predicate for edge in shown(corpus, predicates=["leads"]).edges] == ["leads"]
    with pytest.raises(UnknownName, match="no relation 'knows'; there are: within"):
        shown(corpus, predicates=["knows"])


def test_an_unknown_name_brings_near_ones(corpus: Corpus) -> None:
    with pytest.raises(UnknownName, match=r"no entity named '禾谷农机公司'; near it: .*禾谷农机"):
        shown(corpus, around="禾谷农机公司")


def test_full_names_come_before_aliases(corpus: Corpus) -> None:
    store = Store.memory(corpus.quads())
    assert find_entities(store, "禾谷") == (iri(FIRM),)
    with pytest.raises(UnknownName):
        find_entities(store, "")


@pytest.mark.parametrize(
    ("name", "aliases", "label"),
    [
        ("柳塘镇", ["柳塘"], "柳塘镇"),
        ("青岚市禾谷农业机械装备有限公司", ["禾谷农机装备", "禾谷农机", "禾谷"], "禾谷农机"),
        ("青岚市禾谷农业机械装备有限公司", ["禾谷"], "青岚市禾谷农业机械装备…"),
        ("青岚市禾谷农业机械装备有限公司", ["青岚市禾谷农业机械装备公司"], "青岚市禾谷农业机械装备…"),
    ],
)
def test_short_labels(name: str, aliases: list[str], label: str) -> None:
    assert short_label(name, aliases) == label


@given(st.integers(min_value=0, max_value=10_000))
def test_counts_agree_with_an_independent_count(seed: int) -> None:
    corpus = random_corpus(seed)
    articles: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for statement in corpus.statements:
        if statement.modality is Modality.FACT and statement.subject != statement.object:
            ends = (statement.subject, statement.object)
            key = (statement.predicate, frozenset(ends) if PREDICATES[statement.predicate].symmetric else ends)
            articles[key].add(statement.evidence[0].page)
    seen = shown(corpus)
    assert sorted(edge.weight for edge in seen.edges) == sorted(len(found) for found in articles.values())
    ends_of_all = {end for _, ends in articles for end in ends}  # type: ignore[attr-defined]
    assert len(seen.nodes) == len(ends_of_all)
    assert len({edge.id for edge in seen.edges}) == len(seen.edges)
    assert list(seen.edges) == sorted(seen.edges, key=lambda edge: edge.id)
    assert list(seen.nodes) == sorted(seen.nodes, key=lambda node: node.id)


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=0, max_value=3))
def test_the_neighbourhood_is_that_of_networkx(seed: int, hops: int) -> None:
    corpus = random_corpus(seed)
    whole = shown(corpus)
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(node.id for node in whole.nodes)
    for edge in whole.edges:
        graph.add_edge(edge.source, edge.target, edge.id)
    for node in whole.nodes[:2]:
        wanted = nx.ego_graph(graph, node.id, radius=hops)
        seen = shown(corpus, around=node.id, hops=hops)
        assert {one.id for one in seen.nodes} == set(wanted)
        assert {edge.id for edge in seen.edges} == {key for _, _, key in wanted.edges(keys=True)}


@given(st.integers(min_value=0, max_value=10_000))
def test_the_part_of_a_network_shows_it_again(seed: int) -> None:
    store = Store.memory(random_corpus(seed).quads())
    whole = network(store)
    for node in whole.nodes[:2]:
        seen = network(store, around=node.id, hops=1)
        cut = Store.memory(part(store, seen))
        assert network(cut) == seen
        assert set(cut.quads()) <= set(store.quads())


def test_the_best_connected_are_those_with_the_most_neighbours(corpus: Corpus) -> None:
    store = Store.memory(corpus.quads())
    whole = network(store)
    count: dict[str, set[str]] = defaultdict(set)
    for edge in whole.edges:
        count[edge.source].add(edge.target)
        count[edge.target].add(edge.source)
    ranked = sorted(count, key=lambda node: (-len(count[node]), node))
    assert best_connected(store, len(ranked)) is None
    for most in range(1, len(ranked)):
        among = best_connected(store, most)
        assert among == frozenset(ranked[:most])
        kept = network(store, among=among)
        assert kept.edges == tuple(edge for edge in whole.edges if {edge.source, edge.target} <= among)
        assert {node.id for node in kept.nodes} == {end for edge in kept.edges for end in (edge.source, edge.target)}
