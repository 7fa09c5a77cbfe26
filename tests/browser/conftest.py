"""One browser and one served site for all tests here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import chromium
import pytest
import serving
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

BASE = "/annals/"  # as in the address for which the site is built
Open: TypeAlias = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `make test` has found or installed."""
    path = chromium.found()
    assert path, "no Chromium: run make test, or browser/chromium.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """The address of the served site's front page."""
    with serving.served(site, BASE) as address:
        yield address


@dataclass
class Complaints:
    """What a page says on the console, asks of other hosts, or is refused."""

    said: list[str] = field(default_factory=list)

    def listen(self, page: Page, origin: str) -> None:
        """Note everything from now on."""
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("request", lambda request: self._asked(request, origin))
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        # What a page had not yet loaded when it was left is nobody's mistake.
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url}")

    def _asked(self, request: Request, origin: str) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            self.said.append(f"foreign: {request.url}")


def moving(page: Page) -> None:
    """Wait until the figures of a page can be moved: their scripts come after the page."""
    expect(page.locator("[data-script] :not(:defined)")).to_have_count(0)


@contextmanager
def opened(browser: Browser, origin: str, address: str, **options: Any) -> Iterator[Page]:
    """A page in a context of its own; at the end it must have had nothing to complain of."""
    size = {"width": options.pop("width", 1280), "height": options.pop("height", 900)}
    context: BrowserContext = browser.new_context(viewport=size, reduced_motion="reduce", **options)
    # A control that is not there is not there: no test waits for it for long.
    context.set_default_timeout(5000)
    page = context.new_page()
    complaints = Complaints()
    complaints.listen(page, origin)
    page.goto(origin + address)
    if options.get("java_script_enabled", True):
        moving(page)
    try:
        yield page
    finally:
        context.close()
    assert complaints.said == []


@pytest.fixture
def open_at(browser: Browser) -> Iterator[Open]:
    """Opens pages of any served site, by its address and theirs; each must have stayed silent when the test ends."""
    with ExitStack() as stack:
        yield lambda origin, address="", **options: stack.enter_context(
            opened(browser, origin, address, **options)
        )


@pytest.fixture
def open_page(open_at: Open, origin: str) -> Open:
    """Opens pages of the site, likewise."""
    return lambda address="", **options: open_at(origin, address, **options)
