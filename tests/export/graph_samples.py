"""Invented networks and quads for the tests of the writers."""

import random

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.model.network import Edge, Network, Node
from kg.schema import NS, PREFIXES

BASE = "https://fangzhi.example/"
TYPES = (("ORG", "company"), ("PER", "person"), ("PLACE", "park"), ("PROG", "event"))
NAMES = ("青禾", "远帆", "松岭", "白鹭", "云溪", "晨光")
XSD = PREFIXES["xsd"]


def node(number: int, **changes: object) -> Node:
    kind, subtype = TYPES[number % 4]
    name = f"{NAMES[number % 6]}{number}号实业有限公司"
    values: dict[str, object] = {
        "id": f"{BASE}id/{kind.lower()}/{number:06d}",
        "label": name[:6],
        "name": name,
        "type": kind,
        "subtype": subtype,
        "area": "清江省/云溪市",
        "aliases": (f"{NAMES[number % 6]}实业", "本公司"),
        "articles": number % 7,
        "first": "2019-05",
        "last": "2020-02-03",
    }
    return Node(**(values | changes))  # type: ignore[arg-type]


def edge(number: int, source: Node, target: Node, **changes: object) -> Edge:
    values: dict[str, object] = {
        "id": f"e{number:07d}",
        "source": source.id,
        "target": target.id,
        "predicate": "leads",
        "label": "负责",
        "first": "2019-05-11",
        "quote": "“青禾”与<远帆>签约 & 共建",
    }
    return Edge(**(values | changes))  # type: ignore[arg-type]


def small() -> Network:
    """Parallel edges of two relations, a pair in both directions, a second component, a lone node, no date."""
    nodes = tuple(sorted((node(i) for i in range(8)), key=lambda item: item.id))
    by = {item.id[-6:]: item for item in nodes}
    a, b, c, d, e = (by[f"{i:06d}"] for i in range(5))
    edges = (
        edge(1, a, b),
        edge(2, a, b, predicate="supports", label="支持", weight=3),
        edge(3, b, a, predicate="visited", label="到访", first="", last=""),
        edge(4, c, a, predicate="inPark", label="入驻", first="2019-12", last="2020-02"),
        edge(5, d, e, predicate="organizes", label="举办", first="2020", last=""),
    )
    return Network(nodes, edges)


def large(nodes: int, edges: int, *, seed: int = 5) -> Network:
    """A random network with hubs."""
    chance = random.Random(seed)
    points = tuple(sorted((node(i) for i in range(nodes)), key=lambda item: item.id))
    lines = []
    for number in range(edges):
        source = points[int(nodes * chance.random() ** 2)]
        lines.append(edge(number, source, points[chance.randrange(nodes)]))
    return Network(points, tuple(lines))


def quads() -> list[Quad]:
    """Two entities, a statement in its page's graph, and literals that are hard to write."""
    one, two = iri("id/org/01"), iri("id/place/02")
    page, article, said = iri("page/yunxi-2019-05"), iri("page/yunxi-2019-05#a0"), iri("statement/9f")
    hard = 'line\nbreak\r\n tab\t "quoted" back\\slash \x01\x7f\x85\u2028 <&> 𠮷 é end\\'
    return [
        *(Quad(one, term("rdf:type"), term(name)) for name in ("kg:Organization", "kg:Company")),
        Quad(one, term("kg:key"), Literal("ORG|青禾实业有限公司||")),
        Quad(one, term("rdfs:label"), Literal("青禾实业有限公司")),
        Quad(one, term("skos:altLabel"), Literal("=青禾", language="zh")),
        Quad(one, term("kg:inPark"), two),
        Quad(one, term("kg:reason"), Literal(hard)),
        Quad(one, term("kg:mentionedIn"), article, page),
        Quad(two, term("rdf:type"), term("kg:Place")),
        Quad(two, term("kg:key"), Literal("PLACE|松岭工业园||")),
        Quad(two, term("rdfs:label"), Literal("松岭工业园")),
        Quad(two, term("kg:inPark"), NamedNode("https://fangzhi.example/ns#a%20b/c.d")),
        Quad(page, term("dcterms:identifier"), Literal("yunxi-2019-05"), page),
        Quad(page, term("dcterms:date"), Literal("2019-05", datatype=NamedNode(XSD + "gYearMonth")), page),
        Quad(article, term("dcterms:isPartOf"), page, page),
        Quad(article, term("dcterms:date"), Literal("2019-05", datatype=NamedNode(XSD + "gYearMonth")), page),
        Quad(said, term("rdf:type"), term("kg:Statement"), page),
        Quad(said, term("rdf:subject"), one, page),
        Quad(said, term("rdf:predicate"), term("kg:inPark"), page),
        Quad(said, term("rdf:object"), two, page),
        Quad(said, term("prov:wasQuotedFrom"), article, page),
        Quad(said, term("kg:quote"), Literal("青禾实业落户松岭工业园"), page),
        Quad(said, term("kg:start"), Literal("12", datatype=NamedNode(XSD + "integer")), page),
        Quad(said, term("kg:end"), Literal("23", datatype=NamedNode(XSD + "integer")), page),
        Quad(said, term("kg:score"), Literal("0.85", datatype=NamedNode(XSD + "decimal")), page),
        Quad(said, term("kg:rule"), Literal("settles-in"), page),
        Quad(said, term("kg:modality"), Literal("fact"), page),
        # The same triple twice, in a graph and in none: Turtle writes it once.
        Quad(said, term("kg:modality"), Literal("fact"), DefaultGraph()),
    ]


def iri(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode((NS if prefix == "kg" else PREFIXES[prefix]) + local)
