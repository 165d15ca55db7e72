"""The picture: well-formed, named, without names on top of each other, and of a size that can be read."""

from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from kg.export.spread import Box, core, overlap, part
from kg.export.svg import svg
from kg.model.network import Network
from tests.export.graph_samples import edge, large, node, small

S = "{http://www.w3.org/2000/svg}"


def drawn(network: Network, **options: int) -> Element:
    return fromstring("".join(svg(network, **options)))


def test_each_node_is_drawn_and_named() -> None:
    root = drawn(small())
    titles = [circle.findtext(f"{S}title") for circle in root.iter(f"{S}circle") if circle.get("class") == "node"]
    assert sorted(map(str, titles)) == sorted(item.name for item in small().nodes)
    lines = [path for path in root.iter(f"{S}path") if path.get("class") == "edge"]
    assert len(lines) == len(small().edges)
    assert all(path.findtext(f"{S}title") for path in lines)


def test_names_keep_off_each_other() -> None:
    root = drawn(large(200, 260), limit=60)
    names = [text for text in root.iter(f"{S}text") if str(text.get("class")).startswith("name")]
    assert len(names) == 60
    boxes = []
    for name in names:
        half = sum(3.5 if char.isascii() else 6.5 for char in name.text or "")
        boxes.append(Box(float(name.get("x", "")), float(name.get("y", "")), half, 6.5, 6.5))
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_all_stands_inside_the_picture() -> None:
    root = drawn(large(100, 150))
    left, top, width, height = map(float, root.get("viewBox", "").split())
    for circle in root.iter(f"{S}circle"):
        x, y, r = (float(circle.get(key, "")) for key in ("cx", "cy", "r"))
        assert left <= x - r
        assert x + r <= left + width
        assert top <= y - r
        assert y + r <= top + height


def test_the_same_network_is_drawn_the_same() -> None:
    assert "".join(svg(large(120, 200))) == "".join(svg(large(120, 200)))


def test_an_empty_network_is_a_picture_too() -> None:
    assert [circle.get("class") for circle in drawn(Network((), ())).iter(f"{S}circle")] == [None] * 4


@given(st.text())
def test_any_name_is_well_formed(name: str) -> None:
    one = node(0, name=name, label=name)
    drawn(Network((one, node(4)), (edge(1, one, node(4), label=name, quote=name),)))


def test_the_core_hangs_together_and_holds_the_hub() -> None:
    nodes = tuple(sorted((node(i) for i in range(30)), key=lambda item: item.id))
    star = [edge(i, nodes[5], nodes[i]) for i in range(10, 20)]
    chain = [edge(100 + i, nodes[i], nodes[i + 1]) for i in range(20, 29)]
    found = core(Network(nodes, tuple(star + chain)), 8)
    assert len(found.nodes) == 8
    assert nodes[5] in found.nodes
    assert len(found.edges) == 7
    assert {item.target for item in found.edges} | {nodes[5].id} == {item.id for item in found.nodes}


def test_a_network_that_fits_is_kept_whole() -> None:
    assert core(small(), 8) == small()


spots = st.builds(Box, *(st.floats(-50, 50) for _ in range(2)), *(st.floats(1, 10) for _ in range(3)))


@given(st.lists(spots, min_size=2, max_size=6))
def test_boxes_are_pushed_apart(boxes: list[Box]) -> None:
    part(boxes, gap=5.0)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
