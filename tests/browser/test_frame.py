"""What is around every page: the way past it, the schemes, the page for what is missing, paper."""

from __future__ import annotations

import re
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


def test_a_missing_page_is_looked_for_by_the_words_of_its_address(browser: Browser, origin: str):
    """Where scripts run; else among all names."""
    page = browser.new_context().new_page()
    page.goto(f"{origin}models/muse-spark.html")
    page.get_by_role("link", name="look for it").click()
    expect(page.locator("#search_here li b").first).to_have_text("Muse Spark")
    page.context.close()


WALK = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const style = getComputedStyle(at);
  const mark = at.querySelector?.(":scope > :is(.hit, .aim)");
  const ringed = mark ? getComputedStyle(mark).strokeWidth : 0;
  return {
    place: [...document.querySelectorAll("*")].indexOf(at),
    name: at.outerHTML.slice(0, 90),
    seen: parseFloat(style.outlineWidth) * (style.outlineStyle !== "none") || parseFloat(ringed) || parseFloat(style.borderBottomWidth),
    box: at.getBoundingClientRect().toJSON(),
  };
}"""
STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "timeline/?kind=money",
        "events/scale-ai-deal/",
        "about/",
        "explained/contemplating-mode/",
    ],
)
def test_a_page_is_walked_by_keyboard(open_page: Open, address: str, width: int):
    """Tab reaches every control, in the order of the page, sees where it is, and gets out at the end."""
    page = open_page(address, width=width)
    every = page.locator(STOPS).evaluate_all(
        "stops => stops.filter(stop => stop.tabIndex >= 0 && stop.checkVisibility({visibilityProperty: true})).length"
    )
    stops = []
    for _ in range(every + 3):
        page.keyboard.press("Tab")
        stop = page.evaluate(WALK)
        if stop is None:
            break
        stops.append(stop)
    # Of the choices in a group of radio buttons only one is a stop.
    radios = page.locator("input[type=radio]:visible").count()
    assert len(stops) == every - max(0, radios - 1)
    assert [stop["place"] for stop in stops] == sorted({stop["place"] for stop in stops})
    for stop in stops:
        box = stop["box"]
        assert stop["seen"] >= 2, stop["name"]
        assert box["width"] > 0 < box["height"], stop["name"]
        assert box["right"] > 0 <= box["left"] < width, stop["name"]
        assert box["bottom"] > 0, stop["name"]
        assert box["top"] < 900, stop["name"]


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize(
    "address", ["", "timeline/", "benchmarks/", "explained/contemplating-mode/"]
)
def test_on_a_phone_a_page_begins_with_its_title(open_page: Open, address: str, width: int):
    """What stands beside the title at a desk comes after it, and a section's other pages are folded."""
    page = open_page(address, width=width)
    title = page.get_by_role("heading", level=1).bounding_box()
    assert title
    assert title["y"] < 300
    beside = page.locator(".ledger > :is(.aside, .layers-of)").first.bounding_box()
    assert beside is None or beside["y"] > title["y"]
    if page.locator(".siblings").count():
        page.locator(".siblings summary").click()
        expect(page.locator(".siblings a[aria-current=page]")).to_be_visible()


def test_at_a_desk_a_section_shows_its_pages(open_page: Open):
    """In a line, without a fold."""
    page = open_page("benchmarks/")
    expect(page.locator(".siblings summary")).to_be_hidden()
    expect(page.locator(".siblings a[aria-current=page]")).to_be_visible()


def test_labels_of_a_small_axis_are_not_cut_off(open_page: Open):
    """On the narrowest phone."""
    page = open_page("", width=320)
    boxes = page.locator("figure.ans text").evaluate_all(
        "texts => texts.map(text => text.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) > 20
    assert all(box["left"] >= 0 and box["right"] <= 320 for box in boxes)


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


def test_on_paper_the_timeline_has_all_events_with_the_addresses_of_their_sources(open_page: Open):
    """And without the filters, which cannot be used there."""
    page = open_page("timeline/")
    events = page.locator(".ev[id]")
    total = events.count()
    page.emulate_media(media="print")
    assert total > 70
    assert page.locator(".ev[id]:visible").count() == total
    expect(page.locator("#timeline_filters")).to_be_hidden()
    assert (
        page.locator(".ev[id] .src li:not([data-at])").count()
        < page.locator(".ev .src li").count() / 10
    )
    source = page.locator("#scale-ai-deal .src li").first
    shown = source.evaluate("item => getComputedStyle(item, '::after').content")
    assert "www.benzinga.com/markets/" in shown


@pytest.mark.parametrize(("address", "most"), [("entities/muse-spark/", 35), ("timeline/", 17)])
def test_paper_is_not_wasted(open_page: Open, address: str, most: int):
    """The longest pages, in sheets of A4."""
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
    printed = open_page(address).pdf(format="A4", margin=margin)
    assert 1 < len(re.findall(rb"/Type /Page\b", printed)) <= most


def test_stress_is_seen(open_page: Open):
    """Without an italic cut a stressed word is heavier than its sentence, as strong ones are."""
    word = open_page("method/").locator("article p em").first
    weights = (
        "each => [each, each.parentElement].map(one => Number(getComputedStyle(one).fontWeight))"
    )
    assert word.evaluate(weights) == [600, 400]
