"""What all pages together say, as RDF in the default graph: entities, plain relations, roles in time.

Only facts become direct triples and hold a role. What is planned or denied stays a statement and nothing else; what has
ended (原区长, the former head) gives a role its `kg:endedBy` and no direct triple.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.places import NONE, is_division, successions
from kg.graph.quads import Resolve, as_is
from kg.graph.terms import date_literal, entity_node, statement_node, term, text_literal
from kg.lexicon import Gazetteer
from kg.lexicon.posts import highest, posts
from kg.model import Entity, EntityType, Modality, Statement, short_hash
from kg.schema import NS, class_name, predicates, subtypes, type_label

POSTS = ("leads", "memberOf")
"""Relations that give a role."""


Post = tuple[str, str, str, str]
"""Person, relation, body, title as printed: what makes two statements speak of one role."""


@dataclass(slots=True)
class Observed:
    """When pages speak of a role: the first and last date on which it was held, the first on which it had ended."""

    first: str = ""
    last: str = ""
    ended: str = ""

    def add(self, modality: Modality, date: str) -> None:
        """Take in the date of one statement, which may be unknown."""
        if date and modality is Modality.ENDED:
            self.ended = min(self.ended or date, date)
        elif date:
            self.first, self.last = min(self.first or date, date), max(self.last, date)


@dataclass(slots=True)
class _Role:
    """Dates and statements of one role while statements come in."""

    observed: Observed = field(default_factory=Observed)
    statements: set[str] = field(default_factory=set)


def corpus_quads(
    entities: Iterable[Entity], statements: Iterable[Statement], *, base: str, resolve: Resolve = as_is
) -> Iterator[Quad]:
    """Quads of the default graph, in an order that does not depend on the order of the input.

    Args:
        entities: the corpus's entities, one for each key.
        statements: all pages' statements, with the keys that the pages gave.
        base: namespace of the build's IRIs.
        resolve: maps the statements' keys through judgements to the entities' keys.

    Raises:
        DataError: an entity's subtype is none of its type's.
    """
    yield from vocabulary_quads()
    known = list(entities)
    bodies = {entity.key for entity in known if entity.type is EntityType.ORG}
    yield from _entities(known, base, resolve)
    direct: set[tuple[str, str, str]] = set()
    roles: dict[Post, _Role] = {}
    for statement in statements:
        subject, object_ = resolve(statement.subject), resolve(statement.object)
        if statement.modality is Modality.FACT and subject != object_:  # a judgement may have made both one
            direct.add((subject, statement.predicate, object_))
        if gives_role(statement):
            role = roles.setdefault((subject, statement.predicate, object_, statement.title), _Role())
            role.statements.add(statement.id)
            role.observed.add(statement.modality, statement.date)
    for subject, predicate, object_ in sorted(direct):
        yield direct_quad(subject, predicate, object_, base)
    for post in sorted(roles):
        yield from role_quads(post, roles[post].observed, base, is_body=post[2] in bodies)
        for identifier in sorted(roles[post].statements):
            yield role_statement(post, identifier, base)


def direct_quad(subject: str, predicate: str, object_: str, base: str) -> Quad:
    """The plain relation of two entities' keys."""
    return Quad(entity_node(subject, base), NamedNode(NS + predicate), entity_node(object_, base))


def gives_role(statement: Statement) -> bool:
    """Whether a statement says that somebody has or had a post."""
    return statement.predicate in POSTS and statement.modality in (Modality.FACT, Modality.ENDED)


def vocabulary_quads() -> Iterator[Quad]:
    """The little of the vocabulary that queries need beside the data: classes' parents, terms' names, types of ends.

    Names are `skos:prefLabel`, so that `rdfs:label` finds entities only.
    """
    for kind in EntityType:
        top = NamedNode(NS + class_name(kind))
        yield Quad(top, term("rdfs:subClassOf"), term("kg:Entity"))
        yield from _named(top, type_label(kind), type_label(kind, language="en"))
        for subtype in subtypes(kind):
            node = NamedNode(NS + class_name(kind, subtype))
            if node != top:
                yield Quad(node, term("rdfs:subClassOf"), top)
                yield from _named(node, type_label(kind, subtype), type_label(kind, subtype, language="en"))
    for predicate in predicates().values():
        node = NamedNode(NS + predicate.name)
        yield from _named(node, predicate.label_zh, predicate.label_en)
        for kind in sorted(predicate.domain):
            yield Quad(node, term("schema:domainIncludes"), NamedNode(NS + class_name(kind)))
        for kind in sorted(predicate.range):
            yield Quad(node, term("schema:rangeIncludes"), NamedNode(NS + class_name(kind)))


