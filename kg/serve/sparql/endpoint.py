"""`/sparql`: a request in, the answer in the media type that it prefers, or the status that says why not."""

import asyncio
from collections.abc import AsyncIterator
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.config import ServeSettings
from kg.serve.sparql.description import Description
from kg.serve.sparql.negotiation import GRAPHS, TABLES, Choice, Format, choose, named
from kg.serve.sparql.pool import Job, Pool, Result
from kg.serve.sparql.protocol import ALLOWED, FORM, Asked, Refused, by_get, by_post

PIECE = 1 << 16
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After, Accept-Post, Allow"}
"""Any page may ask: there is nothing to log in to, and nothing to change."""
PREFLIGHT = {
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class Endpoint:
    """The ASGI application at `/sparql`."""

    def __init__(self, pool: Pool, settings: ServeSettings) -> None:
        self._pool = pool
        self._settings = settings
        self._description = Description(pool)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except Refused as refused:
            response = refusal(refused)
        response.headers.update(CORS)
        response.headers.add_vary_header("Accept")
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ALLOWED, **PREFLIGHT})
        if request.method not in ("GET", "HEAD", "POST"):
            raise Refused(405, f"the SPARQL endpoint knows {ALLOWED}", {"Allow": ALLOWED})
        asked = await self._read(request)
        accept = ", ".join(request.headers.getlist("accept"))
        if asked is None:
            return await self._description.respond(request, accept)
        if len(asked.query.encode("utf-8", "replace")) > self._settings.max_query:
            status = 413 if request.method == "POST" else 414
            raise Refused(status, f"the query is longer than {self._settings.max_query:,} bytes")
        table, graph = _formats(asked, accept)
        job = Job(asked.query, asked.default, asked.named, _writer(table), _writer(graph))
        result = await _unless_gone(request, self._pool, job)
        form, media = (graph if result.is_graph else table) or (None, "")
        assert form is not None  # else the worker had refused
        return answer(result, form, media)

    async def _read(self, request: Request) -> Asked | None:
        query_string = request.scope["query_string"]
        if request.method != "POST":
            return by_get(query_string)
        # In a form each byte may take three.
        most = self._settings.max_query * (3 if FORM in request.headers.get("content-type", "") else 1) + PIECE
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > most:
                raise Refused(413, f"the query is longer than {self._settings.max_query:,} bytes")
        return by_post(request.headers.get("content-type", ""), query_string, bytes(body))


def answer(result: Result, form: Format, media: str) -> Response:
    """A result as a response."""
    headers = {"Content-Length": str(result.size), "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(pieces(result.body), media_type=form.content_type(media), headers=headers)


def refusal(refused: Refused) -> Response:
    """A refusal as a response: one line of text."""
    return PlainTextResponse(f"{refused}\n", refused.status, refused.headers)


async def pieces(body: BinaryIO) -> AsyncIterator[bytes]:
    """The bytes of a file, which is closed at the end."""
    with body:
        while piece := body.read(PIECE):
            yield piece


def _formats(asked: Asked, accept: str) -> tuple[Choice | None, Choice | None]:
    """The formats for a table and for a graph.

    Raises:
        Refused: none of either will do.
    """
    if asked.format:
        table, graph = named(asked.format, TABLES), named(asked.format, GRAPHS)
        what = f"format={asked.format}"
    else:
        table, graph = choose(accept, TABLES), choose(accept, GRAPHS)
        what = f"Accept: {accept}"
    if table is None and graph is None:
        offered = ", ".join(dict.fromkeys(form.media for form in (*TABLES, *GRAPHS)))
        raise Refused(406, f"there is no format for {what}; there are {offered}")
    return table, graph


def _writer(choice: Choice | None) -> str:
    return choice[0].writer if choice is not None else ""


async def _unless_gone(request: Request, pool: Pool, job: Job) -> Result:
    """The result of a query, which is stopped when the client goes away.

    Raises:
        Refused: as the pool says; or the client has gone, which nobody will read.
    """
    query = asyncio.ensure_future(pool.ask(job))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({query, gone}, return_when=asyncio.FIRST_COMPLETED)
        if query.done():
            return query.result()
        raise Refused(499, "the client has gone")
    finally:
        for task in (query, gone):
            task.cancel()
        await asyncio.gather(query, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
