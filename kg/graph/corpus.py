"""What all pages together say, as RDF in the default graph: entities, plain relations, roles in time.

Only facts become direct triples and hold a role. What is planned or denied stays a statement and nothing else; what has
ended (原区长, the former head) gives a role its `kg:endedBy` and no direct triple.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.places import in_gazetteer, successions
from kg.graph.quads import Resolve, as_is
from kg.graph.terms import date_literal, entity_node, statement_node, term, text_literal
from kg.io.sorting import SortedLines
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


class Relations:
    """Plain relations and roles, collected statement by statement, sorted on disk when they are many.

    Use it as a context manager.
    """

    def __init__(self, resolve: Resolve = as_is) -> None:
        """`resolve` maps the statements' keys through judgements to the entities' keys."""
        self._resolve = resolve
        self._direct, self._roles = SortedLines(), SortedLines()

    def __enter__(self) -> "Relations":
        return self

    def __exit__(self, *error: Any) -> None:
        self._direct.__exit__(*error)
        self._roles.__exit__(*error)

    def add(self, statement: Statement) -> None:
        """Take in what one statement says."""
        subject, object_ = self._resolve(statement.subject), self._resolve(statement.object)
        claim = (subject, statement.predicate, object_)
        if statement.modality is Modality.FACT and subject != object_:  # a judgement may have made both one
            self._direct.add(_row(claim))
        if gives_role(statement):
            self._roles.add(_row((*claim, statement.title, statement.modality, statement.date, statement.id)))

    def quads(self, base: str) -> Iterator[Quad]:
        """The quads, in an order that does not depend on that of the statements. Only once."""
        for subject, predicate, object_ in map(json.loads, self._direct):
            yield direct_quad(subject, predicate, object_, base)
        for (person, relation, body, title), rows in groupby(map(json.loads, self._roles), key=lambda row: row[:4]):
            post, observed, spoken = (person, relation, body, title), Observed(), []
            for *_, modality, date, identifier in rows:
                observed.add(Modality(modality), date)
                spoken.append(identifier)
            yield from role_quads(post, observed, base, is_body=is_body(body))
            for identifier in sorted({*spoken}):
                yield role_statement(post, identifier, base)


def _row(cells: tuple[str, ...]) -> str:
    return json.dumps(cells, ensure_ascii=False) + "\n"


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
    yield from entities_quads(sorted(entities, key=lambda entity: entity.key), base=base, resolve=resolve)
    with Relations(resolve) as relations:
        for statement in statements:
            relations.add(statement)
        yield from relations.quads(base)


def is_body(key: str) -> bool:
    """Whether a key is that of an organisation."""
    return key.startswith(f"{EntityType.ORG}|")


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


def entities_quads(entities: Iterable[Entity], *, base: str, resolve: Resolve = as_is) -> Iterator[Quad]:
    """The entities, and the divisions among them in time, with the successors that no page speaks of.

    Args:
        entities: of the corpus, one for each key, ordered by it; one is in memory at a time, but for the divisions.
        base: namespace of the build's IRIs.
        resolve: maps keys through judgements.

    Raises:
        DataError: an entity's subtype is none of its type's.
    """
    places: list[Entity] = []
    for entity in entities:
        yield from entity_quads(entity, base)
        if entity.type is EntityType.PLACE and "/" in entity.area and in_gazetteer(entity, Gazetteer.load()):
            places.append(entity)
    if places:
        in_time = successions(places, Gazetteer.load(), resolve)
        for heir in in_time.heirs:
            yield from entity_quads(heir, base)
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
