"""Where the IRIs of entities have gone that judgements made one with another."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Quad

from kg.graph.terms import entity_node, term, text_literal


def replaced_quads(canonical: Mapping[str, str], *, base: str) -> Iterator[Quad]:
    """For each key that stands no longer for itself: its IRI, the key, and the IRI that replaces it; in order.

    `dcterms:isReplacedBy` and not `owl:sameAs`: the old IRI stays citable, but a reasoner should not copy everything to
    it, and the judgement may be taken back.
    """
    for key in sorted(canonical):
        if canonical[key] != key:
            old = entity_node(key, base)
            yield Quad(old, term("dcterms:identifier"), text_literal(key))
            yield Quad(old, term("dcterms:isReplacedBy"), entity_node(canonical[key], base))
