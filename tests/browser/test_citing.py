"""Citing and citations: what can be copied, and what a mark of a citation shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

import pytest
from playwright.sync_api import Page, expect

Open: TypeAlias = Callable[..., Page]
VALUE = "entities/muse-spark/#hle.by-meta.mode-contemplating"
ADDRESS = "https://record.example/annals/"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def copied(page: Page) -> str:
    """What is on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\u00a0", " ")


def dialog_of(page: Page) -> Page:
    """A page with the dialog for one value opened."""
    value = page.locator('[id="hle.by-meta.mode-contemplating"]')
    value.get_by_role("button", name="Cite").click()
    return page


def test_a_page_is_copied_in_words(open_page: Open):
    """Its title, the site, the day of the data, its address."""
    page = open_page("explained/contemplating-mode/", **CLIPBOARD)
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy: In words").click()
    expect(page.get_by_text("Copied.")).to_be_attached()
    assert copied(page).startswith("“Contemplating mode”. From Llama to Muse Spark. Record of ")
    assert copied(page).endswith(f". {ADDRESS}explained/contemplating-mode/")
    assert "Record of " in copied(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_value_is_copied_with_its_conditions(open_page: Open, width: int):
    """What was measured, by whom, how, what it came to, and where exactly it stands."""
    page = dialog_of(open_page(VALUE, width=width, **CLIPBOARD))
    page.get_by_role("dialog").get_by_role("button", name="Copy: CSL-JSON").click()
    expect(page.get_by_text("Copied.")).to_be_attached()
    (item,) = json.loads(copied(page))
    assert (
        item["title"]
        == "Muse Spark: Humanity’s Last Exam (measured by Meta, Contemplating mode): 58 %"
    )
    assert item["URL"] == ADDRESS + VALUE
    assert item["version"] == item["id"].partition("-hle")[0][-10:]
    page.get_by_role("dialog").get_by_role("button", name="Copy: BibTeX").click()
    assert "58 \\%}}" in copied(page)
    assert f"url = {{{ADDRESS}{VALUE}}}" in copied(page)


def test_by_keyboard(open_page: Open):
    """The dialog holds the focus, Escape gives it back."""
    page = dialog_of(open_page(VALUE))
    expect(page.get_by_role("dialog", name="Cite this value")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator('[id="hle.by-meta.mode-contemplating"] button')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_an_event_is_copied_with_its_day(open_page: Open):
    """The year, which stands above the day on the timeline, too."""
    page = open_page("timeline/", **CLIPBOARD)
    event = page.locator("#llama-1-announced")
    event.get_by_role("button", name="Cite").click()
    page.get_by_role("dialog").get_by_role("button", name="Copy: In words").click()
    assert copied(page).startswith(
        "“LLaMA is announced, for approved researchers only, 24 February 2023”. "
    )


def test_without_scripts_the_page_says_how_to_cite_it(open_page: Open):
    """In all forms, with no button that would do nothing."""
    page = open_page("explained/contemplating-mode/", java_script_enabled=False)
    page.get_by_text("Cite this page").click()
    expect(page.locator("#cite")).to_contain_text("@misc{explained-contemplating-mode-")
    expect(page.locator("#cite button")).to_have_count(0)


# --- marks of citations: WCAG 1.4.13 ----------------------------------------------------------------


def test_a_preview_is_shown_by_pointer_and_can_be_entered(open_page: Open):
    """On hover; it stays while the pointer is on it, and goes when it leaves."""
    page = open_page("explained/contemplating-mode/")
    mark = page.locator("a.cite").first
    mark.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_be_visible()
    box = preview.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=5)
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview).to_be_hidden()


def test_a_preview_is_shown_by_keyboard_and_dismissed(open_page: Open):
    """On focus; Escape closes it and leaves the focus; Enter follows the mark to the list, and a link leads back."""
    page = open_page("explained/contemplating-mode/")
    mark = page.locator("a.cite").first
    mark.focus()
    preview = page.get_by_role("tooltip")
    expect(preview).to_be_visible()
    described = mark.get_attribute("aria-describedby")
    assert described == preview.get_attribute("id")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#ref-1")
    page.locator("#ref-1 .back a").last.click()
    expect(mark).to_be_in_viewport()


def test_a_first_tap_shows_a_preview_and_a_second_follows(open_page: Open):
    """On a touch screen nothing can be pointed at without pressing."""
    page = open_page("explained/contemplating-mode/", width=390, has_touch=True)
    mark = page.locator("a.cite").first
    mark.tap()
    preview = page.get_by_role("tooltip")
    expect(preview).to_be_visible()
    box = preview.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert "#" not in page.url
    mark.tap()
    page.wait_for_url("**#ref-1")


def test_without_scripts_a_mark_leads_to_the_list(open_page: Open):
    """And the list back to the text."""
    page = open_page("explained/contemplating-mode/", java_script_enabled=False)
    page.locator("a.cite").first.click()
    expect(page.locator("#ref-1")).to_be_in_viewport()
    page.locator("#ref-1 .back a").last.click()
    expect(page.locator("a.cite").first).to_be_in_viewport()
