"""An entity's card: its names, what it is, and each relation with the words that say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph import Store, find_entities
from kg.query.run import rows
from kg.schema import NS, PREDICATES

FACTS = """
SELECT ?what ?value WHERE {
  VALUES (?property ?what) { (rdfs:label "label") (skos:altLabel "alias") (kg:areaPath "area")
    (kg:divisionCode "code") (kg:reason "reason") (rdf:type "class") }
  $entity ?property ?value .
} ORDER BY ?what ?value
"""
MENTIONS = """
SELECT (COUNT(DISTINCT ?article) AS ?articles) (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) WHERE {
  $entity kg:mentionedIn ?article .
  OPTIONAL { ?article dcterms:isPartOf/dcterms:date ?date }
}
"""
RELATIONS = """
SELECT ?predicate ?direction ?other ?title ?modality ?date ?page ?start ?end ?rule ?quote WHERE {
  { ?s rdf:subject $entity ; rdf:object ?o . BIND ("→" AS ?direction) }
  UNION { ?s rdf:object $entity ; rdf:subject ?o . BIND ("←" AS ?direction) }
  ?s rdf:predicate ?relation ; kg:quote ?quote ; kg:start ?start ; kg:end ?end ; kg:modality ?modality ; kg:rule ?rule ;
    prov:wasQuotedFrom/dcterms:isPartOf/dcterms:identifier ?page .
  ?o rdfs:label ?other .
  OPTIONAL { ?s kg:title ?title }
  OPTIONAL { ?s dcterms:date ?date }
  BIND (STRAFTER(STR(?relation), "#") AS ?predicate)
} ORDER BY ?predicate ?direction ?other ?page ?start ?end ?title
"""


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement about the entity. `direction` is → if the entity is the subject, ← if it is the object."""

    predicate: str
    direction: str
    other: str
    title: str
    modality: str
    date: str
    page: str
    start: str
    end: str
    rule: str
    quote: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the graph knows of one entity."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    area: str
    code: str
    reason: str
    articles: int
    first: str
    last: str
    relations: tuple[Relation, ...]

    def text(self, *, why: bool = False) -> str:
        """The card for a terminal; `why` adds how the name was resolved and which rule made each statement."""
        lines = [f"{self.name}  ({' · '.join(self.kinds)})", f"  {self.iri}"]
        for label, value in (("又名", "、".join(self.aliases)), ("区域", self.area), ("代码", self.code)):
            if value:
                lines.append(f"  {label}  {value}")
        if why and self.reason:
            lines.append(f"  命名依据  {self.reason}")
        dates = f"，{self.first} 至 {self.last}" if self.first else ""
        lines.append(f"  见于 {self.articles} 篇文章{dates}")
        heading = ""
        for relation in self.relations:
            shown = f"{PREDICATES[relation.predicate].label_zh} {relation.predicate} {relation.direction}"
            if shown != heading:
                lines += ["", shown]
                heading = shown
            lines += _relation_lines(relation, why=why)
        return "\n".join(lines)


def _relation_lines(relation: Relation, *, why: bool) -> list[str]:
    notes = [note for note in (relation.title, relation.modality if relation.modality != "fact" else "") if note]
    first = f"  {relation.other}" + (f"（{'，'.join(notes)}）" if notes else "")
    where = f"{relation.page} {relation.start}–{relation.end}" + (f"，{relation.date}" if relation.date else "")
    rule = f"  [{relation.rule}]" if why else ""
    return [first, f"      “{relation.quote}”", f"      {where}{rule}"]


def cards(store: Store, name: str) -> tuple[Card, ...]:
    """The cards of the entities with this name, alias or IRI; a name may be that of several.

    Raises:
        UnknownName: none has it; the message names those near.
    """
    return tuple(_card(store, iri) for iri in find_entities(store, name))


def _card(store: Store, iri: str) -> Card:
    def select(text: str) -> tuple[tuple[str, ...], ...]:
        return rows(store.select(text.replace("$entity", str(NamedNode(iri))))).rows

    facts: dict[str, list[str]] = {}
    for what, value in select(FACTS):
        facts.setdefault(what, []).append(value)
    ((articles, first, last),) = select(MENTIONS)
    classes = (value for value in facts.get("class", ()) if value.startswith(NS))
    return Card(
        iri=iri,
        name=_one(facts, "label"),
        kinds=tuple(value.removeprefix(NS) for value in classes),
        aliases=tuple(facts.get("alias", ())),
        area=_one(facts, "area"),
        code=_one(facts, "code"),
        reason=_one(facts, "reason"),
        articles=int(articles),
        first=first,
        last=last,
        relations=tuple(Relation(*row) for row in select(RELATIONS)),
    )


def _one(facts: Mapping[str, Sequence[str]], what: str) -> str:
    return next(iter(facts.get(what, ())), "")
