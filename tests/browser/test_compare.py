"""Two subjects side by side: the script says of any two what the build says of the pairs that it folds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_script_and_build_say_the_same_of_every_pair(open_page: Open):
    """Picked by hand, each folded pair comes out word for word as it is folded."""
    page = open_page("compare/")
    folded = page.locator(".pairing")
    for number in range(folded.count()):
        pair = folded.nth(number)
        left, right = (pair.get_attribute("id") or "").split(".")
        page.get_by_label("First", exact=True).select_option(left)
        page.get_by_label("Second", exact=True).select_option(right)
        if number == 0:
            expect(page.locator(".compare table")).to_be_visible()
        for part in ("caption", "tbody", ".apart", "p.lbl"):
            picked = page.locator(f".compare > div {part}").evaluate_all(WORDS)
            assert picked == pair.locator(part).evaluate_all(WORDS)


WORDS = "found => found.map(each => each.textContent.replace(/\\s+/g, ''))"


def test_a_pair_stands_in_the_address(open_page: Open):
    """Whoever follows it sees the same two; the same one twice is no pair."""
    page = open_page("compare/?left=gpt-5-4&right=muse-spark")
    heads = page.locator(".compare thead th")
    expect(heads).to_have_text(["Test", "GPT-5.4", "Muse Spark"])
    page.get_by_label("Second", exact=True).select_option("gpt-5-4")
    expect(page.locator(".compare table")).to_have_count(0)
    expect(page.get_by_role("status").first).to_have_text("Pick two different ones.")
    assert "left=gpt-5-4&right=gpt-5-4" in page.url


def test_a_value_opens_here_too(open_page: Open):
    """With what its sources say, and closes again with Escape."""
    page = open_page("compare/")
    value = page.locator(".compare a.v").first
    value.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="What sources say")).to_be_focused()
    page.keyboard.press("Escape")
    expect(value).to_be_focused()
    expect(page.locator("#opened")).to_have_count(0)


def test_two_without_a_test_in_common_are_told_apart(open_page: Open):
    """Nothing is set side by side, and what each was tested on alone is named."""
    page = open_page("compare/?left=muse-spark&right=llama-1-7b")
    expect(page.get_by_text("The two have no test in common.")).to_be_visible()
    expect(page.locator(".compare table")).to_have_count(0)
    expect(page.locator(".compare > div > p.lbl")).to_have_count(2)


def test_a_pair_is_there_when_one_comes_back(open_page: Open):
    """Back and forward lead to the same two."""
    page = open_page("compare/")
    page.get_by_label("Second", exact=True).select_option("gpt-5-4")
    page.get_by_role("link", name="What may stand side by side").click()
    page.go_back()
    expect(page.locator(".compare thead th")).to_have_text(["Test", "Muse Spark", "GPT-5.4"])
    page.go_forward()
    page.go_back()
    expect(page.get_by_label("Second", exact=True)).to_have_value("gpt-5-4")


def test_what_is_compared_is_taken_along(open_page: Open, tmp_path: Path):
    """Every value on screen, comparable or not, with the sources that give it."""
    page = open_page("compare/?left=gpt-5-4&right=muse-spark", accept_downloads=True)
    shown = page.locator(".compare > div :is(td a.v, .apart .lbl a)")
    expect(shown.first).to_be_visible()
    front = page.url.partition("compare/")[0]
    pages = [url.removeprefix(front) for url in shown.evaluate_all("all => all.map(a => a.href)")]
    texts = {}
    for name in ("These results as CSV, with their sources", "as JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        texts[path.name] = path.read_text("utf-8")
    whole = json.loads(texts["gpt-5-4-and-muse-spark.json"])
    assert whole["title"] == "GPT-5.4 and Muse Spark"
    assert whole["count"] == len(pages) > 10
    assert sorted(item["page"] for item in whole["items"]) == sorted(pages)
    assert all(item["claims"] for item in whole["items"])
    rows = list(csv.DictReader(io.StringIO(texts["gpt-5-4-and-muse-spark.csv"])))
    assert [row["page"] for row in rows] == [item["page"] for item in whole["items"]]
    assert all(row["sources"] for row in rows)
