"""The heaviest page of each kind, looked at in a real browser: on a phone and at a desk, in the light and in the dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).parents[2] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
COLOURS = ("color-contrast", "link-in-text-block")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Pages of which there are many: the heaviest stands for the others. All others are looked at one by one.
MANY = (
    r"timeline/\d{4}/",
    r"events/[\w-]+/",
    r"entities/[\w-]+/",
    r"benchmarks/[\w-]+/",
    r"sources/[\w-]+/",
    r"differs/[\w-]+/",
    r"explained/[\w-]+/",
    r"decisions/[\w-]+/",
)
FIRST_LOAD, SCRIPTS, REQUESTS = 150_000, 45_000, 12


def looked_at(site: Path) -> list[str]:
    """The addresses of the pages that are looked at."""
    heaviest: dict[str, tuple[int, str]] = {}
    for page in site.rglob("*.html"):
        address = page.relative_to(site).as_posix().removesuffix("index.html")
        kind = next((form for form in MANY if re.fullmatch(form, address)), address)
        heaviest[kind] = max(heaviest.get(kind, (0, "")), (page.stat().st_size, address))
    return sorted(address for _, address in heaviest.values())


@dataclass
class Seen:
    """What one page was like."""

    violations: list[str] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    received: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    words_without_script: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(site: Path, browser: Browser, origin: str) -> dict[str, Seen]:
    """Each page that is looked at, opened once with scripts and once without."""
    axe = AXE.read_text("utf-8")
    plain = browser.new_context(java_script_enabled=False)
    reader = plain.new_page()
    seen = {}
    for address in looked_at(site):
        seen[address] = _look(browser, origin, address, axe)
        reader.goto(origin + address)
        seen[address].words_without_script = _words(reader)
    plain.close()
    return seen


def _look(browser: Browser, origin: str, address: str, axe: str) -> Seen:
    seen = Seen()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(f"error: {error}"))
    page.on("request", lambda asked: _foreign(asked.url, origin, seen))
    page.on("requestfinished", lambda asked: _received(asked, seen))
    page.goto(origin + address)
    expect(page.locator("[data-script] :not(:defined)")).to_have_count(0)
    seen.words = _words(page)
    page.evaluate(axe)
    # What is not drawn until it is scrolled to has no place yet, and seems to overlap.
    page.evaluate(
        """() => {
          const drawn = new CSSStyleSheet();
          drawn.replaceSync("* { content-visibility: visible !important }");
          document.adoptedStyleSheets = [drawn];
        }"""
    )
    # Lighthouse's telephone. A second narrow width would take 24 s of computing, and finds what this one does.
    for width, scheme in product((1280, 412), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        # Between schemes nothing changes but colours.
        rules = TAGS if scheme == "light" else COLOURS
        seen.violations += [f"{width} {scheme} {found}" for found in _violations(page, rules)]
    for width in (1280, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            seen.sideways.append(width)
    context.close()
    return seen


def _foreign(url: str, origin: str, seen: Seen) -> None:
    if not url.startswith((origin, "data:")):
        seen.complaints.append(f"asks elsewhere: {url}")


def _received(asked: Any, seen: Seen) -> None:
    sizes = asked.sizes()
    seen.received[asked.url] = sizes["responseBodySize"]


# What only works with scripts, and what these make of a table.
_CONTROLS = "button, select, label, legend, output, summary, [role=status], form, .choose"


def _words(page: Page) -> list[str]:
    """The words to read on a page, without those of its controls."""
    text: str = page.evaluate(
        """controls => {
          const main = document.querySelector("main").cloneNode(true);
          for (const each of main.querySelectorAll(controls)) each.remove();
          return main.textContent;
        }""",
        _CONTROLS,
    )
    return text.split()


def _violations(page: Page, rules: tuple[str, ...]) -> list[str]:
    """What axe finds wrong with the page as it is: rule and element."""
    found = page.evaluate(
        """rules => axe.run(document, {resultTypes: ["violations"], runOnly: rules}).then(({violations}) =>
          violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target.join(" ")}`)))""",
        list(rules),
    )
    return [str(each) for each in found]


def _told(problems: Mapping[str, Any]) -> str:
    """The pages that have problems, a line each."""
    return "\n".join(f"{page}: {found}" for page, found in problems.items() if found)


def test_pages_are_accessible(seen: dict[str, Seen]):
    """WCAG 2.2 A and AA, and what axe calls best practice; at two widths, in two schemes."""
    assert not _told({at: page.violations for at, page in seen.items()})


def test_pages_are_silent(seen: dict[str, Seen]):
    """Nothing on the console, which tells of broken policies too; nothing asked of any other host."""
    assert not _told({at: page.complaints for at, page in seen.items()})


def test_pages_fit_their_window(seen: dict[str, Seen]):
    """No page scrolls sideways, down to 320 pixels."""
    assert not _told({at: page.sideways for at, page in seen.items()})


def test_pages_are_light(seen: dict[str, Seen]):
    """A first load: all that is received, fonts included, as it is sent."""
    scripts = {
        at: sum(size for url, size in page.received.items() if url.endswith(".js"))
        for at, page in seen.items()
    }
    loads = {at: sum(page.received.values()) for at, page in seen.items()}
    assert not _told({at: size for at, size in loads.items() if size > FIRST_LOAD})
    assert not _told({at: size for at, size in scripts.items() if size > SCRIPTS})
    many = {at: list(page.received) for at, page in seen.items() if len(page.received) > REQUESTS}
    assert not _told(many)


def test_pages_are_complete_without_scripts(seen: dict[str, Seen]):
    """What a script adds are ways to find things, not things to find."""
    # Where a control was taken out, words stand apart that else touch.
    whole = {at: "".join(page.words_without_script) for at, page in seen.items()}
    lacking = {
        at: sorted({word for word in page.words if word not in whole[at]})
        for at, page in seen.items()
    }
    assert not _told({at: words[:10] for at, words in lacking.items()})
