"""A page to its articles."""

from dataclasses import replace

from kg.config import IngestSettings
from kg.ingest.assemble import article
from kg.ingest.kinds import judge
from kg.ingest.markdown import from_markdown
from kg.ingest.markup import from_html
from kg.ingest.mend import mend
from kg.ingest.metadata import front_matter
from kg.ingest.segment import segment
from kg.ingest.source import SourceText
from kg.ingest.units import Unit, UnitKind
from kg.model import Article, Document, Page, Problem


def split(page: Page, settings: IngestSettings) -> tuple[Document, tuple[Problem, ...]]:  # noqa: ARG001  see below
    """Cut a page into articles.

    What is no part of an article (front matter, mastheads, page numbers, editors' lines) comes back as a problem of
    kind `furniture`, its raw range in the message. Every character of a plain page that is not white space lies in one
    article or in such a range. A page without any article gives a problem of kind `no_article`.

    `settings` gives all stages one shape; no field of it bears on cutting.
    """
    source = _source(page)
    units = mend([replace(unit, kind=_kind(unit, page)) for unit in source.lines()])
    problems = [_furniture(unit, source, page) for unit in units if unit.kind is UnitKind.FURNITURE]
    if source.start:
        problems.insert(0, Problem("furniture", page.id, f"[0, {source.start}) is the page's front matter"))
    articles: list[Article] = []
    for draft in segment([unit for unit in units if unit.kind is not UnitKind.FURNITURE]):
        found = article(len(articles), draft, source.text, source.base)
        if found is not None:
            articles.append(found)
    if not articles:
        problems.append(Problem("no_article", page.id, f"page {page.id} holds no article"))
    return Document(page, tuple(articles)), tuple(problems)


def _source(page: Page) -> SourceText:
    if page.media == "html":
        return from_html(page.text)
    start = front_matter(page.text)[0].end
    return from_markdown(page.text, start) if page.media == "markdown" else SourceText(page.text, start=start)


def _kind(unit: Unit, page: Page) -> UnitKind:
    """Kind of a unit; what the markup calls a heading is a title unless it is furniture."""
    kind = judge(unit, title=page.title)
    heading = unit.level and kind not in (UnitKind.FURNITURE, UnitKind.NOTICE_TITLE)
    return UnitKind.TITLE if heading else kind


def _furniture(unit: Unit, source: SourceText, page: Page) -> Problem:
    start, end = source.raw(unit.start, unit.end)
    return Problem("furniture", page.id, f"[{start}, {end}) is no part of an article: {unit.text[:40]}")
