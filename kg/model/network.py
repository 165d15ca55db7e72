"""The graph as people look at it: one node an entity, one edge a relation between two entities."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture.

    `id` is its IRI, `label` a name short enough to draw, `name` the full one. `articles` counts the articles that name
    it, `first` and `last` are the dates (ISO, may be empty) of the first and last of them.
    """

    id: str
    label: str
    name: str
    type: str
    subtype: str
    area: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    articles: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation in the picture: all statements of one subject, predicate and object.

    `id` is unique in the network, `predicate` the term (`leads`), `label` its Chinese name. `weight` counts the
    articles that say it (at least 1), `first` and `last` are their dates; `title`, `quote` and `page` come from the
    best statement.
    """

    id: str
    source: str
    target: str
    predicate: str
    label: str
    weight: int = 1
    first: str = ""
    last: str = ""
    title: str = ""
    quote: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes ordered by id, edges ordered by id; each edge's ends are among the nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
