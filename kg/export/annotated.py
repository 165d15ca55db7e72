"""Annotated pages as text in the formats that other tools read, page by page."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from kg.export.conll import conll
from kg.io.interchange import to_interchange
from kg.model import PageResult

TSV_COLUMNS = (
    *("page", "date", "article", "start", "end", "text", "type", "subtype"),
    *("name", "area", "rule", "score", "recognisers"),
)


def json_lines(results: Iterable[PageResult]) -> Iterator[str]:
    """One JSON object a page, one a line: the interchange format."""
    for result in results:
        yield json.dumps(to_interchange(result), ensure_ascii=False) + "\n"


def tsv(results: Iterable[PageResult]) -> Iterator[str]:
    """One mention a line, cells parted by tabs, with a header; offsets are code points of the raw page."""
    from kg.export.xmltext import clean  # drags in an HTTP client

    yield "\t".join(TSV_COLUMNS) + "\n"
    for result in results:
        page = result.document.page
        entities = {entity.key: entity for entity in result.linked.entities}
        for m in result.linked.mentions:
            entity = entities[m.entity]
            where = (page.id, page.date, m.article, m.start, m.end)
            what = (m.text, m.type.value, m.subtype, entity.name, entity.area)
            cells = (*where, *what, m.rule, m.score, "+".join(m.recognisers))
            yield "\t".join(clean(str(cell)) for cell in cells) + "\n"


def html(results: Iterable[PageResult]) -> Iterator[str]:
    """One HTML file to look at."""
    from kg.export import annotated_html

    yield from annotated_html.html(results)


WRITERS: Mapping[str, Callable[[Iterable[PageResult]], Iterator[str]]] = MappingProxyType(
    {"json": json_lines, "html": html, "conll": conll, "tsv": tsv}
)
"""Formats that are one stream of text, by name."""
