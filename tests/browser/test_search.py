"""Search: by pointer and by keyboard, on a phone and at a desk; and what there is instead without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Page, expect

Open: TypeAlias = Callable[..., Page]
SEEN = "explained/contemplating-mode/"


def results(page: Page, text: str) -> list[str]:
    """What the dialog answers, best first."""
    page.get_by_role("searchbox").fill(text)
    return page.locator("dialog li b").all_inner_texts()


def search(page: Page) -> Page:
    """A page with the dialog opened by pointer, and the names loaded."""
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("dialog output")).to_contain_text("Models, people")
    return page


def test_nobody_pays_for_it_before_searching(open_page: Open):
    """The list of names is asked for when the dialog opens, once."""
    page = open_page(SEEN)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page)
    page.keyboard.press("Escape")
    search(page)
    assert [url.rpartition("/")[2] for url in asked] == ["search.json"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("muse spark", "Muse Spark"),
        ("Llama 3.1 405B", "Llama 3.1 405B"),
        ("llama31405b", "Llama 3.1 405B"),
        ("hle", "Humanity's Last Exam"),
        ("muse spark hle", "Muse Spark: Humanity's Last Exam"),
        ("WANG", "Alexandr Wang"),
        ("thought compr", "Thought compression"),
        ("buys scale ai", "Meta buys 49 % of Scale AI"),
        (
            "scaling towards personal",
            "Introducing Muse Spark: Scaling Towards Personal Superintelligence",
        ),
    ],
)
def test_the_exact_thing_stands_first(open_page: Open, text: str, first: str):
    """Entities, benchmarks, values, events, sources: each by its name, as people type it."""
    found = results(search(open_page(SEEN)), text)
    assert found[0].replace("\u00a0", " ") == first


@pytest.mark.parametrize("width", [1280, 390])
def test_by_pointer(open_page: Open, width: int):
    """Open, type, press a result: the page of that thing."""
    page = search(open_page(SEEN, width=width))
    results(page, "muse spark hle")
    page.locator("dialog li a").first.click()
    page.wait_for_url("**/entities/muse-spark/#hle*")
    place = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    expect(page.locator(f'[id="{place}"]')).to_be_in_viewport()


def test_by_keyboard(open_page: Open):
    """Reached by Tab, opened by Enter, left by Escape with the focus where it was; results by the arrows."""
    page = open_page(SEEN)
    link = page.get_by_role("banner").get_by_role("link", name="Search")
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog output")).to_contain_text("Models, people")
    page.keyboard.type("llama")
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog li a").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog li a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/llama*/")


def test_it_says_how_much_it_has_found(open_page: Open):
    """In a status that is read out, also when there is nothing."""
    page = search(open_page(SEEN))
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("0 results")
    page.get_by_role("searchbox").fill("alexandr wang gives safety")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("1 result")


def test_nothing_moves_when_it_opens(open_page: Open):
    """The page behind stays where it is."""
    page = open_page(SEEN)
    before = page.locator("h1").bounding_box()
    search(page)
    results(page, "llama")
    assert page.locator("h1").bounding_box() == before


def test_results_have_an_address(open_page: Open):
    """It is offered in the dialog; there what is looked for stands in it, and is looked for when it is opened anew."""
    page = search(open_page(SEEN))
    results(page, "llama 4")
    page.get_by_role("link", name="These results on a page with an address").click()
    page.wait_for_url("**/search/?q=llama%204")
    expect(page.locator("#search_here li b").first).to_have_text("Llama 4")
    page.get_by_role("searchbox", name="Search").fill("hle")
    expect(page.locator("#search_here li b").first).to_have_text("Humanity's Last Exam")
    assert page.url.endswith("/search/?q=hle")
    page.reload()
    expect(page.locator("#search_here li b").first).to_have_text("Humanity's Last Exam")
    expect(page.locator("#search_here").get_by_role("status")).to_contain_text("result")
    page.get_by_role("searchbox", name="Search").press("Enter")
    page.wait_for_url("**/benchmarks/hle/")
    page.go_back()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("hle")


def test_on_the_page_of_all_names_the_field_is_there(open_page: Open):
    """The link of every page leads to it, and nothing is loaded before it is used."""
    page = open_page("search/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.type("wang")
    expect(page.locator("#search_here li b").first).to_have_text("Alexandr Wang")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search_here li a").first).to_be_focused()
    assert sum(url.endswith("search.json") for url in asked) == 1


def test_without_scripts_the_link_leads_to_all_names(open_page: Open):
    """A page from A to Z."""
    page = open_page(SEEN, java_script_enabled=False)
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Everything by name")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="Humanity’s Last Exam", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Humanity")


def test_every_name_leads_somewhere(site: Path):
    """All addresses of the index are places of the site, those of values too."""
    index = json.loads((site / "search.json").read_text("utf-8"))
    names = index["names"]
    urls = {url for _, _, url, _, _ in names}
    for subject, prop, place, _ in index["findings"]:
        key = names[prop][2].rstrip("/").replace("#", "/").rpartition("/")[2]
        urls.add(f"{names[subject][2]}#{key}{place}")
    pages: dict[str, str] = {}
    lost = []
    for url in sorted(urls):
        path, _, place = url.partition("#")
        if path not in pages:
            file = site / path / "index.html"
            pages[path] = file.read_text("utf-8") if file.is_file() else ""
        if not pages[path] or (place and f'id="{place}"' not in pages[path]):
            lost.append(url)
    assert lost == []
