"""The part of a graph that a network shows, as quads with all their evidence."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph.store import Store
from kg.model import Network
from kg.schema import NS

_STATEMENTS = """
SELECT ?statement ?subject ?object ?article ?further WHERE {
  ?statement a kg:Statement ; rdf:subject ?subject ; rdf:object ?object .
  { ?statement prov:wasQuotedFrom ?article }
  UNION { ?statement kg:furtherEvidence ?further . ?further prov:wasQuotedFrom ?article }
}
"""
_ROLES = "SELECT ?role ?person ?at WHERE { ?role a kg:Role ; org:member ?person ; kg:roleAt ?at }"
_MENTIONS = "SELECT ?entity ?article WHERE { ?entity kg:mentionedIn ?article }"


def part(store: Store, network: Network) -> Iterator[Quad]:
    """Quads on the network's nodes: what they are, all that is said among them, and the articles that name them.

    `network(Store.memory(part(store, n)))` shows `n` again, if `n` was not narrowed to some relations.
    """
    nodes = {node.id for node in network.nodes}
    kept = nodes | _kept(store, nodes)
    for quad in store.quads():
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if subject.startswith(NS) or (subject in kept and _stays(quad, nodes, subject)):
            yield quad


def _stays(quad: Quad, nodes: set[str], subject: str) -> bool:
    """Whether a quad on a kept subject stays: an entity's relation does only if its object is kept as well."""
    name = quad.predicate.value.removeprefix(NS)
    if subject not in nodes or name == quad.predicate.value or not isinstance(quad.object, NamedNode):
        return True
    return name == "mentionedIn" or quad.object.value in nodes


def _kept(store: Store, nodes: set[str]) -> set[str]:
    """IRIs of the statements, evidence, roles, articles and pages that belong to the nodes."""
    kept: set[str] = set()
    for statement, subject, object_, article, further in store.select(_STATEMENTS):
        if subject.value in nodes and object_.value in nodes:
            kept |= {statement.value, article.value}
            if further is not None:
                kept.add(further.value)
    kept.update(role.value for role, person, at in store.select(_ROLES) if person.value in nodes and at.value in nodes)
    kept.update(article.value for entity, article in store.select(_MENTIONS) if entity.value in nodes)
    return kept | {iri.split("#", 1)[0] for iri in kept}