def _named(node: NamedNode, zh: str, en: str) -> Iterator[Quad]:
    yield Quad(node, term("skos:prefLabel"), Literal(zh, language="zh"))
    yield Quad(node, term("skos:prefLabel"), Literal(en, language="en"))


def _entities(entities: list[Entity], base: str, resolve: Resolve) -> Iterator[Quad]:
    """The entities, and the divisions among them in time, with the successors that no page speaks of."""
    in_time = successions(entities, Gazetteer.load(), resolve) if any(map(is_division, entities)) else NONE
    for entity in sorted([*entities, *in_time.heirs], key=lambda entity: entity.key):
        yield from entity_quads(entity, base)
    yield from in_time.quads(base, resolve)


def entity_quads(entity: Entity, base: str) -> Iterator[Quad]:
    """What is known of one entity.

    Raises:
        DataError: its subtype is none of its type's.
    """
    node = entity_node(entity.key, base)
    for name in sorted({class_name(entity.type), class_name(entity.type, entity.subtype)}):
        yield Quad(node, term("rdf:type"), NamedNode(NS + name))
    yield Quad(node, term("rdfs:label"), text_literal(entity.name))
    yield Quad(node, term("skos:prefLabel"), text_literal(entity.name, "zh"))
    for alias in sorted(set(entity.aliases) - {entity.name}):
        yield Quad(node, term("skos:altLabel"), text_literal(alias, "zh"))
    yield Quad(node, term("kg:key"), text_literal(entity.key))
    for name, value in (
        ("kg:areaPath", entity.area),
        ("kg:divisionCode", entity.code),
        ("kg:reason", entity.reason),
    ):
        if value:
            yield Quad(node, term(name), text_literal(value))


def role_quads(post: Post, observed: Observed, base: str, *, is_body: bool) -> Iterator[Quad]:
    """A role with its dates, without the statements that speak of it.

    Args:
        post: whose it is.
        observed: its dates.
        base: namespace of the build's IRIs.
        is_body: whether it is a post of an organisation, not of an area.
    """
    person, relation, body, title = post
    node, at = _role_node(post, base), entity_node(body, base)
    yield Quad(node, term("rdf:type"), term("kg:Role"))
    yield Quad(node, term("rdf:type"), term("org:Membership"))
    yield Quad(node, term("org:member"), entity_node(person, base))
    yield Quad(node, term("kg:roleAt"), at)
    if is_body:
        yield Quad(node, term("org:organization"), at)
    yield Quad(node, term("kg:relation"), NamedNode(NS + relation))
    if title:
        yield Quad(node, term("kg:title"), text_literal(title))
    yield from _posts(node, post, base, is_body=is_body)
    if observed.first:
        yield Quad(node, term("kg:firstObserved"), date_literal(observed.first))
        yield Quad(node, term("kg:lastObserved"), date_literal(observed.last))
    if observed.ended:
        yield Quad(node, term("kg:endedBy"), date_literal(observed.ended))


def role_statement(post: Post, identifier: str, base: str) -> Quad:
    """The tie of a role to a statement that speaks of it."""
    return Quad(_role_node(post, base), term("kg:statement"), statement_node(identifier, base))


def _role_node(post: Post, base: str) -> NamedNode:
    return NamedNode(f"{base}role/{short_hash(*post)}")


def _posts(role: NamedNode, post: Post, base: str, *, is_body: bool) -> Iterator[Quad]:
    """The posts in a role's title in their barest form; of a body each is a node of its own, which others hold too."""
    person, _, body, title = post
    held = posts(title)
    if highest(held):
        yield Quad(role, term("kg:rank"), text_literal(highest(held)))
    for one in sorted(held):
        yield Quad(role, term("kg:post"), text_literal(one.name))
        if is_body:
            node = NamedNode(f"{base}post/{short_hash(body, one.name)}")
            yield Quad(role, term("kg:heldPost"), node)
            yield Quad(node, term("rdf:type"), term("org:Post"))
            yield Quad(node, term("kg:post"), text_literal(one.name))
            yield Quad(node, term("org:postIn"), entity_node(body, base))
            yield Quad(node, term("org:heldBy"), entity_node(person, base))
            if one.rank:
                yield Quad(node, term("kg:rank"), text_literal(one.rank))
