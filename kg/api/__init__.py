"""The library: what `import kg` offers, on the same code as the commands."""

from kg.api.answer import Answer, Row
from kg.api.build import annotate, build, open  # noqa: A004  kg.open reads best
from kg.api.fonts import chinese_font
from kg.api.graph import Graph
from kg.api.measures import Measures, measure
from kg.api.page import Article, Mention, Page
from kg.api.things import Entity, Relation, Role, Statement

__all__ = [
    "Answer",
    "Article",
    "Entity",
    "Graph",
    "Measures",
    "Mention",
    "Page",
    "Relation",
    "Role",
    "Row",
    "Statement",
    "annotate",
    "build",
    "chinese_font",
    "measure",
    "open",
]
