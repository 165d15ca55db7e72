"""Running SPARQL on a store: free text, a file, or a canned question by name."""

import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, SourceMissing, UsageError
from kg.graph import Store
from kg.query.canned import question
from kg.query.table import Table

_DESCRIBE = re.compile(r"\bDESCRIBE\b", re.IGNORECASE)
"""The one form of query that needs no braces."""


def ask(store: Store, asked: str, *, values: Mapping[str, str] | None = None) -> Table:
    """Answer a question.

    Args:
        store: the graph.
        asked: SPARQL text, the path of a file ending in .rq or .sparql, or the name of a canned question.
        values: parameters of a canned question.

    Raises:
        UnknownName: no canned question or no parameter has that name.
        SourceMissing: the file does not exist.
        QueryError: the query is wrong.
    """
    return _table(store, query_text(asked, values=values))


def query_text(asked: str, *, values: Mapping[str, str] | None = None) -> str:
    """The SPARQL of a question: itself, the content of a file, or a canned question with its parameters filled in.

    Args and errors are those of `ask`.
    """
    given = values or {}
    if asked.endswith((".rq", ".sparql")):
        return _without_values(_read(Path(asked)), given)
    if "{" in asked or _DESCRIBE.search(asked):
        return _without_values(asked, given)
    return question(asked.strip()).ask(given)


def _without_values(text: str, values: Mapping[str, str]) -> str:
    if values:
        raise UsageError("parameters (--set) are for canned questions only: write the value into the query")
    return text


def _read(path: Path) -> str:
    if not path.is_file():
        raise SourceMissing(f"the query file {path} does not exist")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query file {path} is not UTF-8 text: {error}") from error


def _table(store: Store, text: str) -> Table:
    answer = store.query(text)
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), (("true" if answer else "false",),))
    if isinstance(answer, ox.QueryTriples):
        triples = sorted((value(t.subject), value(t.predicate), value(t.object)) for t in answer)
        return Table(("subject", "predicate", "object"), tuple(triples))
    return rows(answer)


def rows(answer: ox.QuerySolutions) -> Table:
    """The rows of a SELECT; an unbound cell is empty."""
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, tuple(tuple(value(cell) for cell in row) for row in answer))


def value(cell: object) -> str:
    """Text of an RDF term: an IRI or a literal's lexical form; empty if unbound."""
    return str(getattr(cell, "value", ""))
