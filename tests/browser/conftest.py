"""A real browser on a real server. `make test-browser` sets all up; elsewhere these tests are skipped."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kg.config import Settings
from kg.pipeline import build
from tests.serve.live import Live, live

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WANTED = os.environ.get("FANGZHI_BROWSER") == "1"
ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "img"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--use-angle=swiftshader",  # WebGL in software: the same picture on every machine
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the environment that `make test-browser` sets there is no browser to be expected."""
    here = Path(__file__).parent
    for item in items:
        if not WANTED and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="make test-browser runs these"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`kg serve` on the graph of the training pages."""
    home = tmp_path_factory.mktemp("browser")
    shutil.copytree(ROOT / "examples" / "train", home / "pages")
    build([home / "pages"], home / "out", Settings())
    with live(home / "out") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium: install it (sudo apt install chromium) or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: "Browser", server: Live) -> Iterator[Open]:
    """Opens a page of the server in a fresh context; at the end nothing must have gone wrong or elsewhere."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []
    home = urlsplit(server.url)

    def open_page(
        address: str, *, theme: str = "light", width: int = 1280, height: int = 860, scripts: bool = True
    ) -> "Page":
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            accept_downloads=True,
            device_scale_factor=1,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _check_request(request.url))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(server.url.rstrip("/") + address, wait_until="networkidle")
        return page

    def _check_request(url: str) -> None:
        asked = urlsplit(url)
        if asked.scheme not in ("blob", "data") and (asked.hostname, asked.port) != (home.hostname, home.port):
            wrong.append(f"a request left the machine: {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong
