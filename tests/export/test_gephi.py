"""GraphML and GEXF by Gephi's rules, and each rule shown to be able to fail."""

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.export.gexf import gexf
from kg.export.graphml import graphml
from kg.model.network import Network
from tests.export import gephi_rules as rules
from tests.export.graph_samples import edge, large, node, small

WRITERS = {"graphml": (graphml, rules.GRAPHML), "gexf": (gexf, rules.GEXF)}


def written(writer: Callable[[Network], Iterable[str]], network: Network) -> bytes:
    return "".join(writer(network)).encode()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("network", [small(), large(300, 700), Network((), ())], ids=["small", "large", "empty"])
def test_files_keep_every_rule(kind: str, network: Network) -> None:
    writer, wanted = WRITERS[kind]
    assert rules.broken(written(writer, network), wanted) == {}


BAD_GRAPHML = [
    ("chinese_in_the_first_4_kb", "方志:从报纸版面抽取的知识图谱,每条关系都有出处。文件编码为", "x" * 4096),
    ("no_control_characters", "云溪", "云\x85溪"),
    ("edge_ids_are_unique", "e0000002", "e0000001"),
    ("nodes_are_unique_and_edges_end_at_them", '<node id="https://fangzhi.example/id/org/000000"', '<node id="z"'),
    ("no_none_and_no_list", ">青禾实业; 本公司<", ">['青禾实业', '本公司']<"),
    ("no_none_and_no_list", ">清江省/云溪市<", ">None<"),
    ("all_is_directed", 'edgedefault="directed"', 'edgedefault="undirected"'),
    ("graphml_relation_is_the_edge_label", ' label="supports"', ""),
    ("graphml_keys_are_for_node_or_edge_and_come_first", 'id="name" for="node"', 'id="name" for="all"'),
    ("graphml_keys_are_for_node_or_edge_and_come_first", "</graph>", '</graph><key id="k" for="node"/>'),
    ("graphml_values_have_the_type_of_their_key", '<data key="r">78<', '<data key="r">78.5<'),
    ("graphml_values_have_the_type_of_their_key", '<data key="edge-title">', '<data key="edge-lost">'),
    ("graphml_has_no_desc", '<graph id="fangzhi"', '<desc>x</desc><graph id="fangzhi"'),
    ("graphml_weights_are_positive", '<data key="weight">3.0<', '<data key="weight">0.0<'),
    ("graphml_looks_are_given", '<key id="x" ', '<key id="d1" '),
    ("graphml_looks_are_given", '<data key="label">', '<data key="label">长长长长长长长长长长长长'),
]
BAD_GEXF = [
    ("gexf_says_1_3", 'version="1.3"', 'version="1.2"'),
    ("gexf_kind_is_the_relation", ' kind="supports"', ""),
    ("gexf_weights_are_positive", 'weight="3.0"', 'weight="0"'),
    ("gexf_attributes_are_declared", ' type="integer"', ""),
    ("gexf_attributes_are_declared", 'for="node-articles" value="0"', 'for="node-articles" value="none"'),
    ("gexf_time_is_closed_intervals_of_days", ' timerepresentation="interval"', ""),
    ("gexf_time_is_closed_intervals_of_days", ' end="2020-02-29"', ""),
    ("gexf_time_is_closed_intervals_of_days", ' end="2020-02-29"', ' endopen="2020-02-29"'),
    ("gexf_looks_are_given", '<viz:color r="78" ', '<viz:color a="0.5" r="78" '),
    ("all_is_directed", 'type="directed"', 'type="undirected"'),
]


@pytest.mark.parametrize(("rule", "good", "bad"), BAD_GRAPHML)
def test_each_graphml_rule_can_fail(rule: str, good: str, bad: str) -> None:
    network = Network(small().nodes, (*small().edges[:-1], edge(9, small().nodes[0], small().nodes[1], title="经理")))
    text = written(graphml, network).decode()
    assert good in text
    assert rule in rules.broken(text.replace(good, bad).encode(), rules.GRAPHML)


@pytest.mark.parametrize(("rule", "good", "bad"), BAD_GEXF)
def test_each_gexf_rule_can_fail(rule: str, good: str, bad: str) -> None:
    text = written(gexf, small()).decode()
    assert good in text
    assert rule in rules.broken(text.replace(good, bad).encode(), rules.GEXF)


def test_every_rule_has_a_file_that_breaks_it() -> None:
    tried = {rule for rule, *_ in (*BAD_GRAPHML, *BAD_GEXF)}
    assert tried == {rule.__name__ for rule in (*rules.GRAPHML, *rules.GEXF)}


@pytest.mark.parametrize("kind", WRITERS)
@given(name=st.text(), quote=st.text(), alias=st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_gives_a_readable_file(kind: str, name: str, quote: str, alias: str) -> None:
    one = node(0, name=name, label=name, aliases=(alias,), area=quote)
    network = Network((one,), (edge(1, one, one, quote=quote, title=alias, label=name),))
    writer, wanted = WRITERS[kind]
    held = [rule for rule in wanted if rule is not rules.no_none_and_no_list]  # the text itself may be "None"
    assert rules.broken(written(writer, network), tuple(held)) == {}


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")))
def test_printable_text_survives(name: str) -> None:
    network = Network((node(0, name=name),), ())
    root = fromstring(written(graphml, network))
    found = [data.text for data in root.iter(f"{rules.G}data") if data.get("key") == "name"]
    assert found == ([name] if name else [])


def test_a_static_network_says_so() -> None:
    text = written(gexf, Network((node(0, first="", last=""),), ())).decode()
    assert 'mode="static"' in text
    assert "timeformat" not in text
    assert rules.broken(text.encode(), rules.GEXF) == {}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("ids", [(1, 1), (2, 1)], ids=["twice", "out of order"])
def test_edge_ids_that_repeat_are_refused(kind: str, ids: tuple[int, int]) -> None:
    one = node(0)
    with pytest.raises(DataError, match="unique and sorted"):
        list(WRITERS[kind][0](Network((one,), tuple(edge(number, one, one) for number in ids))))
