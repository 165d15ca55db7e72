"""The application: the endpoint, the entities' IRIs and the explorer's pages in one."""

from importlib.util import find_spec
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.config import ServeSettings
from kg.errors import QueryError
from kg.graph import Store
from kg.io.layout import STORE


def create_app(folder: Path, settings: ServeSettings) -> Starlette:
    """The application that serves the build in `folder`.

    Raises:
        StoreError: the folder holds no graph.
    """
    store = Store.open(folder / STORE)
    return Starlette(routes=[Route("/sparql", _endpoint(store, settings)), *_pages(folder)])


def _pages(folder: Path) -> list[BaseRoute]:
    if find_spec("kg.serve.pages") is None or find_spec("kg.serve.desk") is None:
        return []
    from kg.serve.desk import Desk
    from kg.serve.pages import routes

    return list(routes(Desk.open(folder)))


def _endpoint(store: Store, settings: ServeSettings):  # type: ignore[no-untyped-def]
    import pyoxigraph as ox

    def answer(text: str) -> bytes:
        found = store.query(text, timeout=settings.timeout)
        if isinstance(found, ox.QueryTriples):
            return found.serialize(format=ox.RdfFormat.N_TRIPLES)
        return found.serialize(format=ox.QueryResultsFormat.JSON)

    async def endpoint(request: Request) -> Response:
        try:
            body = await run_in_threadpool(answer, request.query_params.get("query", ""))
        except QueryError as error:
            return Response(f"{error}\n", 400, media_type="text/plain")
        return Response(body, media_type="application/sparql-results+json")

    return endpoint
