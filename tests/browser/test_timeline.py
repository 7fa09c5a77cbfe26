"""The filters of the timeline: by pointer and by keyboard, on a phone and at a desk, in the address; and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
import serving
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
Open: TypeAlias = Callable[..., Page]


def shown(page: Page) -> int:
    """How many events are shown."""
    return page.locator(".ev[data-k]:visible").count()


def said(page: Page) -> int:
    """How many events the page says it shows."""
    words = page.locator("#timeline_result").inner_text().replace(",", "")
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


@pytest.mark.parametrize("width", [1280, 390])
def test_filters_by_pointer(open_page: Open, width: int):
    """Each narrows the events, says how many are left, and stands in the address; all can be taken away."""
    page = open_page("timeline/", width=width)
    everything = shown(page)
    assert said(page) == everything
    page.get_by_label(re.compile("^Money")).check()
    money = shown(page)
    assert 0 < money < everything
    assert said(page) == money
    assert page.url.endswith("?kind=money")
    page.get_by_label(re.compile("^Turning points")).check()
    assert shown(page) == said(page) < money
    page.get_by_role("button", name="Show all events").click()
    assert shown(page) == everything
    assert "?" not in page.url
    page.get_by_label("About", exact=True).select_option("alexandr-wang")
    assert 0 < shown(page) == said(page) < everything
    page.get_by_role("searchbox", name="Words").fill("zzzz")
    assert shown(page) == 0
    expect(page.locator("#timeline_result")).to_have_text(
        "No event matches all of this. Take a filter away to see more."
    )


def test_counts_beside_choices_are_those_that_they_lead_to(open_page: Open):
    """What a choice says it would leave is what it leaves."""
    page = open_page("timeline/")
    for name in ("Models", "Safety and evaluation"):
        box = page.get_by_label(re.compile(f"^{name}"))
        count = int(box.locator("xpath=..").locator(".n").inner_text())
        box.check()
        assert shown(page) == count
        box.uncheck()


def test_filters_by_keyboard(open_page: Open):
    """Space ticks a box, letters are typed, Escape takes everything away."""
    page = open_page("timeline/")
    everything = shown(page)
    page.get_by_label(re.compile("^Models")).focus()
    page.keyboard.press("Space")
    assert 0 < shown(page) < everything
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "words":
            break
    page.keyboard.type("405B")
    narrowed = shown(page)
    assert 0 < narrowed < everything
    assert "words=405B" in page.url


def test_words_are_looked_for_in_what_is_said(open_page: Open):
    """Not in the links that every event has."""
    page = open_page("timeline/?words=full+page+and+picture")
    assert shown(page) == 0
    page.get_by_role("searchbox", name="Words").fill("torrent 4chan")
    assert shown(page) == 1


def test_a_filtered_view_is_sent_and_gone_back_to(open_page: Open):
    """Its address shows the same to somebody else; Back takes one choice away."""
    page = open_page("timeline/?kind=money&kind=lab&weight=2")
    narrowed = shown(page)
    assert 0 < narrowed == said(page)
    page.get_by_label(re.compile("^Turning points")).check()
    assert shown(page) < narrowed
    page.go_back()
    assert shown(page) == narrowed


def test_an_event_is_found_by_its_address_whatever_is_filtered(open_page: Open):
    """A link to an event leads to it."""
    page = open_page("timeline/#llama-1-leaked")
    expect(page.locator("#llama-1-leaked")).to_be_in_viewport()


def test_marks_of_the_overview_lead_to_events(open_page: Open):
    """By pointer and by keyboard, at a desk."""
    page = open_page("timeline/")
    mark = page.locator(".overview a[data-ev]:visible").first
    mark.focus()
    page.keyboard.press("Enter")
    place = page.url.partition("#")[2]
    assert place
    expect(page.locator(f'[id="{place}"]')).to_be_in_viewport()


def test_without_scripts_every_event_is_there_and_kinds_have_pages(open_page: Open):
    """No filter is shown that would do nothing."""
    with_scripts = shown(open_page("timeline/"))
    page = open_page("timeline/", java_script_enabled=False)
    assert page.locator(".ev[id]:visible").count() >= with_scripts
    expect(page.locator("#timeline_filters")).to_be_hidden()
    page.locator("#timeline_kinds").get_by_role("link", name=re.compile("^Money")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Money")
    assert 0 < page.locator(".ev[id]").count() < with_scripts


# --- more events than one page has room for -------------------------------------------------------


EVENTS = {1991: 130, 1992: 900}
CROWDED = f"""
site_name: Bridges
site_url: http://localhost:8000/
theme: {{name: material, custom_dir: {ROOT / "theme"}, font: false}}
hooks: [{ROOT / "hooks/main.py"}]
plugins: []
extra: {{annals: {{as_of: 2024-06-30, kinds: {{works: Works, repairs: Repairs}}}}}}
"""


def crowd() -> str:
    """Some events of two years, every third of another kind."""
    return "".join(
        f"- id: event-{year}-{number}\n  title: Something is done\n  kind: {'works' if number % 3 else 'repairs'}\n"
        f"  when: {date.fromordinal(date(year, 1, 1).toordinal() + number * 300 // count)}\n"
        "  about: [north-bridge]\n  text: It happened [@survey, page 9].\n"
        for year, count in EVENTS.items()
        for number in range(count)
    )


@pytest.fixture(scope="module")
def crowded(
    build: Callable[..., str],
    shared_files: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a site of a thousand events."""
    project = tmp_path_factory.mktemp("crowded")
    files = {**shared_files, "mkdocs.yml": CROWDED, "data/events/crowd.yml": crowd()}
    for name, content in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(content, "utf-8")
    build("mkdocs", project / "site", config=project / "mkdocs.yml")
    with serving.served(project / "site") as origin:
        yield origin


