"""What all pages share: templates in two languages, the reader's choices, and headers that let no request out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import DataError
from kg.model import EntityType
from kg.schema import predicates, type_label
from kg.serve.desk import Desk
from kg.serve.pages.marking import printable

HERE = Path(__file__).parent
BUNDLE = HERE.parent / "static" / "graph"
"""Where `make web` puts the graph view."""
LANGUAGES = ("zh", "en")
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader chose: the language, and light, dark or as the system does."""

    language: str
    theme: str

    @classmethod
    def of(cls, request: Request) -> "Reader":
        """The choices that a request's cookies carry; Chinese and the system's theme without any."""
        language, theme = request.cookies.get("lang", ""), request.cookies.get("theme", "")
        return cls(language if language in LANGUAGES else "zh", theme if theme in THEMES else "auto")

    def say(self, key: str, **values: object) -> str:
        """A wording of the pages. `{name}` in it gives way to a value."""
        return wording()[key][LANGUAGES.index(self.language)].format(**values)

    def kind(self, kind: EntityType | str, subtype: str = "") -> str:
        """Name of a type, or of a subtype."""
        return type_label(EntityType(kind), subtype, language=self.language)

    def relation(self, name: str, *, outward: bool = True) -> str:
        """Name of a relation, read from its subject or from its object."""
        found = predicates()[name]
        if self.language == "zh":
            return found.label_zh if outward else found.inverse_zh or found.label_zh
        return found.label_en if outward else found.inverse_en or found.label_en


class Site:
    """Renders the pages of one desk."""

    def __init__(self, desk: Desk) -> None:
        """Prepare the templates."""
        self.desk = desk
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["text"] = printable
        self._templates.globals.update(
            entity_url=entity_url, page_url=page_url, url=url, kinds=tuple(EntityType), bundled=bundled, score=_score
        )

    def page(self, request: Request, template: str, *, status: int = 200, **values: object) -> Response:
        """A page as HTML, in the reader's language."""
        choice = choose(request)
        if choice is not None:
            return choice
        reader = Reader.of(request)
        shown = self._templates.get_template(template).render(
            reader=reader,
            say=reader.say,
            path=request.url.path,
            here=lambda **changed: _here(request, changed),
            section=template.partition(".")[0],
            **values,
        )
        return Response(shown, status, {**HEADERS, "Vary": "Cookie"}, "text/html; charset=utf-8")

    def missing(self, request: Request, key: str, **values: object) -> Response:
        """404 with a sentence that says what is not there."""
        message = Reader.of(request).say(key, **values)
        return self.page(request, "missing.html", status=404, message=message)


def choose(request: Request) -> Response | None:
    """If the address carries a choice of language or theme: keep it, and go on to the address without it."""
    left = [(key, value) for key, value in request.query_params.multi_items() if key not in ("lang", "theme")]
    if len(left) == len(request.query_params.multi_items()) or request.method != "GET":
        return None
    response = RedirectResponse(quote(request.url.path) + (f"?{urlencode(left)}" if left else ""), 303)
    for key, allowed in (("lang", LANGUAGES), ("theme", THEMES)):
        value = request.query_params.get(key, "")
        if value in allowed:
            response.set_cookie(key, value, max_age=YEAR, samesite="lax", httponly=True)
    return response


def entity_url(path: str) -> str:
    """Where an entity's page lies."""
    return "/entity/" + quote(path)


def page_url(name: str, *, statement: str = "", article: int | None = None) -> str:
    """Where a page lies; at a statement's words or at an article, if one is named."""
    query = {"s": statement} if statement else {"a": str(article)} if article else {}
    mark = f"#q-{statement}" if statement else f"#a{article}" if article else ""
    return "/page/" + quote(name, safe="") + (f"?{urlencode(query)}" if query else "") + mark


def url(path: str, **query: object) -> str:
    """An address with a query; values that are empty are left out, lists repeat their name."""
    left = {key: value for key, value in query.items() if value not in ("", None, [], ())}
    return path + (f"?{urlencode(left, doseq=True)}" if left else "")


def bundled() -> bool:
    """Whether the graph view was built."""
    return (BUNDLE / "graph.js").is_file()


@cache
def wording() -> Mapping[str, tuple[str, str]]:
    """All wordings by key: Chinese and English."""
    found = {}
    for line in (HERE / "wording.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3:
                raise DataError(f"wording.tsv: {line!r} has not three cells")
            found[cells[0]] = (cells[1], cells[2])
    return found


def _here(request: Request, changed: Mapping[str, object]) -> str:
    """The request's own address with some of its query changed."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changed]
    fresh = [(key, str(value)) for key, value in changed.items() if value not in ("", None)]
    both = kept + fresh
    return quote(request.url.path) + (f"?{urlencode(both)}" if both else "")


def _score(value: float) -> str:
    return f"{value:.2f}"
