"""What the desk answers with: plain records that pages and the graph view show."""

from dataclasses import dataclass

from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Brief:
    """An entity in a list. `path` is its IRI behind `…/id/`, `rank` its number: 1 has the most statements.

    `degree` counts its relations, `articles` those that name it, `first` and `last` are the dates of these.
    """

    rank: int
    path: str
    name: str
    type: EntityType
    subtype: str
    area: str
    articles: int
    degree: int
    first: str
    last: str
    called: str = ""
    """The alias by which a search found it, if its name does not say why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of search results and whether there are more."""

    items: tuple[Brief, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement's words: where they stand and how it was read."""

    statement: str
    page: str
    article: int
    text: str
    date: str
    title: str
    modality: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Tie:
    """One other entity of a relation, with some of the statements that say it, and how many there are."""

    other: Brief
    quotes: tuple[Quote, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class Group:
    """A relation of an entity in one direction: how many others and statements it has, and some of them."""

    predicate: str
    outward: bool
    others: int
    statements: int
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A post as pages observed it: who, where, as what, from the first to the last date that says so."""

    person: Brief
    body: Brief
    relation: str
    title: str
    first: str
    last: str
    ended: str


@dataclass(frozen=True, slots=True)
class Naming:
    """An article that names an entity."""

    page: str
    paper: str
    date: str
    article: int
    headline: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the graph knows of one entity, the long lists cut short."""

    brief: Brief
    iri: str
    key: str
    code: str
    reason: str
    since: str
    until: str
    aliases: tuple[str, ...]
    heirs: tuple[Brief, ...]
    former: tuple[Brief, ...]
    roles: tuple[Role, ...]
    groups: tuple[Group, ...]
    months: tuple[tuple[str, int], ...]
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in a list."""

    name: str
    title: str
    date: str
    place: str
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a page; where it stands in the text shown, if that was kept."""

    number: int
    headline: str
    start: int | None
    stop: int | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention in the text shown."""

    start: int
    stop: int
    entity: Brief
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a page, with the places of its words (start, stop) in the text shown."""

    hash: str
    subject: Brief
    predicate: str
    object: Brief
    title: str
    modality: str
    rule: str
    score: float
    quotes: tuple[tuple[int, int, str], ...]
    article: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, or as many of its articles as are shown at once: text from `start` to `stop` of the whole."""

    name: str
    title: str
    date: str
    place: str
    source: str
    text: str | None
    start: int
    stop: int
    articles: tuple[Article, ...]
    shown: tuple[int, ...]
    """Numbers of the articles shown."""
    mentions: tuple[Marked, ...]
    statements: tuple[Said, ...]
    first: int = 0
    """Place of the first article shown among all."""
    cut: bool = False
    """Whether there are more statements than are shown."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two entities shown, by their ranks."""

    source: int
    target: int
    predicate: str
    weight: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph: entities, the relations between them, and how many neighbours are left out."""

    nodes: tuple[Brief, ...]
    links: tuple[Link, ...]
    left: int = 0
