"""What is around every page: the way past it, the schemes, the page for what is missing, paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page, expect

Open: TypeAlias = Callable[..., Page]
PAPER = "getComputedStyle(document.body).backgroundColor"


def test_the_first_stop_leads_past_the_frame(open_page: Open):
    """For who reads with the keyboard."""
    page = open_page("timeline/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_scheme_is_chosen_and_kept(open_page: Open, width: int):
    """The button says what it leads to; the choice holds on the next page, and against the system."""
    page = open_page("", width=width, color_scheme="light")
    light = page.evaluate(PAPER)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(PAPER)
    assert dark != light
    page.get_by_role("link", name="Timeline", exact=True).first.click()
    expect(page.get_by_role("button", name="Light")).to_be_visible()
    assert page.evaluate(PAPER) == dark
    page.get_by_role("button", name="Light").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(PAPER) == light


def test_without_scripts_pages_follow_the_system(open_page: Open):
    """And show no button that would do nothing."""
    light = open_page("", java_script_enabled=False, color_scheme="light")
    dark = open_page("", java_script_enabled=False, color_scheme="dark")
    assert light.evaluate(PAPER) != dark.evaluate(PAPER)
    expect(light.locator("#scheme")).to_be_hidden()


def test_the_main_links_are_reached_and_marked(open_page: Open):
    """Each leads to a page on which it is the current one."""
    page = open_page("")
    for name in page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts():
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        current = page.get_by_role("navigation", name="Main").locator("[aria-current]")
        expect(current).to_have_text(name)


def test_a_missing_page_leads_on(browser: Browser, origin: str):
    """Its addresses hold at any depth."""
    page = browser.new_context().new_page()
    answer = page.goto(f"{origin}entities/no-such-thing/at/all/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    page.get_by_role("main").get_by_role("link", name="Everything by name").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Everything by name")
    page.context.close()


def test_paper_is_white_and_unfolded(open_page: Open):
    """Whatever scheme is chosen; what is folded on screen is read on paper; sources have their addresses."""
    page = open_page("explained/contemplating-mode/", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    expect(page.locator(".mast nav")).to_be_hidden()
    expect(page.locator("#cite [data-form=words]")).to_be_visible()
    outward = page.locator(".references .outward").first
    shown = outward.evaluate("link => getComputedStyle(link, '::after').content")
    assert shown.strip('" ') == outward.get_attribute("href")
