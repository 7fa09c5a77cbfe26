"""Tables of results: values that open, columns that sort, columns to choose, files to take along."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Page, expect

Open: TypeAlias = Callable[..., Page]
VALUE = "table[data-table] td > a.v"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_value_opens_its_sources_by_pointer(open_page: Open, width: int):
    """In place, beside the value; it stands in the address, and a second press closes it."""
    page = open_page("benchmarks/", width=width)
    value = page.locator(VALUE).first
    value.click()
    panel = page.locator("#opened")
    expect(panel).to_be_visible()
    expect(value).to_have_attribute("aria-expanded", "true")
    expect(panel.get_by_role("link", name="On its own page")).to_be_visible()
    assert "open=" in page.url
    value.click()
    expect(panel).to_have_count(0)
    assert "open=" not in page.url


def test_a_report_that_prints_another_value_is_told_so(open_page: Open):
    """Its own table shows what it gives; what is opened says why that is not the number on top."""
    page = open_page("benchmarks/llama/")
    said = page.get_by_text("The table shows what its own report gives: 54.8.")
    table = page.locator('table[data-table="llama-2-paper"]')
    table.get_by_role("link", name="54.8").first.click()
    expect(said).to_be_visible()
    table.get_by_role("link", name="62.6").first.click()
    expect(page.locator("#opened .big").first).to_contain_text("62.6")
    expect(said).to_have_count(0)


def test_a_group_is_read_before_its_first_value(open_page: Open):
    """On a phone too, where its name is drawn over the line; a table stays a table there."""
    page = open_page("benchmarks/", width=390)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    cells = [node["name"]["value"] for node in tree if node["role"]["value"] == "cell"]
    assert cells[0].startswith("Meta’s own results, Muse Spark ")
    assert not cells[1].startswith("Meta’s own results")
    tables = [node["name"]["value"] for node in tree if node["role"]["value"] == "table"]
    assert tables[0] == "Results at the launch of Muse Spark."


def test_a_value_opens_by_keyboard(open_page: Open):
    """Enter opens it and moves into it, Escape closes it and leads back."""
    page = open_page("benchmarks/")
    value = page.locator(VALUE).first
    value.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#opened")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#opened")).to_have_count(0)
    expect(value).to_be_focused()


def test_an_opened_value_is_sent(open_page: Open):
    """Whoever follows the address sees it open."""
    page = open_page("benchmarks/")
    page.locator(VALUE).nth(3).click()
    expect(page.locator("#opened")).to_be_visible()
    told = page.locator("#opened").inner_text()
    again = open_page(page.url.partition("/annals/")[2])
    expect(again.locator("#opened")).to_be_visible()
    assert again.locator("#opened").inner_text() == told


def test_a_column_sorts_and_says_so(open_page: Open):
    """Highest first, then lowest first, then as it was, within each group of rows; by keyboard."""
    page = open_page("benchmarks/")
    table = page.locator("table[data-table]").first
    before = table.locator("tbody tr th").all_inner_texts()
    head = table.locator("thead tr").last.locator("th").first
    button = head.locator("button.sort")
    for direction in ("descending", "ascending"):
        button.focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", direction)
        first = "highest first" if direction == "descending" else "lowest first"
        expect(
            page.get_by_text(f"Sorted by Muse Spark, Meta’s own results: {first}.")
        ).to_have_attribute("role", "status")
        groups = table.evaluate(
            """table => [...table.tBodies].map(body => [...body.querySelectorAll("tr[data-u=percent]")]
              .map(row => Number(row.querySelector("td").dataset.v ?? NaN))
              .filter(value => !Number.isNaN(value)))"""
        )
        assert sum(len(values) for values in groups) > 10
        for values in groups:
            assert values == sorted(values, reverse=direction == "descending")
    button.click()
    expect(head).not_to_have_attribute("aria-sort", re.compile("."))
    assert table.locator("tbody tr th").all_inner_texts() == before


def test_rows_of_a_long_table_are_seen_in_order_and_then_moved(open_page: Open):
    """By any press before the last is done, too; whoever opens a value finds all of them where they are seen."""
    page = open_page("benchmarks/llama/")
    table = page.locator("[data-table=llama-2-paper]")
    body = table.locator("tbody").first
    buttons = table.locator("thead tr").last.locator("button.sort")
    moving = table.locator("tr[style*=order], tr.now, tr.later")
    seen = """body => {
      const rows = [...body.rows].filter(row => !row.matches(".opened"));
      const alike = rows.filter(row => row.dataset.u === "percent" && row.cells[%d].dataset.v);
      return [rows.map(row => row.getBoundingClientRect().top), alike.map(row => Number(row.cells[%d].dataset.v))];
    }"""
    buttons.nth(1).click()
    buttons.nth(0).click()
    expect(moving.first).to_be_attached()
    tops, _ = body.evaluate(seen % (1, 1))
    assert tops != sorted(tops)
    expect(moving).to_have_count(0)
    tops, values = body.evaluate(seen % (1, 1))
    assert len(tops) > 20
    assert tops == sorted(tops)
    assert values == sorted(values, reverse=True)
    buttons.nth(1).click()
    table.locator("td > a.v").first.click()
    expect(page.locator("#opened")).to_be_visible()
    expect(moving).to_have_count(0)
    tops, values = body.evaluate(seen % (2, 2))
    assert tops == sorted(tops)
    assert values == sorted(values, reverse=True)


def test_columns_are_chosen(open_page: Open):
    """A model taken away is gone from the table, not from the record; the address keeps it."""
    page = open_page("benchmarks/")
    matrix = page.locator("table[data-table]").first
    box = page.locator(".choose").first
    box.locator("summary").click()
    first = box.locator("input[type=checkbox]").nth(1)
    key = first.get_attribute("value")
    columns = matrix.locator("thead tr").last.locator("th:visible").count()
    first.uncheck()
    assert matrix.locator("thead tr").last.locator("th:visible").count() < columns
    assert f"without={key}" in page.url
    first.check()
    assert matrix.locator("thead tr").last.locator("th:visible").count() == columns


def test_what_is_chosen_is_taken_along(open_page: Open, tmp_path: Path):
    """A file holds the rows and columns on screen, with their sources."""
    page = open_page("benchmarks/", accept_downloads=True)
    box = page.locator(".choose").first
    box.locator("summary").click()
    first = box.locator("input[type=checkbox]").nth(1)
    key = first.get_attribute("value")
    files = {}
    for chosen in (True, False):
        first.set_checked(chosen)
        for name in ("This table as CSV, with its sources", "as JSON"):
            with page.expect_download() as download:
                page.get_by_role("link", name=name).first.click()
            path = tmp_path / f"{chosen}-{download.value.suggested_filename}"
            download.value.save_as(path)
            files[chosen, path.suffix] = path.read_text("utf-8")
    whole, part = (json.loads(files[chosen, ".json"])["items"] for chosen in (True, False))
    assert part == [item for item in whole if item["column"].split(" ")[1] != key]
    assert len(part) < len(whole)
    rows = list(csv.DictReader(io.StringIO(files[False, ".csv"])))
    assert [row["finding"] for row in rows] == [item["finding"] or "" for item in part]
    assert all(row["sources"] for row in rows if row["value"])


def test_a_value_opens_by_touch(open_page: Open):
    """Right below its line; the value keeps its bracket, pressed or not."""
    page = open_page("benchmarks/", width=390, has_touch=True, is_mobile=True)
    value = page.locator(VALUE).nth(2)
    bracket = "element => getComputedStyle(element).backgroundImage"
    drawn = value.evaluate(bracket)
    assert "gradient" in drawn
    value.tap()
    panel = page.locator("td.on #opened")
    expect(panel).to_be_visible()
    assert value.evaluate(bracket) == drawn
    panel.get_by_role("button", name="Close").tap()
    expect(panel).to_have_count(0)


def test_what_was_sorted_chosen_and_opened_is_there_when_one_comes_back(open_page: Open):
    """After following a link, and back."""
    page = open_page("benchmarks/")
    table = page.locator("table[data-table]").first
    table.locator("thead tr").last.locator("button.sort").first.click()
    box = page.locator(".choose").first
    box.locator("summary").click()
    box.locator("input[type=checkbox]").last.uncheck()
    page.locator(VALUE).first.click()
    expect(page.locator("#opened")).to_be_visible()
    before = table.locator("tbody th[scope=row]").all_inner_texts()
    page.locator("#opened").get_by_role("link", name="On its own page").click()
    page.wait_for_url("**/entities/**")
    page.go_back()
    expect(page.locator("#opened")).to_be_visible()
    expect(table.locator("[aria-sort]")).to_have_count(1)
    expect(box.locator("input[type=checkbox]").last).not_to_be_checked()
    assert table.locator("tbody th[scope=row]").all_inner_texts() == before


def test_on_a_phone_a_list_of_columns_sorts(open_page: Open):
    """There are no heads to press there; what is chosen stands in the address."""
    page = open_page("benchmarks/", width=390)
    order = page.get_by_label("Sort by").first
    order.select_option(label="Muse Spark, Meta’s own results")
    page.wait_for_url("**launch.sort=*")
    values = page.locator("table[data-table]").first.evaluate(
        """table => [...table.querySelectorAll("tr[data-u=percent]")]
          .map(row => Number(row.cells[1].dataset.v ?? NaN)).filter(value => !Number.isNaN(value))"""
    )
    assert len(values) > 10
    assert values == sorted(values, reverse=True)


def test_no_cell_reaches_over_the_edge_of_a_phone(open_page: Open):
    """Neither do the sources of a test's own page."""
    for address in ("benchmarks/", "benchmarks/hle/", "benchmarks/all/", "compare/"):
        page = open_page(address, width=390)
        reach = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll("table td *, table th *")]
              .filter(each => !each.closest("svg, .vh")).map(each => each.getBoundingClientRect().right))"""
        )
        assert reach <= 390 - 12


def test_without_scripts_a_value_leads_to_its_sources(open_page: Open):
    """To its own place on its subject's page, unfolded."""
    page = open_page("benchmarks/", java_script_enabled=False)
    expect(page.locator("table[data-table] button")).to_have_count(0)
    page.locator(VALUE).first.click()
    place = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert place
    expect(page.locator(f'[id="{place}"]')).to_be_in_viewport()
