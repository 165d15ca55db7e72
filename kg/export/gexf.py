"""GEXF 1.3 as Gephi's importer reads it: `kind` is the relation, intervals of whole days for the time line.

Streams: beside the network, memory holds positions and degrees.
"""

from collections.abc import Iterator

from kg.export.layout import Point, positions
from kg.export.style import checked_edges, colour, degrees, edge_label, interval, short_label, size
from kg.export.xmltext import DECLARATION, NOTE, attribute, joined, number
from kg.model.network import Edge, Network, Node

HEAD = (
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
    "  <meta>\n    <creator>fangzhi</creator>\n  </meta>\n"
)
NODE_ATTRIBUTES = (
    ("name", "string"),
    ("type", "string"),
    ("subtype", "string"),
    ("area", "string"),
    ("code", "string"),
    ("aliases", "string"),
    ("articles", "integer"),
    ("first", "string"),
    ("last", "string"),
)
EDGE_ATTRIBUTES = (
    ("predicate", "string"),
    ("title", "string"),
    ("first", "string"),
    ("last", "string"),
    ("quote", "string"),
    ("page", "string"),
)


def gexf(network: Network) -> Iterator[str]:
    """Pieces of the file, in order. The graph is dynamic only if something in it has a date.

    Raises:
        DataError: edge ids repeat or stand out of order.
    """
    places, count = positions(network), degrees(network.edges)
    yield DECLARATION + NOTE + HEAD
    yield f'  <graph defaultedgetype="directed" {_time(network)}>\n'
    yield _declared("node", NODE_ATTRIBUTES)
    yield _declared("edge", EDGE_ATTRIBUTES)
    yield "    <nodes>\n"
    for node in network.nodes:
        yield _node(node, places[node.id], count[node.id])
    yield "    </nodes>\n    <edges>\n"
    for edge in checked_edges(network):
        yield _edge(edge)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _time(network: Network) -> str:
    dated = any(interval(item.first, item.last) for items in (network.nodes, network.edges) for item in items)
    return 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else 'mode="static"'


def _declared(kind: str, columns: tuple[tuple[str, str], ...]) -> str:
    lines = "".join(f'      <attribute id="{kind}-{name}" title="{name}" type="{value}"/>\n' for name, value in columns)
    return f'    <attributes class="{kind}" mode="static">\n{lines}    </attributes>\n'


def _node(node: Node, place: Point, degree: int) -> str:
    shade = colour(node.type)
    values = (
        ("node-name", node.name),
        ("node-type", node.type),
        ("node-subtype", node.subtype),
        ("node-area", node.area),
        ("node-code", node.code),
        ("node-aliases", joined(node.aliases)),
        ("node-articles", str(node.articles)),
        ("node-first", node.first),
        ("node-last", node.last),
    )
    head = f"id={attribute(node.id)} label={attribute(short_label(node))}{_span(node.first, node.last)}"
    look = (
        f'<viz:color r="{shade.r}" g="{shade.g}" b="{shade.b}"/>'
        f'<viz:position x="{number(place[0])}" y="{number(place[1])}" z="0.0"/>'
        f'<viz:size value="{number(size(degree))}"/>'
    )
    return f"      <node {head}>{_values(values)}{look}</node>\n"


def _edge(edge: Edge) -> str:
    values = (
        ("edge-predicate", edge.predicate),
        ("edge-title", edge.title),
        ("edge-first", edge.first),
        ("edge-last", edge.last),
        ("edge-quote", edge.quote),
        ("edge-page", edge.page),
    )
    head = (
        f"id={attribute(edge.id)} source={attribute(edge.source)} target={attribute(edge.target)} "
        # `type` says directed or undirected and nothing else; the relation is the kind.
        f'kind={attribute(edge.predicate)} type="directed" label={attribute(edge_label(edge))} '
        f'weight="{number(max(edge.weight, 1))}"{_span(edge.first, edge.last)}'
    )
    return f"      <edge {head}>{_values(values)}</edge>\n"


def _span(first: str, last: str) -> str:
    found = interval(first, last)
    return "" if found is None else f' start="{found[0]}" end="{found[1]}"'


def _values(values: tuple[tuple[str, str], ...]) -> str:
    inner = "".join(f'<attvalue for="{key}" value={attribute(value)}/>' for key, value in values if value)
    return f"<attvalues>{inner}</attvalues>"
