"""Validation: the ontology's SHACL shapes, its SPARQL checks, and quotes against the pages they come from."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, StoreError
from kg.graph.store import Store
from kg.io import ontology_dir
from kg.model import Page, evidence_text

_QUOTES = """
SELECT ?node ?page ?start ?end ?quote WHERE {
  ?node kg:quote ?quote ; kg:start ?start ; kg:end ?end ; prov:wasQuotedFrom/dcterms:isPartOf/dcterms:identifier ?page .
}
"""
_SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a graph should not hold. `node` is an IRI, `about` the value or other node concerned."""

    severity: str
    """`error` breaks conformance, `warning` does not."""
    check: str
    """Name of the check or shape."""
    node: str
    about: str
    message: str

    def __str__(self) -> str:
        about = f" ({self.about})" if self.about else ""
        return f"{self.severity} {self.check}: {self.node}{about}: {self.message}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What validation found, errors first, each kind in order."""

    problems: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no error."""
        return not any(problem.severity == "error" for problem in self.problems)


def validate(
    source: Store | Path, *, shapes: Path | None = None, pages: Mapping[str, Page] | None = None
) -> ValidationReport:
    """Check a graph.

    Args:
        source: a store, or a Turtle file.
        shapes: SHACL shapes; the ontology's own if not given.
        pages: pages by id; with them, each quote is looked up where it is said to stand.

    Raises:
        DataError: the Turtle or a check's file is broken.
    """
    store = source if isinstance(source, Store) else _read(source)
    found = [*_queries(store), *_shacl(store, shapes or ontology_dir() / "shapes.ttl")]
    if pages is not None:
        found.extend(_quotes(store, pages))
    return ValidationReport(tuple(sorted(set(found))))


def _read(path: Path) -> Store:
    if not path.is_file():
        raise StoreError(f"{path} does not exist: give a Turtle file or a built folder")
    try:
        return Store.memory(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError(f"{path} is no valid Turtle: {error}") from error


def _queries(store: Store) -> Iterator[Finding]:
    """Findings of the ontology's checks: each row of each is one."""
    for path in sorted((ontology_dir() / "checks").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        message, severity = _header(text, path)
        for row in store.select(text):
            node, about = (getattr(cell, "value", "") for cell in (row["node"], row["about"]))
            yield Finding(severity, path.stem, node, about, message)


def _header(text: str, path: Path) -> tuple[str, str]:
    lines = text.splitlines()
    severity = lines[1].removeprefix("# severity: ") if len(lines) > 1 else ""
    if not lines[0].startswith("# ") or severity not in _SEVERITIES:
        raise DataError(f"{path.name} must begin with '# what is wrong' and '# severity: error' or 'warning'")
    return lines[0].removeprefix("# "), severity


def _shacl(store: Store, shapes: Path) -> Iterator[Finding]:
    """Violations that pySHACL finds. RDF libraries load in a second, so only here."""
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import RDF, SH

    data = Graph().parse(data=_ntriples(store.quads()), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(shapes), inference="none", advanced=False)
    if not isinstance(report, Graph):
        raise DataError(f"the shapes in {shapes} cannot be used: {report}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        message = " ".join(str(report.value(result, SH.resultMessage) or "").split())
        kind = "error" if report.value(result, SH.resultSeverity) == SH.Violation else "warning"
        node = str(report.value(result, SH.focusNode))
        yield Finding(kind, f"shacl {_local(path)}".strip(), node, "" if value is None else str(value), message)


def _ntriples(quads: Iterable[ox.Quad]) -> bytes:
    stream = io.BytesIO()
    ox.serialize((quad.triple for quad in quads), stream, ox.RdfFormat.N_TRIPLES)
    return stream.getvalue()


def _local(iri: object) -> str:
    return "" if iri is None else str(iri).replace("#", "/").rsplit("/", 1)[-1]


def _quotes(store: Store, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Quotes that do not stand on their page."""
    for row in store.select(_QUOTES):
        node, page, start, end, quote = (cell.value for cell in row)
        if page not in pages:
            yield Finding("warning", "quote-of-unknown-page", node, page, "The page's text was not given.")
        elif evidence_text(pages[page].text[int(start) : int(end)], pages[page].media) != quote:
            yield Finding("error", "quote-not-on-page", node, quote, "The page does not say so at these offsets.")
