"""The explorer's addresses."""

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kg.serve.desk import Desk
from kg.serve.pages.entity import EntityPages
from kg.serve.pages.graph import GraphPages
from kg.serve.pages.home import HomePages
from kg.serve.pages.papers import PaperPages
from kg.serve.pages.query import QueryPages
from kg.serve.pages.review import ReviewPages
from kg.serve.pages.site import BUNDLE, HEADERS, HERE, Site


class _Files(StaticFiles):
    """Files of our own, asked for anew each time (with their tag): a new version is seen at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update({**HEADERS, "Cache-Control": "no-cache"})
        return response


def routes(desk: Desk, *, judging: bool = True) -> list[BaseRoute]:
    """All pages of the explorer. The query page asks `/sparql` of the same application.

    Args:
        desk: the build to show.
        judging: take judgements on the review page, from this machine only; else say the command.
    """
    site = Site(desk)
    home, entity, papers = HomePages(site), EntityPages(site), PaperPages(site)
    graph, query, review = GraphPages(site), QueryPages(site), ReviewPages(site, judging=judging)
    at = "/entity/{kind}/{mark}"
    return [
        Route("/", home.home),
        Route("/statistics", home.statistics),
        Route("/api/suggest", home.suggest),
        Route(at, entity.card),
        Route(at + "/articles", entity.namings),
        Route(at + "/roles", entity.roles),
        Route(at + "/relation/{predicate}/{direction}", entity.ties),
        Route("/pages", papers.listing),
        Route("/page/{name:path}", papers.sheet),
        Route("/graph", graph.view),
        Route("/graph/export/{form}", graph.export, methods=["POST"]),
        Route("/api/graph/around", graph.around),
        Route("/api/graph/between", graph.between),
        Route("/api/graph/path", graph.way),
        Route("/api/graph/foremost", graph.foremost),
        Route("/api/graph/quotes", graph.quotes),
        Route("/query", query.page),
        Route("/api/terms", query.terms),
        Route("/review", review.page),
        Route("/review/judge", review.judge, methods=["POST"]),
        Mount("/static/graph", _Files(directory=BUNDLE, check_dir=False)),
        Mount("/static", _Files(directory=HERE / "static")),
    ]
