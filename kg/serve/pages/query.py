"""The query page: an editor, the canned questions, and answers as table, bars or graph."""

import json
from functools import cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import UnknownName
from kg.query.canned import Question, question, questions
from kg.schema import NS, PREFIXES, class_name, class_types, predicates
from kg.serve.pages.answers import Answer, bars, drawing, read
from kg.serve.pages.inner import ask
from kg.serve.pages.site import HEADERS, HERE, Reader, Site, bundled

LONGEST = 20_000
"""Characters of a query in an address."""
_EXAMPLE = """SELECT ?name ?type (COUNT(?article) AS ?articles) WHERE {
  ?entity kg:mentionedIn ?article ; rdfs:label ?name ; a ?type .
  ?type rdfs:subClassOf kg:Organization .
}
GROUP BY ?entity ?name ?type
ORDER BY DESC(?articles) ?name
LIMIT 20"""


class QueryPages:
    """The editor and its answers."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def page(self, request: Request) -> Response:
        """`/query?query=…` or `/query?question=NAME&PARAMETER=…`: the address holds all, so it can be passed on."""
        asked = request.query_params
        chosen = _chosen(asked.get("question", ""))
        values = {name: asked.get(name, "")[:200] for name in chosen.parameters} if chosen is not None else {}
        text = asked.get("query", "")[:LONGEST]
        answer = None
        if chosen is not None:
            text = _without_header(chosen.ask(values))
        if text.strip():
            answer = await run_in_threadpool(read, await ask(request, text), self._site.desk)
        return await run_in_threadpool(self._show, request, text, answer, chosen, values)

    def terms(self, request: Request) -> Response:
        """`/api/terms`: what the editor can complete."""
        return JSONResponse(_terms(Reader.of(request).language), headers=HEADERS)

    def _show(
        self, request: Request, text: str, answer: Answer | None, chosen: Question | None, values: dict[str, str]
    ) -> Response:
        drawn = drawing(answer, self._site.desk) if answer is not None else None
        charted = bars(answer) if answer is not None else None
        views = ["table", *(["chart"] if charted else []), *(["graph"] if drawn else [])]
        view = request.query_params.get("view", "table")
        return self._site.page(
            request,
            "query.html",
            text=text or _EXAMPLE,
            asked=bool(text.strip()),
            answer=answer,
            bars=charted,
            drawn=json.dumps(drawn, ensure_ascii=False) if drawn else "",
            views=views,
            view=view if view in views else "table",
            questions=tuple(questions().values()),
            chosen=chosen,
            values=values,
            built=bundled(),
            prefixes=PREFIXES,
        )


def _chosen(name: str) -> Question | None:
    try:
        return question(name) if name else None
    except UnknownName:
        return None


def _without_header(text: str) -> str:
    """A canned question's query without the comment lines that say what it is."""
    lines = text.splitlines()
    while lines and lines[0].startswith("# "):
        lines.pop(0)
    return "\n".join(lines).strip()


@cache
def _terms(language: str) -> list[dict[str, Any]]:
    """Completions: text, what kind of thing it is, and what it means."""
    reader = Reader(language, "auto")
    found = [{"text": f"kg:{name}", "kind": "property", "means": reader.relation(name)} for name in predicates()]
    for name, (kind, subtype) in class_types().items():
        if name == class_name(kind, subtype):
            found.append({"text": f"kg:{name}", "kind": "class", "means": reader.kind(kind, subtype)})
    found += [{"text": f"{name}:", "kind": "prefix", "means": iri} for name, iri in PREFIXES.items() if iri != NS]
    lines = (HERE / "completion.tsv").read_text(encoding="utf-8").splitlines()
    others = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return found + [{"text": text, "kind": kind, "means": ""} for text, kind in others]
