"""The review queue: pairs that may be one, with what pages say of each, and the reader's verdict."""

import secrets
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import UsageError
from kg.model import Verdict, entity_iri
from kg.serve.pages import asked
from kg.serve.pages.site import Site

STEP = 10
_PATIENCE = 3.0
"""Seconds to wait for the pairs before the page says that they are being compared."""
_LONGEST = 20_000
"""Bytes of a form."""
LOCAL_NAMES = frozenset({"localhost"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class ReviewPages:
    """Shows the queue, and takes verdicts from this machine only."""

    def __init__(self, site: Site, *, judging: bool) -> None:
        self._site = site
        self._judging = judging
        self._token = secrets.token_urlsafe(32)

    def page(self, request: Request) -> Response:
        """`/review`: the pairs still open, the likeliest first."""
        judging, start = self._site.desk.judging, asked.number(request, "from")
        if not judging.is_ready(_PATIENCE):
            waiting = self._site.page(request, "waiting.html", status=202)
            waiting.headers["Refresh"] = "5"
            return waiting
        questions = judging.questions()
        start = min(start, max(0, len(questions) - 1) // STEP * STEP)
        shown = questions[start : start + STEP]
        home = judging.home()
        return self._site.page(
            request,
            "review.html",
            questions=shown,
            total=len(questions),
            start=start,
            step=STEP,
            may=self._judging and home is not None and is_local(request),
            ledger=home,
            folder=self._site.desk.folder if is_local(request) else "DIR",
            token=self._token,
            entity_of=lambda key: entity_iri(key, "").removeprefix("id/"),
        )

    async def judge(self, request: Request) -> Response:
        """`POST /review/judge`: one verdict into the ledger.

        The request must come from this machine, from a page of ours (its origin), and carry the page's token.
        """
        if not (self._judging and is_local(request) and is_own(request)):
            return self._site.page(request, "refused.html", status=403)
        given = dict.fromkeys(("token", "one", "other", "verdict", "who", "from"), "")
        given.update(await _form(request))
        if not secrets.compare_digest(given["token"].encode(), self._token.encode()):
            return self._site.page(request, "refused.html", status=403)
        try:
            verdict = Verdict(given["verdict"])
            who = " ".join(given["who"].split())[:60]
            await run_in_threadpool(self._site.desk.judging.judge, given["one"], given["other"], verdict, who)
        except (ValueError, UsageError):
            return self._site.page(request, "refused.html", status=409)
        start = given["from"] if given["from"].isdecimal() else "0"
        return RedirectResponse(f"/review?from={start}", 303)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; none if it is longer than ours are."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20))


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine and was not passed on for another."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    return _loopback(request.client.host) and _loopback(urlsplit(f"//{request.headers.get('host', '')}").hostname or "")


def is_own(request: Request) -> bool:
    """Whether a form was sent from a page of this server."""
    return request.headers.get("origin", "") == f"{request.url.scheme}://{request.headers.get('host', '')}"


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in LOCAL_NAMES
