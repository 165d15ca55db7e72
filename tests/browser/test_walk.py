"""A reader's walk: search, entity, evidence in the article, graph, query, download. Takes the pictures of the docs."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from tests.browser.conftest import IMAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
PHONE = {"width": 390, "height": 844}


def take(page: "Page", name: str) -> None:
    """A picture for the documentation."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=IMAGES / f"explorer-{name}.png")


def entity(page: "Page", words: str) -> str:
    """Path of the first entity that a search gives."""
    found = page.evaluate("words => fetch('/api/suggest?q=' + encodeURIComponent(words)).then(a => a.json())", words)
    return str(found[0]["path"])


def ready(page: "Page") -> None:
    """Wait until the graph is drawn."""
    page.wait_for_selector("#graph[data-ready=true]")
    page.wait_for_timeout(300)


def test_search_by_keyboard_to_the_words_in_the_article(open_page: Open) -> None:
    page = open_page("/")
    take(page, "home")
    page.keyboard.press("/")
    page.keyboard.type("yuntang")
    page.wait_for_selector(".suggest li")
    take(page, "search")
    page.keyboard.press("ArrowDown")
    field = page.locator("input[type=search]")
    assert field.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/**")
    assert page.locator("h1").inner_text() == "云塘区"
    take(page, "entity")
    quote = page.locator(".group .quote").first
    words = quote.inner_text()
    quote.click()
    page.wait_for_url("**/page/**")
    marked = "".join(page.locator(".printed .q.hit").all_inner_texts())
    assert "".join(marked.split()).startswith(words)
    assert page.locator(".printed .q.hit").first.is_visible()


def test_text_and_statements_point_to_each_other(open_page: Open) -> None:
    page = open_page("/page/yuntang-2025-03")
    page.locator(".said li").nth(2).hover()
    assert page.locator(".printed .q.now").count() > 0
    assert page.locator(".said li.now").count() == 1
    take(page, "page")
    page.locator(".printed a.m .q").first.hover()
    assert page.locator(".said li.now").count() >= 1
    assert page.locator("a.m.same").count() >= 1
    page.locator("[data-legend][value=PER]").uncheck()
    assert page.locator("a.m.PER").first.evaluate("node => getComputedStyle(node).backgroundImage") == "none"
    shade = page.locator("a.m.PER").first.evaluate("node => getComputedStyle(node).backgroundColor")
    assert shade == "rgba(0, 0, 0, 0)"


def test_the_graph_expands_filters_and_is_saved(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/graph")
    ready(page)
    empty = page.url
    page.goto(f"{empty}?e={entity(page, '云塘区')}")
    ready(page)
    take(page, "graph")
    page.goto(f"{empty}?e={entity(page, '宝坻区')}")
    ready(page)
    before = counted(page)
    page.locator("#about ul .link.e").nth(0).click()
    page.locator("#about .actions button").first.click()
    page.wait_for_function("n => parseInt(document.getElementById('count').textContent) > n", arg=before[0])
    page.locator("#about ul .link.dim").first.click()
    page.wait_for_selector("#about .quotes a")
    whole = counted(page)
    page.locator("[name=type][value=PROG]").uncheck()
    assert counted(page)[0] < whole[0]
    page.locator("[name=relation][value=jurisdiction]").uncheck()
    fewer = counted(page)
    assert fewer[1] < whole[1]
    graphml = nx.read_graphml(io.BytesIO(saved(page, "graphml", tmp_path)))
    assert (graphml.number_of_nodes(), graphml.number_of_edges()) == fewer
    assert "PROG" not in {data["type"] for _, data in graphml.nodes(data=True)}
    gexf = nx.read_gexf(io.BytesIO(saved(page, "gexf", tmp_path)))
    assert gexf.number_of_nodes() == fewer[0]
    assert saved(page, "png", tmp_path).startswith(b"\x89PNG\r\n")
    page.locator("#since").fill("2010-01")
    page.locator("#undated").uncheck()
    assert counted(page)[1] == 0  # the page is of 2007


def counted(page: "Page") -> tuple[int, int]:
    nodes, edges = re.findall(r"\d+", page.locator("#count").inner_text())
    return int(nodes), int(edges)


def saved(page: "Page", form: str, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"[data-form={form}]").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return bytes(path.read_bytes())


def test_the_shortest_path_between_two(open_page: Open) -> None:
    page = open_page("/graph")
    ready(page)
    ends = [entity(page, name) for name in ("孟祥", "上官静")]
    page.goto(f"{page.url}?source={ends[0]}&target={ends[1]}")
    ready(page)
    assert page.locator("#way").inner_text() == "4 步"
    take(page, "path")


def test_a_canned_question_as_table_chart_and_graph(open_page: Open) -> None:
    page = open_page("/query")
    page.locator(".questions summary").nth(2).click()
    page.locator(".questions details[open] button").click()
    page.wait_for_url("**/query?question=enterprises-in-parks**")
    assert page.locator(".answer tbody tr").count() > 5
    take(page, "query")
    page.locator(".chips a", has_text="图").last.click()
    page.wait_for_selector("#drawing canvas")
    page.wait_for_timeout(400)
    take(page, "query-graph")
    page.goto(page.url.partition("?")[0] + "?question=most-mentioned&type=Place&view=chart")
    assert page.locator(".bars.chart tr").count() > 5