@pytest.mark.parametrize("page_of", ["timeline/", "timeline/1991/"])
def test_old_links_lead_to_where_an_event_stands_now(open_at: Open, crowded: str, page_of: str):
    """From the timeline, which has no room for a line of it, and from the page of its year, which has."""
    page = open_at(crowded, f"{page_of}#event-1991-3")
    page.wait_for_url("**/timeline/1991-q1/#event-1991-3")
    expect(page.locator("#event-1991-3")).to_be_in_viewport()


def test_filters_of_a_part_say_what_they_choose_among(open_at: Open, crowded: str):
    """Those of a quarter are its own; a page that lists only the newest events says so, and leads on to the years."""
    page = open_at(crowded, "timeline/1991-q1/")
    expect(page.locator("#timeline_filters")).to_contain_text("January to March 1991")
    everything = shown(page)
    page.locator("[name=kind]").last.check()
    assert 0 < shown(page) == said(page) < everything
    page = open_at(crowded, "timeline/")
    expect(page.locator("#timeline_filters")).to_contain_text("the 50 newest")
    assert shown(page) == said(page) == 50
    expect(page.locator(".jump a").last).to_have_attribute("href", re.compile("1992/$"))


def test_on_a_phone_what_is_out_of_sight_is_laid_out_once_the_page_is_there(open_page: Open):
    """So that its text can be found and its place is known; a filter spares it for a moment, and an address leads to it at once."""
    page = open_page("timeline/", width=390)
    last = page.locator(".ev h3").last.inner_text()
    spared = page.locator("#timeline_events .ev:not(.laid)")
    expect(spared).to_have_count(0)
    assert last in page.locator("#timeline_events").inner_text()
    page.locator("[name=kind]").nth(1).click()
    expect(page.locator("#timeline_events.many")).to_have_count(0)
    expect(spared).to_have_count(0)
    name = page.locator("#timeline_events .ev").nth(40).get_attribute("id")
    asked = open_page(f"timeline/#{name}", width=390)
    expect(asked.locator(f"[id='{name}']")).to_be_in_viewport()
