"""Media types of answers, and which of them a request prefers (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)/([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*((?:;[^;]*)*)\Z")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*(?:;|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer. `writer` is the name of pyoxigraph's format, `names` are for `format=`."""

    writer: str
    media: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Media types that ask for it too, and are then what the answer calls itself."""
    parameters: str = ""
    suffix: str = ""
    """Of a file's or an IRI's name."""

    def content_type(self, media: str) -> str:
        """The Content-Type of an answer that was asked for as `media`."""
        return f"{media}{self.parameters}"


TABLES = (
    Format("JSON", "application/sparql-results+json", ("json",), ("application/json",)),
    Format("XML", "application/sparql-results+xml", ("xml",), ("application/xml", "text/xml")),
    Format("CSV", "text/csv", ("csv",), (), "; charset=utf-8; header=present"),
    Format("TSV", "text/tab-separated-values", ("tsv",), (), "; charset=utf-8"),
)
"""For SELECT and ASK; the first is the default."""
GRAPHS = (
    Format("TURTLE", "text/turtle", ("turtle", "ttl"), ("application/x-turtle",), "; charset=utf-8", ".ttl"),
    Format("N_TRIPLES", "application/n-triples", ("ntriples", "nt"), ("text/plain",), "; charset=utf-8", ".nt"),
    Format("RDF_XML", "application/rdf+xml", ("rdfxml", "rdf", "xml"), ("application/xml", "text/xml"), "", ".rdf"),
    Format("JSON_LD", "application/ld+json", ("jsonld", "json-ld", "json"), ("application/json",), "", ".jsonld"),
)
"""For CONSTRUCT and DESCRIBE; the first is the default."""
HTML = Format("", "text/html", ("html",))
"""A page for people, where there is one."""

Choice = tuple[Format, str]
"""A format and the media type it goes by."""


def choose(accept: str, formats: Sequence[Format]) -> Choice | None:
    """The format that an Accept header prefers; of equal ones the first of `formats`. None: it accepts none of them.

    A range such as `text/*` means a format's own media type; its other names are for those who say them.
    """
    ranges = list(_ranges(accept)) if accept.strip() else [("*", "*", 1.0)]
    best, choice = 0.0, None
    for form in formats:
        for media in (form.media, *form.also):
            quality = _quality(media, ranges, exactly=media != form.media)
            if quality > best:
                best, choice = quality, (form, media)
    return choice


def named(name: str, formats: Sequence[Format]) -> Choice | None:
    """The format of a short name or a media type, as `format=` gives it."""
    for form in formats:
        if name in form.names or name in (form.media, *form.also):
            return form, form.media
    return None


def _ranges(accept: str) -> Iterable[tuple[str, str, float]]:
    """The header's ranges; what cannot be read is passed over, and parameters other than q mean nothing here."""
    for part in accept.split(","):
        found = _RANGE.match(part)
        if found is None:
            continue
        quality = _QUALITY.search(found[3])
        stated = re.search(r";\s*q\s*=", found[3], re.IGNORECASE)
        if stated and not quality:
            continue
        yield found[1].lower(), found[2].lower(), float(quality[1]) if quality else 1.0


def _quality(offer: str, ranges: Iterable[tuple[str, str, float]], *, exactly: bool) -> float:
    """Quality of a media type by the most specific range that covers it, or by its own name only."""
    kind, subtype = offer.split("/")
    found: tuple[int, float] = (-1, 0.0)
    for wanted, sub, quality in ranges:
        if wanted == kind and sub == subtype:
            rank = 2
        elif not exactly and sub == "*" and wanted in ("*", kind):
            rank = int(wanted == kind)
        else:
            continue
        found = max(found, (rank, quality))
    return found[1]
