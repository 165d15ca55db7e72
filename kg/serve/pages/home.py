"""Search with suggestions, the overview, and the figures."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.model import EntityType
from kg.serve.desk.records import Brief
from kg.serve.pages import asked
from kg.serve.pages.charts import timeline
from kg.serve.pages.site import HEADERS, Reader, Site, entity_url

RESULTS = 30
SUGGESTED = 8


class HomePages:
    """The front page with its results, the suggestions, the figures."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def home(self, request: Request) -> Response:
        """`/`: the overview, or the results of a search."""
        words, kind, start = asked.words(request, "q"), asked.kind(request), asked.number(request, "from")
        desk = self._site.desk
        if not words and kind is None:
            return self._site.page(
                request, "home.html", words="", figures=desk.figures(), papers=desk.papers(start=0, limit=8)
            )
        found = desk.search(words, kind=kind, start=start, limit=RESULTS)
        return self._site.page(request, "results.html", words=words, kind=kind, found=found, start=start, step=RESULTS)

    def suggest(self, request: Request) -> Response:
        """`/api/suggest?q=…`: entities as one types."""
        words = asked.words(request, "q")
        found = self._site.desk.search(words, kind=asked.kind(request), limit=SUGGESTED).items if words else ()
        reader = Reader.of(request)
        return JSONResponse([_suggestion(one, reader) for one in found], headers=HEADERS)

    def statistics(self, request: Request) -> Response:
        """`/statistics`: figures of the whole graph."""
        figures = self._site.desk.figures()
        years = timeline([(year, count) for year, count in figures["years"] if year])
        return self._site.page(request, "statistics.html", figures=figures, years=years)


def _suggestion(one: Brief, reader: Reader) -> dict[str, object]:
    return {
        "path": one.path,
        "url": entity_url(one.path),
        "name": one.name,
        "called": one.called,
        "type": one.type.value,
        "kind": reader.kind(one.type, one.subtype),
        "area": one.area if one.type is not EntityType.PLACE or one.area != one.name else "",
        "articles": one.articles,
    }
