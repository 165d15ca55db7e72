"""Requests of the SPARQL 1.1 Protocol, read strictly: what is asked, over which graphs, or why it is refused.

Status codes: 400 the request or the query's syntax is wrong; 403 the query is legal and this service will not do it
(updates, SERVICE); 405, 406, 413, 414, 415 as HTTP has them; 500 the query itself fails or exceeds a limit, so that
asking again is of no use; 503 all workers are taken, ask again after `Retry-After`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl

from kg.errors import QueryError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ALLOWED = "GET, HEAD, POST, OPTIONS"

READ_ONLY = "the graph is read-only, so updates are refused: change the sources and build again"


class Refused(QueryError):  # noqa: N818  as in kg.errors
    """A request that gets no result: the HTTP status, one sentence why, and headers that go with it."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query request. With `default` or `named` the dataset is these graphs and no others, whatever FROM says."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""
    """Short name of a format, which overrides the Accept header."""


@dataclass(slots=True)
class _Parameters:
    """The parameters of a request that mean something here; others are ignored."""

    query: list[str] = field(default_factory=list)
    update: list[str] = field(default_factory=list)
    default: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    format: list[str] = field(default_factory=list)

    def add(self, encoded: bytes) -> None:
        """Take the parameters from a query string or a form.

        Raises:
            Refused: it is not UTF-8, or not percent-encoded as it must be.
        """
        try:
            text = encoded.decode()
            pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
        except (UnicodeDecodeError, ValueError) as error:
            raise Refused(400, f"the parameters are not percent-encoded UTF-8: {error}") from error
        places = {
            "query": self.query,
            "update": self.update,
            "default-graph-uri": self.default,
            "named-graph-uri": self.named,
            "format": self.format,
        }
        for name, value in pairs:
            if name in places:
                places[name].append(value)


def by_get(query_string: bytes) -> Asked | None:
    """A query by GET; None if the request holds no query, which asks for the service description.

    Raises:
        Refused: the request is wrong, or an update.
    """
    given = _Parameters()
    given.add(query_string)
    return _asked(given) if given.query or given.update else None


def by_post(content_type: str, query_string: bytes, body: bytes) -> Asked:
    """A query by POST, as a form or as it is (then the graphs stand in the query string).

    Raises:
        Refused: the request is wrong, or an update.
    """
    media, charset = _media(content_type)
    given = _Parameters()
    given.add(query_string)
    if media == UPDATE:
        raise Refused(403, READ_ONLY)
    if media not in (FORM, QUERY):
        what = f"not {media}" if media else "and this one names none"
        raise Refused(415, f"a query is posted as {QUERY} or {FORM}, {what}", {"Accept-Post": f"{QUERY}, {FORM}"})
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"a query is UTF-8 text, not {charset}")
    if media == FORM:
        given.add(body)
    else:
        given.query.append(_utf8(body))
    return _asked(given)


def _asked(given: _Parameters) -> Asked:
    if given.update:
        raise Refused(403, READ_ONLY)
    if len(given.query) != 1:
        raise Refused(400, f"a request holds one query, this one {len(given.query) or 'none'}")
    if len(given.format) > 1:
        raise Refused(400, "a request names one format")
    for iri in (*given.default, *given.named):
        if ":" not in iri or any(c <= " " or c in '<>"{}|\\^`' for c in iri):
            raise Refused(400, f"default-graph-uri and named-graph-uri take absolute IRIs, not {iri!r}")
    form = given.format[0].strip().lower() if given.format else ""
    return Asked(given.query[0], tuple(given.default), tuple(given.named), form)


def _media(content_type: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type, in lower case."""
    media, *parameters = (part.strip() for part in content_type.lower().split(";"))
    charset = next((p.removeprefix("charset=").strip("\"' ") for p in parameters if p.startswith("charset=")), "")
    return media, charset


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the query is not UTF-8 text: {error}") from error
