"""GraphML as Gephi's importer reads it (see docs/gephi.md for the rules), for every other reader too.

The relation is the `label` XML attribute of `<edge>`, which Gephi takes for the edge's type; its Chinese name is the
attribute called `label`, which every reader shows. Streams: beside the network, memory holds positions and degrees.
"""

from collections.abc import Iterator

from kg.export.layout import Point, positions
from kg.export.style import checked_edges, colour, degrees, edge_label, short_label, size
from kg.export.xmltext import DECLARATION, NOTE, attribute, content, joined, number
from kg.model.network import Edge, Network, Node

NODE_KEYS = (
    ("label", "string"),
    ("x", "double"),
    ("y", "double"),
    ("size", "double"),
    ("r", "int"),
    ("g", "int"),
    ("b", "int"),
    ("name", "string"),
    ("type", "string"),
    ("subtype", "string"),
    ("area", "string"),
    ("code", "string"),
    ("aliases", "string"),
    ("articles", "int"),
    ("first", "string"),
    ("last", "string"),
)
EDGE_KEYS = (
    ("label", "string"),
    ("weight", "double"),
    ("predicate", "string"),
    ("title", "string"),
    ("first", "string"),
    ("last", "string"),
    ("quote", "string"),
    ("page", "string"),
)
HEAD = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def graphml(network: Network) -> Iterator[str]:
    """Pieces of the file, in order.

    Raises:
        DataError: edge ids repeat or stand out of order.
    """
    places, count = positions(network), degrees(network.edges)
    yield DECLARATION + NOTE + HEAD
    for name, kind in NODE_KEYS:
        # Gephi looks for `label`, `x`, `size` among the key ids first, so a node key's id is its name.
        yield f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    for name, kind in EDGE_KEYS:
        yield f'  <key id="{_edge_key(name)}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="fangzhi" edgedefault="directed">\n'
    for node in network.nodes:
        yield _node(node, places[node.id], count[node.id])
    for edge in checked_edges(network):
        yield _edge(edge)
    yield "  </graph>\n</graphml>\n"


def _edge_key(name: str) -> str:
    """Key ids are unique in the file, and `weight` is reserved: it keeps its name."""
    return name if name == "weight" else f"edge-{name}"


def _node(node: Node, place: Point, degree: int) -> str:
    shade = colour(node.type)
    values = (
        ("label", short_label(node)),
        ("x", number(place[0])),
        ("y", number(place[1])),
        ("size", number(size(degree))),
        ("r", str(shade.r)),
        ("g", str(shade.g)),
        ("b", str(shade.b)),
        ("name", node.name),
        ("type", node.type),
        ("subtype", node.subtype),
        ("area", node.area),
        ("code", node.code),
        ("aliases", joined(node.aliases)),
        ("articles", str(node.articles)),
        ("first", node.first),
        ("last", node.last),
    )
    return f"    <node id={attribute(node.id)}>{_data(values)}</node>\n"


def _edge(edge: Edge) -> str:
    values = (
        ("edge-label", edge_label(edge)),
        # Gephi ignores an edge of weight 0.
        ("weight", number(max(edge.weight, 1))),
        ("edge-predicate", edge.predicate),
        ("edge-title", edge.title),
        ("edge-first", edge.first),
        ("edge-last", edge.last),
        ("edge-quote", edge.quote),
        ("edge-page", edge.page),
    )
    head = f"id={attribute(edge.id)} source={attribute(edge.source)} target={attribute(edge.target)}"
    return f"    <edge {head} label={attribute(edge.predicate)}>{_data(values)}</edge>\n"


def _data(values: tuple[tuple[str, str], ...]) -> str:
    """An attribute without a value is left out: readers show it as empty, and none takes it for the word None."""
    return "".join(f'<data key="{key}">{content(value)}</data>' for key, value in values if value)
