"""Entities, their relations and roles, and the statements behind them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import EntityType, Evidence
from kg.schema import PREDICATES, type_label

if TYPE_CHECKING:
    from kg.api.page import Mention
    from kg.api.reader import Reader


@dataclass(frozen=True, eq=False)
class Entity:
    """One organisation, person, place or programme. Equal if the IRI is; usable in sets and as a key.

    Attributes:
        iri: what SPARQL calls it.
        key: type, full name, area and what else parts entities of one name, joined by `|`: what judgements name.
        type: ORG, PER, PLACE or PROG.
        subtype: such as `company`, `park`, `district`, `campaign`.
        name: the full, self-standing name.
        aliases: other names that pages use, sorted.
        area: path of the area that it belongs to (for an area its own): 江苏省/南通市/港闸区; may be empty.
        code: division code of an area, else empty.
        reason: how the name was resolved, in a few words.
        articles: how many articles name it.
        first, last: dates (ISO) of the first and last of them; may be empty.

    Example:
        >>> relations = graph.entity("姜堰经济开发区").relations
        >>> print(next(relation for relation in relations if relation.predicate == "inPark"))
        姜堰经济开发区 ← 园内企业 inPark ← 江苏华脉重工机械有限公司 “位于姜堰经济开发区的江苏华脉重工机械有限公司”
    """

    iri: str
    key: str
    type: str
    subtype: str
    name: str
    aliases: tuple[str, ...]
    area: str
    code: str
    reason: str
    articles: int
    first: str
    last: str
    _reader: "Reader" = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entity) and self.iri == other.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    def __repr__(self) -> str:
        return f"<Entity {self.name} ({self.type}/{self.subtype}{', ' + self.area if self.area else ''})>"

    def __str__(self) -> str:
        return self.name

    @cached_property
    def statements(self) -> tuple["Statement", ...]:
        """All that pages say of it, as subject or as object: facts, plans, denials, and what has ended."""
        return self._reader.statements_of(self.iri)

    @cached_property
    def relations(self) -> tuple["Relation", ...]:
        """What is a fact about it: one relation for each other entity, predicate and direction, with its statements."""
        return self._reader.relations_of(self)

    @cached_property
    def roles(self) -> tuple["Role", ...]:
        """Posts: of a person those held, of a body, area or programme those held there; ordered by first date."""
        return self._reader.roles_of(self.iri)

    @cached_property
    def mentions(self) -> tuple["Mention", ...]:
        """Where pages name it, in the order of pages and offsets.

        Raises:
            StoreError: the build's folder holds no pages.
        """
        return self._reader.mentions_of(self.iri)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all its statements, each place once, in the order of pages and offsets."""
        found = {piece for statement in self.statements for piece in statement.evidence}
        return tuple(sorted(found, key=lambda piece: (piece.page, piece.start, piece.end)))

    @property
    def type_label(self) -> str:
        """Its type in Chinese: 企业, 园区."""
        return type_label(EntityType(self.type), self.subtype)

    def card(self, *, why: bool = False) -> str:
        """Everything on it as text for a terminal, as `kg show` prints it; `why` names the rules."""
        return self._reader.card(self.iri, why=why)


@dataclass(frozen=True)
class Statement:
    """One claim, made at one place of one page.

    Attributes:
        id: stable hash of the claim and where it stands; `iri` what SPARQL calls it.
        subject, object: entities; `predicate` the relation between them: `leads`, `inPark`, …
        title: a post as printed, else empty.
        modality: fact, planned, negated or ended.
        date: the page's date (ISO), may be empty.
        rule: which rule read it, with its `score` in [0, 1].
        evidence: the shortest clause that says it, then the other sentences it needs, if any.
    """

    id: str
    iri: str
    subject: Entity
    predicate: str
    object: Entity
    title: str
    modality: str
    date: str
    rule: str
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def quote(self) -> str:
        """The words that say it, without white space."""
        return self.evidence[0].quote

    @property
    def page(self) -> str:
        """Id of the page: `graph.pages[statement.page]`."""
        return self.evidence[0].page

    @property
    def article(self) -> int:
        """Index of the article on the page."""
        return self.evidence[0].article

    @property
    def start(self) -> int:
        """Where the quote begins on the raw page, in Unicode code points."""
        return self.evidence[0].start

    @property
    def end(self) -> int:
        """Just behind its last character."""
        return self.evidence[0].end

    def __str__(self) -> str:
        notes = "，".join(note for note in (self.title, self.modality if self.modality != "fact" else "") if note)
        said = f"{self.subject} {self.predicate} {self.object}{f'（{notes}）' if notes else ''}"
        return f"{said} “{self.quote}” [{self.page} {self.start}–{self.end}]"


@dataclass(frozen=True)
class Relation:
    """All facts of one predicate between an entity and another, seen from the one that was asked for.

    Attributes:
        entity: the one that was asked for; `other` the other end.
        predicate: the term: `inPark`.
        outgoing: whether `entity` is the subject. A symmetric relation is always outgoing.
        statements: the surest first.
    """

    entity: Entity
    predicate: str
    outgoing: bool
    other: Entity
    statements: tuple[Statement, ...]

    @property
    def label(self) -> str:
        """The relation's Chinese name, read in this direction."""
        term = PREDICATES[self.predicate]
        return term.label_zh if self.outgoing else term.inverse_zh or term.label_zh

    @property
    def articles(self) -> int:
        """How many articles say it."""
        return len({(s.page, s.article) for s in self.statements})

    @property
    def first(self) -> str:
        """Date of the first page that says it; empty if none is dated."""
        return min((s.date for s in self.statements if s.date), default="")

    @property
    def last(self) -> str:
        """Date of the last page that says it; empty if none is dated."""
        return max((s.date for s in self.statements if s.date), default="")

    @property
    def quote(self) -> str:
        """The words of the surest statement."""
        return self.statements[0].quote

    def __str__(self) -> str:
        arrow = "→" if self.outgoing else "←"
        return f"{self.entity} {arrow} {self.label} {self.predicate} {arrow} {self.other} “{self.quote}”"


@dataclass(frozen=True)
class Role:
    """A post of a person at a body, area or programme, as far as pages show it.

    Attributes:
        iri: what SPARQL calls it.
        person: who.
        at: where.
        relation: `leads` or `memberOf`.
        title: the post as printed; may be empty.
        rank: chief, deputy, … if the title tells.
        posts: the posts in the title in their barest form.
        first, last: dates of the first and last page that show it. Nothing is said of before, between or after.
        ended: date of the first page that says it is over, else empty.
    """

    iri: str
    person: Entity
    at: Entity
    relation: str
    title: str
    rank: str
    posts: tuple[str, ...]
    first: str
    last: str
    ended: str
    _reader: "Reader" = field(repr=False, compare=False)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that show it."""
        return self._reader.statements_of_role(self.iri)

    def __str__(self) -> str:
        dates = self.first if self.first == self.last else f"{self.first}–{self.last}"
        ended = f"，至迟 {self.ended} 已止" if self.ended else ""
        return f"{self.person} {self.title or self.relation}（{self.at}）{dates}{ended}"