def test_the_editor_completes_and_the_address_holds_the_query(open_page: Open) -> None:
    page = open_page("/query")
    page.locator("#query").fill("SELECT ?s WHERE { ?s kg:lea")
    page.keyboard.press("End")
    page.locator("#query").press("Control+ ")
    page.wait_for_selector("#terms [role=option]")
    page.keyboard.press("Tab")
    assert page.locator("#query").input_value() == "SELECT ?s WHERE { ?s kg:leads "
    page.keyboard.type("?o } LIMIT 3")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/query?query=SELECT**")
    assert page.locator(".answer tbody tr").count() == 3
    assert page.locator(".answer tbody a").count() == 3
    page.locator("#query").fill("SELECT nonsense")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[role=alert]")


def test_a_verdict_on_a_pair(open_page: Open) -> None:
    page = open_page("/review")
    page.evaluate("document.body.innerHTML = document.body.innerHTML.replace(/\\/\\S+\\/pages\\//, 'pages/')")
    take(page, "review")
    page.reload(wait_until="networkidle")
    before = page.locator(".pair").count()
    why = page.locator(".pair .why").first.inner_text()
    page.locator(".pair [value=unsure]").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".pair").count() <= before
    assert why not in page.locator(".pair .why").all_inner_texts()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_other_pages_and_the_dark(open_page: Open, theme: str) -> None:
    page = open_page("/statistics", theme=theme)
    take(page, f"statistics-{theme}")
    page = open_page("/page/yuntang-2025-03", theme=theme)
    if theme == "dark":
        take(page, "page-dark")
        page = open_page("/graph", theme=theme)
        ready(page)
        take(page, "graph-dark")
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", shade)[:3])) < 200) is (theme == "dark")


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_is_wider_than_a_phone(open_page: Open, width: int) -> None:
    page = open_page("/", width=width, height=844)
    path = entity(page, "宝坻区")
    addresses = [
        "/",
        "/?q=区委",
        f"/entity/{path}",
        "/page/baodi-2007-09",
        "/pages",
        "/statistics",
        "/review",
        "/graph",
    ]
    addresses += ["/query?question=who-leads-what", "/?lang=en", "/query?question=most-mentioned&view=chart"]
    for address in addresses:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + address, wait_until="networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} wide"


def test_pictures_on_a_phone_in_english(open_page: Open) -> None:
    page = open_page("/?lang=en", **PHONE)
    take(page, "phone-home")
    page.goto(page.url.rstrip("/") + "/entity/" + entity(page, "云塘区"))
    take(page, "phone-entity")
    page.goto("/".join(page.url.split("/")[:3]) + "/page/yuntang-2025-03")
    take(page, "phone-page")


def test_without_scripts_the_same_walk(open_page: Open) -> None:
    page = open_page("/", scripts=False)
    page.locator("input[type=search]").fill("宝坻区")
    page.locator("button[type=submit]").click()
    page.locator(".results a.e").first.click()
    assert page.locator("h1").inner_text() == "宝坻区"
    assert page.locator("svg.ring circle").count() > 5
    page.locator(".group .quote").first.click()
    assert page.locator(".q.hit").count() > 0
    page.locator("nav >> text=查询").click()
    page.locator(".editor button").click()
    assert page.locator(".answer tbody tr").count() == 20
    page.locator("nav >> text=图谱").click()
    assert "JavaScript" in page.locator("main").inner_text()


def test_the_skip_link_is_the_first_stop(open_page: Open) -> None:
    page = open_page("/statistics")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_field_and_button_has_a_name(open_page: Open) -> None:
    script = """() => [...document.querySelectorAll('input:not([type=hidden]), textarea, button, select, a[href]')]
      .filter(node => !(node.labels?.length || node.ariaLabel || node.textContent.trim() || node.title))
      .map(node => node.outerHTML)"""
    for address in ("/", "/statistics", "/query", "/graph", "/review", "/page/baodi-2007-09"):
        assert open_page(address).evaluate(script) == [], address
