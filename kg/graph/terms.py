"""RDF terms of what a build says: IRIs under a base, literals typed by what they hold."""

import re
from datetime import date
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.model import entity_iri
from kg.schema import PREFIXES

INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
DAY = NamedNode(PREFIXES["xsd"] + "date")
MONTH = NamedNode(PREFIXES["xsd"] + "gYearMonth")
YEAR = NamedNode(PREFIXES["xsd"] + "gYear")

_SURROGATE = re.compile("[\ud800-\udfff]")
_PRECISION = {4: ("-01-01", YEAR), 7: ("-01", MONTH), 10: ("", DAY)}


@cache
def term(name: str) -> NamedNode:
    """The term of a prefixed name: `kg:leads`, `rdf:type`."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def entity_node(key: str, base: str) -> NamedNode:
    """An entity's node."""
    return NamedNode(entity_iri(key, base))


def page_node(page: str, base: str) -> NamedNode:
    """A page's node, which is also its named graph's."""
    return NamedNode(f"{base}page/{quote(clean(page), safe='')}")


def article_node(page: NamedNode, index: int) -> NamedNode:
    """An article's node, a part of its page's."""
    return NamedNode(f"{page.value}#a{index}")


def statement_node(identifier: str, base: str) -> NamedNode:
    """A statement's node."""
    return NamedNode(f"{base}statement/{identifier}")


def clean(text: str) -> str:
    """Text as RDF can hold it: a lone surrogate (JSON can smuggle one in) becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def text_literal(text: str, language: str | None = None) -> Literal:
    """A plain string, or one in a language."""
    return Literal(clean(text), language=language)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=INTEGER)


def decimal(value: float) -> Literal:
    """An xsd:decimal of at most four places in canonical form, the same after any store: 0.9, 1."""
    return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=DECIMAL)


def date_literal(text: str) -> Literal:
    """A date as xsd:date, xsd:gYearMonth or xsd:gYear; what is no date stays a string, which validation reports."""
    tail, kind = _PRECISION.get(len(text), ("", None))
    try:
        date.fromisoformat(text + tail)
    except ValueError:
        return text_literal(text)
    return Literal(text, datatype=kind) if kind is not None else text_literal(text)
