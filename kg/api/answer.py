"""Answers of queries as Python values."""

from collections.abc import Sequence
from html import escape
from typing import Any, overload

import pyoxigraph as ox
import rdflib

from kg.api.extras import wanted
from kg.api.rdf import as_rdflib
from kg.errors import QueryError
from kg.graph import Answer as Raw
from kg.query import Table, as_csv, as_text
from kg.schema import PREFIXES

Cell = str | int | float | bool | None
"""A value: text, a number, a truth value; None where the query left the variable unbound."""
SHOWN = 20
"""Rows that a notebook shows of a longer answer."""

_XSD = PREFIXES["xsd"]
_NUMBERS: dict[str, type[int] | type[float]] = {
    **dict.fromkeys(("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"), int),
    **dict.fromkeys(("decimal", "double", "float"), float),
}


class Row(tuple[Cell, ...]):
    """One row of an answer: `row[0]`, `row["park"]` and `row.park` are the same cell.

    A column whose name is also a tuple's method (`count`, `index`) is reached by `row["count"]` only.
    """

    __slots__ = ()
    columns: tuple[str, ...] = ()

    @overload  # type: ignore[override]  # a column's name is an index too
    def __getitem__(self, index: int | str) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, index: int | str | slice) -> Cell | tuple[Cell, ...]:
        if not isinstance(index, str):
            return super().__getitem__(index)
        if index not in self.columns:
            raise KeyError(f"the answer has no column {index!r}; it has: {', '.join(self.columns)}")
        return super().__getitem__(self.columns.index(index))

    def __getattr__(self, name: str) -> Cell:
        if name not in self.columns:
            raise AttributeError(f"the answer has no column {name!r}; it has: {', '.join(self.columns)}")
        return self[name]


class Answer(Sequence[Row]):
    """What a query gave: rows in the query's order, each cell a Python value.

    An IRI is a string, which `Graph.entity` takes. Dates are ISO strings, for they may be as coarse as a month or a
    year. An ASK has one cell; CONSTRUCT and DESCRIBE have the columns subject, predicate, object, and `to_rdflib`.

    `len(answer)`, `answer[0]`, `for row in answer` as in any sequence; `bool(answer)` is the truth of an ASK, of others
    whether there is any row; `print(answer)` aligns the columns, `answer.to_csv()` and `answer.to_pandas()` hand it on.

    Example:
        >>> answer = graph.query('SELECT ?e (STRLEN(?name) AS ?long) { ?e rdfs:label ?name FILTER (?name = "东宁市") }')
        >>> answer[0].long, len(answer), bool(answer)
        (3, 1, True)
        >>> graph.entity(answer[0].e).name
        '东宁市'
    """

    def __init__(self, columns: tuple[str, ...], rows: Sequence[Sequence[Cell]], triples: Sequence[ox.Triple] = ()):
        self.columns = columns
        made = type("Row", (Row,), {"columns": columns, "__slots__": ()})
        self.rows: tuple[Row, ...] = tuple(made(row) for row in rows)
        self._triples = triples

    @classmethod
    def of(cls, raw: Raw) -> "Answer":
        """From what the store gave."""
        if isinstance(raw, ox.QueryBoolean):
            return cls(("answer",), [(bool(raw),)])
        if isinstance(raw, ox.QueryTriples):
            triples = sorted(raw, key=str)
            cells = [tuple(_text(part) for part in (t.subject, t.predicate, t.object)) for t in triples]
            return cls(("subject", "predicate", "object"), cells, triples)
        columns = tuple(variable.value for variable in raw.variables)
        return cls(columns, [tuple(map(cell, row)) for row in raw])

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows[0][0]) if self.columns == ("answer",) and len(self.rows) == 1 else bool(self.rows)

    def __repr__(self) -> str:
        return f"<Answer: {len(self.rows)} × {', '.join(self.columns)}>"

    def __str__(self) -> str:
        return as_text(self._table())

    def to_csv(self) -> str:
        """RFC 4180 with a header line."""
        return as_csv(self._table())

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`, one column a variable.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return wanted("pandas", why="to_pandas()").DataFrame([tuple(row) for row in self.rows], columns=self.columns)

    def to_rdflib(self) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE.

        Raises:
            QueryError: the query was a SELECT or an ASK.
        """
        if self.columns != ("subject", "predicate", "object"):
            raise QueryError("only CONSTRUCT and DESCRIBE give triples: use to_pandas() for a SELECT")
        return as_rdflib(self._triples)

    def _table(self) -> Table:
        return Table(self.columns, tuple(tuple(map(_printed, row)) for row in self.rows))

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        lines = ["".join(f"<td>{escape(_printed(value))}</td>" for value in row) for row in self.rows[:SHOWN]]
        more = f"<p>{len(self.rows):,} 行 rows</p>" if len(self.rows) > SHOWN else ""
        return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>{more}"


def cell(term: object) -> Cell:
    """An RDF term as a Python value. What its datatype promises and its text does not hold stays text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(_XSD)
        if kind == "boolean":
            return term.value in ("true", "1")
        try:
            return _NUMBERS[kind](term.value)
        except (KeyError, ValueError):
            return term.value
    return _text(term)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _printed(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)
