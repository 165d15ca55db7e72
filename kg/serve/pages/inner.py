"""Asking the application's own endpoint, without a socket: its limits of time and size hold for the pages too."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.types import Message, Scope

ENDPOINT = "/sparql"
_KEPT = ("type", "asgi", "http_version", "server", "client", "scheme", "app", "state")
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint answered."""

    status: int
    media: str
    body: bytes


async def ask(request: Request, query: str) -> Reply:
    """The endpoint's answer to a query, as if the reader had sent it there; 404 if the application has no endpoint."""
    form = urlencode({"query": query}).encode()
    headers = [
        (b"host", request.headers.get("host", "localhost").encode("latin-1")),
        (b"accept", ACCEPT.encode()),
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"content-length", str(len(form)).encode()),
    ]
    scope: Scope = {
        **{key: request.scope[key] for key in _KEPT if key in request.scope},
        "method": "POST",
        "path": ENDPOINT,
        "raw_path": ENDPOINT.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
    }
    sent = False
    status, media, parts = 500, "", list[bytes]()

    async def receive() -> Message:
        nonlocal sent
        if sent:  # a second call waits for the reader to leave
            return await request.receive()
        sent = True
        return {"type": "http.request", "body": form, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, media
        if message["type"] == "http.response.start":
            status = message["status"]
            found = {name.lower(): value for name, value in message.get("headers", ())}
            media = found.get(b"content-type", b"").decode("latin-1").partition(";")[0].strip()
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await request.app(scope, receive, send)
    return Reply(status, media, b"".join(parts))
