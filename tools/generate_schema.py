"""Generate `kg/schema/terms.json` from `ontology/fangzhi.ttl`: the program then needs no RDF parser for its terms.

python tools/generate_schema.py            write the file
python tools/generate_schema.py --check    exit 1 if it is not what the ontology says
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "ontology" / "fangzhi.ttl"
TARGET = ROOT / "kg" / "schema" / "terms.json"
ONTOLOGY = URIRef("https://fangzhi.example/ns")
NS = "https://fangzhi.example/ns#"


def terms(graph: Graph) -> dict[str, Any]:
    """The terms of the vocabulary as plain data: version, types with their subtypes' classes, predicates."""
    return {
        "version": str(graph.value(ONTOLOGY, OWL.versionInfo)),
        "types": {_type_code(graph, node): _type(graph, node) for node in _types(graph)},
        "predicates": [_predicate(graph, node) for node in _relations(graph)],
    }


def _local(node: Node) -> str:
    return str(node).removeprefix(NS)


def _order(graph: Graph, node: Node) -> int:
    value = graph.value(node, URIRef(NS + "order"))
    if not isinstance(value, Literal):
        raise SystemExit(f"{_local(node)} has no kg:order: give it one in {SOURCE.name}")
    return int(value)


def _ordered(graph: Graph, nodes: "list[Node]") -> "list[Node]":
    return sorted(nodes, key=lambda node: (_order(graph, node), str(node)))


def _types(graph: Graph) -> "list[Node]":
    return _ordered(graph, list(graph.subjects(RDFS.subClassOf, URIRef(NS + "Entity"))))


def _relations(graph: Graph) -> "list[Node]":
    return _ordered(graph, list(graph.subjects(RDF.type, URIRef(NS + "Relation"))))


def _notations(graph: Graph, node: Node) -> list[str]:
    return sorted(str(code) for code in graph.objects(node, SKOS.notation))


def _type_code(graph: Graph, node: Node) -> str:
    return next(code for code in _notations(graph, node) if code.isupper())


def _labels(graph: Graph, node: Node, predicate: URIRef = RDFS.label) -> dict[str, str]:
    found = {str(o.language): str(o) for o in graph.objects(node, predicate) if isinstance(o, Literal)}
    return {language: found[language] for language in ("zh", "en")}


def _type(graph: Graph, node: Node) -> dict[str, Any]:
    """A type, and its subtypes by their codes, which are in small letters; `person` is a code of the type itself."""
    classes = [node, *_ordered(graph, list(graph.subjects(RDFS.subClassOf, node)))]
    subtypes = {
        code: {"class": _local(each), **_labels(graph, each)}
        for each in classes
        for code in _notations(graph, each)
        if code.islower()
    }
    return {"class": _local(node), **_labels(graph, node), "subtypes": subtypes}


def _ends(graph: Graph, relation: Node, end: URIRef) -> "list[Node]":
    """Classes of a domain or range, unions taken apart."""
    found: list[Node] = []
    for node in graph.objects(relation, end):
        union = graph.value(node, OWL.unionOf)
        found.extend([node] if union is None else Collection(graph, union))
    return found


def _end(graph: Graph, relation: Node, end: URIRef) -> tuple[list[str], list[str]]:
    """Type codes of a domain or range, and the subtypes that it is narrowed to (all of them: empty)."""
    types: set[str] = set()
    subtypes: set[str] = set()
    for node in _ends(graph, relation, end):
        if node == URIRef(NS + "Entity"):
            types.update(_type_code(graph, each) for each in _types(graph))
        elif node in _types(graph):
            types.add(_type_code(graph, node))
        else:
            parent = graph.value(node, RDFS.subClassOf)
            if parent is None:
                raise SystemExit(f"{_local(node)}, an end of {_local(relation)}, is no class of an entity")
            types.add(_type_code(graph, parent))
            subtypes.update(_notations(graph, node))
    return sorted(types), sorted(subtypes)


def _predicate(graph: Graph, node: Node) -> dict[str, Any]:
    domain, domain_subtypes = _end(graph, node, RDFS.domain)
    range_, range_subtypes = _end(graph, node, RDFS.range)
    return {
        "name": _local(node),
        "label": _labels(graph, node),
        "inverse": _labels(graph, node, URIRef(NS + "inverseLabel")),
        "domain": domain,
        "domain_subtypes": domain_subtypes,
        "range": range_,
        "range_subtypes": range_subtypes,
        "symmetric": (node, RDF.type, OWL.SymmetricProperty) in graph,
    }


def main(arguments: "list[str] | None" = None) -> int:
    """Write or check the file; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if the file is out of date")
    options = parser.parse_args(arguments)
    text = json.dumps(terms(Graph().parse(SOURCE)), ensure_ascii=False, indent=1) + "\n"
    if not options.check:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    print(f"{TARGET} is not what {SOURCE} says: run tools/generate_schema.py and commit it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
