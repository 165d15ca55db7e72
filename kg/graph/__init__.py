"""Statements → RDF, the store on disk, SHACL validation, and the network view."""

from kg.graph.corpus import Relations, corpus_quads, entities_quads, vocabulary_quads
from kg.graph.find import find_entities
from kg.graph.network import best_connected, network
from kg.graph.part import part
from kg.graph.quads import page_quads
from kg.graph.replaced import replaced_quads
from kg.graph.store import Answer, Store
from kg.graph.validate import Finding, ValidationReport, validate

__all__ = [
    "Answer",
    "Finding",
    "Relations",
    "Store",
    "ValidationReport",
    "best_connected",
    "corpus_quads",
    "entities_quads",
    "find_entities",
    "network",
    "page_quads",
    "part",
    "replaced_quads",
    "validate",
    "vocabulary_quads",
]
