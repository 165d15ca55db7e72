"""The application: the endpoint, the entities' IRIs and the explorer's pages in one."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route

from kg.config import ServeSettings
from kg.graph import Store
from kg.io.layout import STORE
from kg.serve.deref import Things
from kg.serve.desk import Desk
from kg.serve.desk.index import NAME, build_key, key_of
from kg.serve.pages import routes
from kg.serve.sparql.endpoint import Endpoint
from kg.serve.sparql.pool import Pool


def create_app(folder: Path, settings: ServeSettings) -> Starlette:
    """The application that serves the build in `folder`. Its worker processes live from start-up to shut-down.

    Raises:
        StoreError: the folder holds no graph.
    """
    Store.open(folder / STORE)
    pool = Pool(folder / STORE, settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(pool.warm())
        try:
            yield
        finally:
            warming.cancel()
            await asyncio.gather(warming, return_exceptions=True)
            await pool.close()

    pages = routes(Desk.open(folder), judging=is_loopback(settings.host))
    own = [Route("/sparql", Endpoint(pool, settings)), *Things(pool).routes()]
    app = Starlette(routes=[*own, *pages], lifespan=lifespan)
    app.state.pool = pool
    return app


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_new(folder: Path) -> bool:
    """Whether the build in `folder` has no index of the explorer's yet, which takes a while to make.

    Raises:
        StoreError: the folder holds no whole build.
    """
    return key_of(folder / NAME) != build_key(folder)
