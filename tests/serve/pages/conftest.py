"""The explorer's pages, asked in the process itself; the build is a small one with a hostile page."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from kg.config import Settings
from kg.pipeline import build
from kg.serve.desk import Desk
from kg.serve.pages import routes

PAGES = {
    "qinglan-2021-05-13": (
        "青岚市水利局召开会议",
        "本报讯 青岚市水利局局长何志远主持会议并讲话。青岚市水利局副局长许文静参加会议。",
    ),
    "qinglan-2021-06-02": (
        "青岚市召开防汛会议",
        "本报讯 6月1日，青岚市召开防汛会议。何志远参加会议。青岚市总工会主席田雪梅到会。",
    ),
    "青岚 & <b>2021-07": (
        "园区<script>alert(1)</script>添新军",
        "本报讯 青岚市恒通机械有限公司落户青岚经济开发区。\r",
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Client:
    """Asks an application without a socket, as a browser on this machine would."""

    app: Starlette
    headers: Mapping[str, str] = field(default_factory=dict)
    client: tuple[str, int] = ("127.0.0.1", 50000)

    def get(self, url: str, **headers: str) -> Answer:
        return self.ask("GET", url, b"", headers)

    def post(self, url: str, form: Mapping[str, str], **headers: str) -> Answer:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", url, urlencode(form).encode(), {**kind, **headers})

    def ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        path, _, query = url.partition("?")
        given = {"host": "127.0.0.1:8000", "content-length": str(len(body)), **self.headers, **headers}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "server": ("127.0.0.1", 8000),
            "client": self.client,
            "path": unquote(path),
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }
        return asyncio.run(self._ask(scope, body))

    async def _ask(self, scope: dict[str, Any], body: bytes) -> Answer:
        sent: list[Message] = []
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages and its build, `out`."""
    home = tmp_path_factory.mktemp("pages")
    (home / "pages").mkdir()
    with (home / "pages" / "all.jsonl").open("w", encoding="utf-8") as lines:
        for name, text in PAGES.items():
            date = name[-10:] if name[-10:-6].isdigit() else "2021-07"
            lines.write(json.dumps({"id": name, "text": "\n\n".join(text) + "\n", "date": date}) + "\n")
    build([home / "pages"], home / "out", Settings())
    return home


@pytest.fixture(scope="session")
def desk(home: Path) -> Desk:
    return Desk.open(home / "out")


@pytest.fixture(scope="session")
def make_client() -> Callable[..., Client]:
    """A client of a desk's pages, beside an endpoint that answers what it is told to."""

    def make(desk: Desk, *, reply: bytes = b"", media: str = "", status: int = 200, judging: bool = True) -> Client:
        async def endpoint(request: Request) -> Response:
            assert (await request.body()).startswith(b"query=")
            return Response(reply, status, media_type=media or "application/sparql-results+json")

        return Client(Starlette(routes=[Route("/sparql", endpoint, methods=["POST"]), *routes(desk, judging=judging)]))

    return make


@pytest.fixture(scope="session")
def client(desk: Desk, make_client: Callable[..., Client]) -> Client:
    return make_client(desk)
