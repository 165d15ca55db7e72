"""Namespaces that graphs, queries and exports share, with their usual prefixes."""

from collections.abc import Mapping
from types import MappingProxyType

NS = "https://fangzhi.example/ns#"
"""Namespace of the vocabulary; it does not change with a build's base, which `kg.model.ids.BASE` gives."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": NS,
        "dcterms": "http://purl.org/dc/terms/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

PREFIX_HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
"""SPARQL declarations of all prefixes, one a line. A query may declare any of them again."""
