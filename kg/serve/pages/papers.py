"""Pages as printed, and the list of them."""

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.desk.records import Marked
from kg.serve.pages import asked
from kg.serve.pages.marking import pieces
from kg.serve.pages.site import Reader, Site, entity_url

STEP = 60


class PaperPages:
    """The list of pages and each of them."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def listing(self, request: Request) -> Response:
        """`/pages`: all pages, the latest first."""
        start = asked.number(request, "from")
        found = self._site.desk.papers(start=start, limit=STEP + 1)
        return self._site.page(
            request, "papers.html", papers=found[:STEP], start=start, step=STEP, more=len(found) > STEP
        )

    def sheet(self, request: Request) -> Response:
        """`/page/NAME`: text, mentions and statements. `s` names a statement to mark, `a` the first article."""
        hit = asked.words(request, "s", most=40)
        sheet = self._site.desk.sheet(request.path_params["name"], article=asked.number(request, "a"), statement=hit)
        if sheet is None:
            return self._site.missing(request, "no-page", name=request.path_params["name"])
        reader = Reader.of(request)
        titles = [_title(mention, reader) for mention in sheet.mentions]
        urls = [entity_url(mention.entity.path) for mention in sheet.mentions]
        shown = tuple(pieces(sheet, titles, urls, hit=hit)) if sheet.text is not None else ()
        return self._site.page(request, "sheet.html", sheet=sheet, pieces=shown, hit=hit)


def _title(mention: Marked, reader: Reader) -> str:
    entity = mention.entity
    return f"{entity.name} · {reader.kind(entity.type, entity.subtype)} · {mention.rule} {mention.score:.2f}"
