"""What Gephi's importers ask of a file, each rule a function from the file to what breaks it (nothing: it holds)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, fromstring

G = "{http://graphml.graphdrawing.org/xmlns}"
X = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
HAN = re.compile("[一-鿿]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NODE_RESERVED = {"label": "string", "x": "double", "y": "double", "size": "double", "r": "int", "g": "int", "b": "int"}

Rule = Callable[[bytes, Element], Iterator[str]]


def broken(raw: bytes, rules: tuple[Rule, ...]) -> dict[str, list[str]]:
    """Complaints by rule; rules that hold are left out."""
    root = fromstring(raw)
    found = {rule.__name__: list(rule(raw, root)) for rule in rules}
    return {name: complaints for name, complaints in found.items() if complaints}


def chinese_in_the_first_4_kb(raw: bytes, _root: Element) -> Iterator[str]:
    if b'encoding="UTF-8"' not in raw[:100]:
        yield "the declaration does not say UTF-8"
    if not raw.startswith(b"\xef\xbb\xbf") and not HAN.search(raw[:4096].decode("utf-8", "ignore")):
        yield "the first 4 KB are no help in guessing the encoding"


def no_control_characters(raw: bytes, _root: Element) -> Iterator[str]:
    yield from (hex(ord(found[0])) for found in re.finditer("[\x00-\x08\x0b-\x1f\x7f-\x9f]", raw.decode()))


def edge_ids_are_unique(_raw: bytes, root: Element) -> Iterator[str]:
    ids = Counter(edge.get("id") for edge in _all(root, "edge"))
    yield from (f"{key} {times} times" for key, times in ids.items() if times > 1 or not key)


def nodes_are_unique_and_edges_end_at_them(_raw: bytes, root: Element) -> Iterator[str]:
    ids = Counter(node.get("id") for node in _all(root, "node"))
    yield from (f"node {key}" for key, times in ids.items() if times > 1 or not key)
    yield from (f"edge {e.get('id')}" for e in _all(root, "edge") if not {e.get("source"), e.get("target")} <= set(ids))


def no_none_and_no_list(raw: bytes, _root: Element) -> Iterator[str]:
    yield from (found[0] for found in re.finditer(r"(?:>|\")(?:None|nan|\[.*?\]|\('.*?\))(?:<|\")", raw.decode()))


def all_is_directed(_raw: bytes, root: Element) -> Iterator[str]:
    for graph in _all(root, "graph"):
        if "directed" not in (graph.get("edgedefault"), graph.get("defaultedgetype")):
            yield "the graph is not directed"
    yield from (f"edge {e.get('id')}" for e in _all(root, "edge") if e.get("type", "directed") != "directed")


def graphml_relation_is_the_edge_label(_raw: bytes, root: Element) -> Iterator[str]:
    yield from (f"edge {edge.get('id')}" for edge in _all(root, "edge") if not edge.get("label"))


def graphml_keys_are_for_node_or_edge_and_come_first(_raw: bytes, root: Element) -> Iterator[str]:
    tags = [child.tag for child in root]
    if f"{G}graph" in tags and f"{G}key" in tags[tags.index(f"{G}graph") :]:
        yield "a key stands behind the graph"
    keys = list(_all(root, "key"))
    yield from (f"key {k.get('id')} for {k.get('for')}" for k in keys if k.get("for") not in ("node", "edge"))
    counts = Counter(key.get("id") for key in keys)
    yield from (f"key {key} twice" for key, times in counts.items() if times > 1)
    names = Counter((key.get("for"), key.get("attr.name")) for key in keys)
    yield from (f"attribute {name} twice: mixed types" for name, times in names.items() if times > 1)


def graphml_values_have_the_type_of_their_key(_raw: bytes, root: Element) -> Iterator[str]:
    kinds = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in _all(root, "key")}
    allowed = {"boolean", "int", "long", "float", "double", "string"}
    yield from (f"key {key} of type {kind}" for key, (_, kind) in kinds.items() if kind not in allowed)
    for owner in (*_all(root, "node"), *_all(root, "edge")):
        for data in owner.iter(f"{G}data"):
            place, kind = kinds.get(data.get("key"), (None, None))
            if place != owner.tag.removeprefix(G) or not _fits(data.text or "", kind):
                yield f"{owner.get('id')} {data.get('key')}={data.text}"


def graphml_has_no_desc(_raw: bytes, root: Element) -> Iterator[str]:
    yield from ("<desc> overwrites the label" for _ in _all(root, "desc"))


def graphml_weights_are_positive(_raw: bytes, root: Element) -> Iterator[str]:
    ids = [key.get("id") for key in _all(root, "key") if key.get("attr.name") == "weight"]
    for edge in _all(root, "edge"):
        values = [data.text for data in edge.iter(f"{G}data") if data.get("key") in ids]
        if len(values) != 1 or float(values[0] or 0) <= 0:
            yield f"edge {edge.get('id')}"


def graphml_looks_are_given(_raw: bytes, root: Element) -> Iterator[str]:
    keys = {key.get("id"): key.get("attr.type") for key in _all(root, "key") if key.get("for") == "node"}
    yield from (f"no key {name} of {kind}" for name, kind in NODE_RESERVED.items() if keys.get(name) != kind)
    for node in _all(root, "node"):
        values = {data.get("key"): data.text or "" for data in node.iter(f"{G}data")}
        if not values.keys() >= NODE_RESERVED.keys():
            yield f"node {node.get('id')} lacks {sorted(NODE_RESERVED.keys() - values.keys())}"
        elif len(values["label"]) > 16:
            yield f"node {node.get('id')} has a long label"


def gexf_says_1_3(_raw: bytes, root: Element) -> Iterator[str]:
    if root.tag != f"{X}gexf" or root.get("version") != "1.3":
        yield f"{root.tag} {root.get('version')}"


def gexf_kind_is_the_relation(_raw: bytes, root: Element) -> Iterator[str]:
    yield from (f"edge {e.get('id')}" for e in _all(root, "edge") if not e.get("kind") or not e.get("label"))


def gexf_weights_are_positive(_raw: bytes, root: Element) -> Iterator[str]:
    yield from (f"edge {e.get('id')}" for e in _all(root, "edge") if float(e.get("weight", "0")) <= 0)


def gexf_attributes_are_declared(_raw: bytes, root: Element) -> Iterator[str]:
    kinds: dict[tuple[str | None, str | None], str | None] = {}
    for group in _all(root, "attributes"):
        for item in group.iter(f"{X}attribute"):
            if not (group.get("class") and item.get("id") and item.get("type")):
                yield f"attribute {item.get('title')} lacks class, id or type"
            kinds[group.get("class"), item.get("id")] = item.get("type")
    for owner in (*_all(root, "node"), *_all(root, "edge")):
        for value in owner.iter(f"{X}attvalue"):
            kind = kinds.get((owner.tag.removeprefix(X), value.get("for")))
            if not _fits(value.get("value", ""), kind):
                yield f"{owner.get('id')} {value.get('for')}"


def gexf_time_is_closed_intervals_of_days(_raw: bytes, root: Element) -> Iterator[str]:
    dated = [item for item in root.iter() if {"start", "end", "timestamp", "startopen", "endopen"} & set(item.keys())]
    graph = next(_all(root, "graph"))
    wanted = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    if dated and any(graph.get(key) != value for key, value in wanted.items()):
        yield "the graph does not say that its dates are intervals"
    for item in dated:
        start, end = item.get("start", ""), item.get("end", "")
        others = {"timestamp", "startopen", "endopen"} & set(item.keys())
        if others or not DAY.fullmatch(start) or not DAY.fullmatch(end) or start > end:
            yield f"{item.get('id')} {start}..{end}"


def gexf_looks_are_given(_raw: bytes, root: Element) -> Iterator[str]:
    for node in _all(root, "node"):
        shade = node.find(f"{VIZ}color")
        if shade is None or node.find(f"{VIZ}position") is None or node.find(f"{VIZ}size") is None:
            yield f"node {node.get('id')} lacks colour, position or size"
        elif float(shade.get("a", "1")) < 1:
            yield f"node {node.get('id')} is transparent"
        if not 0 < len(node.get("label", "")) <= 16:
            yield f"node {node.get('id')} has a long label or none"


COMMON: tuple[Rule, ...] = (
    chinese_in_the_first_4_kb,
    no_control_characters,
    edge_ids_are_unique,
    nodes_are_unique_and_edges_end_at_them,
    no_none_and_no_list,
    all_is_directed,
)
GRAPHML: tuple[Rule, ...] = (
    *COMMON,
    graphml_relation_is_the_edge_label,
    graphml_keys_are_for_node_or_edge_and_come_first,
    graphml_values_have_the_type_of_their_key,
    graphml_has_no_desc,
    graphml_weights_are_positive,
    graphml_looks_are_given,
)
GEXF: tuple[Rule, ...] = (
    *COMMON,
    gexf_says_1_3,
    gexf_kind_is_the_relation,
    gexf_weights_are_positive,
    gexf_attributes_are_declared,
    gexf_time_is_closed_intervals_of_days,
    gexf_looks_are_given,
)


def _all(root: Element, name: str) -> Iterator[Element]:
    yield from root.iter(root.tag.partition("}")[0] + "}" + name)


def _fits(value: str, kind: str | None) -> bool:
    if kind in ("int", "integer", "long"):
        return re.fullmatch(r"-?\d+", value) is not None
    if kind in ("float", "double"):
        return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
    return kind == "string"
