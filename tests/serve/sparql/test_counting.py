"""Rows counted in bytes are the rows there are, whatever they hold and wherever the pieces end."""

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.sparql.counting import counter

TEXT = st.text(st.sampled_from('a,"\\{}[]:<>/\n\r\t中') | st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ['"}},{"', "},{", "<result>", '\\"', '{"value":"', "\r\n", '"",""']
)
TERMS = st.builds(ox.Literal, TEXT) | st.builds(ox.Literal, TEXT, language=st.just("zh")) | st.none()


def written(rows: list[list[ox.Literal | None]], writer: str) -> bytes:
    """The rows as Oxigraph writes them."""
    cells = [" ".join("UNDEF" if term is None else str(term) for term in row) for row in rows]
    query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {' '.join(f'({row})' for row in cells)} }} }}"
    answer = ox.Store().query(query)
    assert isinstance(answer, ox.QuerySolutions)
    out = io.BytesIO()
    answer.serialize(out, getattr(ox.QueryResultsFormat, writer))
    return out.getvalue()


@pytest.mark.parametrize("writer", ["JSON", "XML", "CSV", "TSV"])
@given(rows=st.lists(st.lists(TERMS, min_size=2, max_size=2), max_size=6), size=st.integers(1, 40))
def test_rows_are_counted_exactly(writer: str, rows: list[list[ox.Literal | None]], size: int) -> None:
    data = written(rows, writer)
    count = counter(writer)
    counted = sum(count(data[at : at + size]) for at in range(0, len(data), size))
    expected = {"JSON": max(0, len(rows) - 1), "XML": len(rows)}.get(writer, len(rows) + 1)
    assert counted == expected
