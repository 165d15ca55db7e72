"""Every page answers, in both languages, lets nothing out, and takes no name for markup."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from kg.export.style import COLOURS
from kg.serve.desk import Desk
from kg.serve.pages.site import HERE, wording
from tests.serve.pages.conftest import PAGES, Client

HOSTILE = "青岚 & <b>2021-07"


class Links(HTMLParser):
    """The addresses that a page names, and what its tags are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]


def links(text: str) -> Links:
    parser = Links()
    parser.feed(text)
    return parser


def some_pages(desk: Desk) -> Iterator[str]:
    yield from ("/", "/?q=青岚", "/?q=nobody", "/?type=ORG", "/pages", "/statistics", "/review", "/query", "/graph")
    for name in PAGES:
        yield "/page/" + quote(name, safe="")
    for one in desk.search("", limit=100).items:
        yield f"/entity/{one.path}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_answers_and_lets_nothing_out(client: Client, desk: Desk, language: str) -> None:
    for address in some_pages(desk):
        answer = client.get(address, cookie=f"lang={language}")
        assert answer.status == 200, address
        assert answer.headers["Content-Security-Policy".lower()].startswith("default-src 'self'; ")
        found = links(answer.text)
        assert all(target.startswith(("/", "#")) and not target.startswith("//") for target in found.found), address
        tags = [tag for tag, _ in found.tags]
        assert tags.count("h1") == 1
        assert tags.count("main") == 1
        assert dict(found.tags)["html"]["lang"] == ("zh-Hans" if language == "zh" else "en")
        assert not any(name.startswith("on") or name == "style" for _, attrs in found.tags for name in attrs)
        assert all(
            attrs.get("src") or attrs.get("type") == "application/json" for tag, attrs in found.tags if tag == "script"
        )


def test_all_links_lead_somewhere(client: Client, desk: Desk) -> None:
    seen: set[str] = set()
    for address in list(some_pages(desk)):
        seen.update(target.partition("#")[0] for target in links(client.get(address).text).found)
    for target in sorted(seen - {""}):
        if not target.startswith(("/id/", "/sparql", "/static/graph", "/review/judge")):
            answer = client.get(target)
            assert answer.status in (200, 303), target


@pytest.mark.parametrize(
    "address", ["/page/none", "/entity/org/none", "/entity/org/none/articles", "/entity/org/none/roles", "/nowhere"]
)
def test_what_is_not_there_is_404(client: Client, address: str) -> None:
    assert client.get(address).status == 404


def test_an_unknown_relation_is_404(client: Client, desk: Desk) -> None:
    (one,) = desk.search("", limit=1).items
    for end in ("nothing/of", "supports/of"):
        assert client.get(f"/entity/{one.path}/relation/{end}").status == 404


def test_text_and_names_are_no_markup(client: Client) -> None:
    address = "/page/" + quote(HOSTILE, safe="")
    answer = client.get(address)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert "<b>2021" not in answer.text
    for other in ("/", "/pages", "/?q=" + quote("<script>alert(1)</script>")):
        assert "<script>alert" not in client.get(other).text
        assert "<b>2021" not in client.get(other).text


def test_numbers_that_are_none_are_taken_for_none(client: Client) -> None:
    for wrong in ("-1", "x", "1e9", "９", "99999999999999999999", "5000000"):
        assert client.get(f"/?type=ORG&from={quote(wrong)}").status == 200
        assert client.get(f"/pages?from={quote(wrong)}").status == 200


def test_a_choice_is_kept_and_leaves_the_address(client: Client) -> None:
    answer = client.get("/?q=青岚&lang=en".replace("青岚", quote("青岚")))
    assert (answer.status, answer.headers["location"]) == (303, f"/?q={quote('青岚')}")
    assert answer.headers["set-cookie"].startswith("lang=en; ")
    dark = client.get("/pages?theme=dark")
    assert (dark.headers["location"], dark.headers["set-cookie"].split(";")[0]) == ("/pages", "theme=dark")
    assert 'data-theme="dark"' in client.get("/pages", cookie="theme=dark").text
    assert "set-cookie" not in client.get("/?lang=<b>").headers


def test_a_choice_leads_to_no_other_host(client: Client) -> None:
    for path in ("//other.example/", "/%2Fother.example/"):
        answer = client.get(f"{path}?lang=en")
        assert not answer.headers.get("location", "/").startswith("//")


def test_a_statement_is_marked_in_the_text_and_beside_it(client: Client, desk: Desk) -> None:
    sheet = desk.sheet("qinglan-2021-05-13")
    assert sheet is not None
    for one in sheet.statements:
        text = client.get(f"/page/qinglan-2021-05-13?s={one.hash}").text
        assert f'id="q-{one.hash}"' in text
        assert re.search(rf'<li id="s-{one.hash}"[^>]* class="hit"', text)
        assert 'class="q hit"' in text


def test_wordings_are_all_there_and_all_used() -> None:
    used = set()
    for path in [*(HERE / "templates").glob("*.html"), *HERE.glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"[\"']([a-z][a-z-]*)[\"']", text))
        for begin in re.findall(r"say\('([a-z]+-)' ~", text):
            used |= {key for key in wording() if key.startswith(begin)}
    assert not [key for key in wording() if key not in used]
    asked = set()
    for path in (HERE / "templates").glob("*.html"):
        asked |= set(re.findall(r"say\('([a-z-]+)'[,)]", path.read_text(encoding="utf-8")))
    assert asked <= wording().keys()
    for key, (zh, en) in wording().items():
        assert re.findall(r"\{\w+\}", zh) == re.findall(r"\{\w+\}", en) or key == "results-all"
        assert zh and en


def test_colours_are_those_of_the_exports() -> None:
    css = (HERE / "static" / "style.css").read_text(encoding="utf-8")
    root = css[css.index(":root") : css.index("}")]
    assert {kind: f"#{colour.hex[1:]}" for kind, colour in COLOURS.items()} == dict(
        re.findall(r"--(ORG|PER|PLACE|PROG): (#[0-9a-f]{6})", root)
    )


def test_suggestions(client: Client) -> None:
    found = client.get("/api/suggest?q=slj").json
    assert found[0]["name"] == "青岚市水利局"
    assert found[0]["url"].startswith("/entity/org/")
    assert client.get("/api/suggest?q=").json == []
