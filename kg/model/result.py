"""What the page stages make of one page."""

from dataclasses import dataclass

from kg.model.document import Document, Problem
from kg.model.mention import Linked
from kg.model.statement import Statement


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything extracted from one page: a pure function of the page, the settings and the program's version."""

    document: Document
    linked: Linked
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()
