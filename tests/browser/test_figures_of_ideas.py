"""Figures that can be moved: what the browser computes is what Python computes; by pointer and by keyboard; complete without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import pytest
from annals.ideas import noticing, penalty, plans, rating, voting
from playwright.sync_api import Locator, Page, expect

Open: TypeAlias = Callable[..., Page]
THINKING = "explained/thought-compression/"
AGENTS = "explained/contemplating-mode/"
SEEING = "explained/seeing/"
READING = "explained/reading-a-benchmark-table/"
AWARENESS = "explained/evaluation-awareness/"


def put(slider: Locator, value: int) -> None:
    """Move a slider to a value, as dragging does."""
    slider.evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }",
        value,
    )


@pytest.mark.parametrize("charge", [penalty.CHARGES[0], 30, 67, 76, penalty.CHARGES[1]])
def test_the_charge_moves_dots_to_where_python_puts_them(open_page: Open, charge: int):
    """The words say the best lengths, each dot stands at its own, and the rings stay."""
    figure = open_page(THINKING).locator("charge-figure")
    rings = [ring.get_attribute("cx") for ring in figure.locator(".ring").all()]
    put(figure.get_by_role("slider"), charge)
    best = [problem.best(charge / 1000) for problem in penalty.PROBLEMS]
    words = "; ".join(
        f"{problem.name} {f'{tokens:.1f}' if tokens else 'none'}"
        for problem, tokens in zip(penalty.PROBLEMS, best, strict=True)
    )
    assert words in figure.locator(".said").inner_text()
    drawn = [
        float((dot.get_attribute("cx") or "").rstrip("%")) for dot in figure.locator(".dot3").all()
    ]
    assert drawn == pytest.approx([8 + 88 * tokens / penalty.LONGEST for tokens in best], abs=0.01)
    assert [ring.get_attribute("cx") for ring in figure.locator(".ring").all()] == rings


@pytest.mark.parametrize(
    ("accuracy", "correlation"), [(60, 20), (60, 0), (85, 50), (35, 90), (50, 33)]
)
def test_the_vote_is_counted_as_python_counts_it(open_page: Open, accuracy: int, correlation: int):
    """In words, and along the whole line."""
    figure = open_page(AGENTS).locator("vote-figure")
    first, second = figure.get_by_role("slider").all()
    put(first, accuracy)
    put(second, correlation)
    expected = [
        voting.majority(agents, accuracy / 100, correlation / 100) for agents in voting.AGENTS
    ]
    assert f"right {100 * expected[-1]:.1f} % of the time" in figure.locator(".said").inner_text()
    line = figure.locator('[data-line="1"]').get_attribute("points") or ""
    drawn = [float(point.split(",")[1]) for point in line.split()]
    assert drawn == pytest.approx([1000 * (1 - chance) for chance in expected], abs=0.01)


@pytest.mark.parametrize(
    "plan", [plans.TOGETHER, plans.MOST, plans.Plan(1, 1, 0), plans.Plan(3, 7, 2)]
)
def test_clock_and_bill_are_those_of_the_plan(open_page: Open, plan: plans.Plan):
    """A square for each step that is paid for, but that combining steps are as high as all agents."""
    figure = open_page(AGENTS).locator("strips-figure")
    for slider, value in zip(
        figure.get_by_role("slider").all(), (plan.agents, plan.steps, plan.combining), strict=True
    ):
        put(slider, value)
    said = figure.locator(".said").inner_text()
    assert said.startswith(
        f"{plan.clock} steps on the clock against {plans.ALONE.clock}; {plan.bill} steps on the bill"
    )
    assert figure.locator('[data-plan="1"] rect').count() == plan.bill


def test_a_slider_is_moved_by_the_keyboard(open_page: Open):
    """One press, one step; the words follow."""
    figure = open_page(THINKING).locator("charge-figure")
    slider = figure.get_by_role("slider")
    before = figure.locator(".said").inner_text()
    slider.focus()
    slider.press("ArrowRight")
    expect(figure.locator("output")).to_have_text("3.1 points per thousand")
    slider.press("End")
    expect(figure.locator("output")).to_have_text("12.0 points per thousand")
    assert figure.locator(".said").inner_text() != before


def test_hours_follow_the_speed(open_page: Open):
    """Twice as fast, half as long; money stays."""
    figure = open_page(THINKING).locator("bill-figure")
    money = figure.locator("tbody tr td:nth-child(3)").all_inner_texts()
    cells = figure.locator(".hours")
    put(figure.get_by_role("slider"), 200)
    for cell in cells.all():
        tokens = float(cell.get_attribute("data-tokens") or "nan")
        assert int(cell.inner_text().replace(",", "")) == round(tokens / 200 / 3600)
    assert figure.locator("tbody tr td:nth-child(3)").all_inner_texts() == money


def test_switches_show_the_finding_of_their_conditions_or_say_that_there_is_none(open_page: Open):
    """Every row can be reached; what nobody has measured is said to be so."""
    figure = open_page(SEEING).locator("switches-figure").first
    rows = figure.locator("tbody tr").all()
    said = figure.locator(".said")
    assert len(rows) >= 2
    for row in rows:
        for name, value in re.findall(r'"([^"]+)": "([^"]+)"', row.get_attribute("data-set") or ""):
            figure.locator(f'input[name="{name}"][value="{value}"]').check()
        expect(row).to_have_class("on")
        expect(said).to_contain_text(row.locator(".val").first.inner_text())
    assert figure.locator("tr.on").count() == 1


def test_switches_say_that_nothing_was_measured_so(open_page: Open):
    """The released weights were not listed on the first day: no row is marked."""
    figure = open_page(READING).locator("switches-figure").nth(1)
    figure.locator('input[name="as_of"]').first.check()
    expect(figure.locator(".said")).to_contain_text("None of these results")
    assert figure.locator("tr.on").count() == 0


@pytest.mark.parametrize("points", [0, 52, 130, rating.MOST])
def test_points_are_read_as_python_reads_them(open_page: Open, points: int):
    """The words say the chance, and the dot stands on the curve."""
    figure = open_page(READING).locator("rating-figure")
    put(figure.locator("input"), points)
    chance = rating.preferred(points)
    expect(figure.locator(".said")).to_contain_text(f"preferred in {100 * chance:.0f} of 100")
    at = float(figure.locator(".dot3").get_attribute("cy") or "")
    assert at == pytest.approx(30 + (1 - chance) * 200, abs=0.01)


@pytest.mark.parametrize(("noticed", "changed"), [(0, 100), (20, 0), (20, 100), (75, 40)])
def test_a_noticed_test_shows_what_python_says(open_page: Open, noticed: int, changed: int):
    """Either slider alone hides nothing; the line follows how far behaviour changes."""
    figure = open_page(AWARENESS).locator("noticing-figure")
    for slider, value in zip(figure.locator("input").all(), (noticed, changed), strict=True):
        put(slider, value)
    left = 100 * noticing.shown(noticed / 100, changed / 100)
    expect(figure.locator(".said")).to_contain_text(f"shows {left:.0f} of every 100")
    assert figure.locator("polyline.acc").get_attribute("points") == f"0,0 1000,{10 * changed}"


@pytest.mark.parametrize("address", [THINKING, AGENTS, READING, AWARENESS])
@pytest.mark.parametrize("width", [390, 1280])
def test_without_scripts_figures_are_complete_and_have_no_controls(
    open_page: Open, address: str, width: int
):
    """The drawing and its words are there; what would do nothing is not."""
    page = open_page(address, width=width, java_script_enabled=False)
    assert page.locator(".fig-row svg[role=img], .fig-row table").count() >= 2
    assert page.locator(".fig-row input:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", [THINKING, AGENTS, READING, AWARENESS, SEEING])
def test_every_control_of_a_figure_works_by_keyboard(open_page: Open, address: str):
    """Each slider and each choice can be reached and moved, and the figure's words or drawing follow."""
    page = open_page(address)
    figures = page.locator(".fig-row").filter(has=page.locator("input")).all()
    assert figures
    for figure in figures:
        for control in figure.locator("input:visible").all():
            radio = control.get_attribute("type") == "radio"
            if radio and control.is_checked():
                continue
            before = shown(figure)
            control.focus()
            expect(control).to_be_focused()
            # Of choices, the space bar takes the one that has the focus.
            control.press("Space" if radio else "ArrowRight")
            assert shown(figure) != before, (address, control.get_attribute("name"))


@pytest.mark.parametrize("address", [THINKING, AGENTS, AWARENESS])
def test_a_slider_is_moved_by_a_finger(open_page: Open, address: str):
    """A tap near its end puts it there; its target is as high as a finger needs."""
    page = open_page(address, width=390, has_touch=True)
    for slider in page.locator(".fig-row").get_by_role("slider").all():
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box
        assert box["height"] >= 24
        before = slider.input_value()
        page.touchscreen.tap(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
        assert float(slider.input_value()) > float(before)


def test_nothing_moves_for_who_asked_for_less_motion(open_page: Open):
    """Dots glide a moment for others; for them they are where they belong at once."""
    page = open_page(THINKING)
    duration = "getComputedStyle(document.querySelector('charge-figure .dot3')).transitionDuration"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(duration) == "0.15s"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(duration) == "0s"


def shown(figure: Locator) -> str:
    """The state of a figure: its drawing, and its controls as they are set."""
    state: str = figure.evaluate(
        "figure => figure.innerHTML + [...figure.querySelectorAll('input')].map((one) => one.value + one.checked).join()"
    )
    return state


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("changed", [50, 20, 79])
def test_the_name_of_a_falling_line_is_clear_of_it(open_page: Open, width: int, changed: int):
    """The line is nowhere within the words at its end, nor in those of the line that ends at the axis."""
    figure = open_page(AWARENESS, width=width).locator("noticing-figure")
    put(figure.locator("input").nth(1), changed)
    names = figure.locator("[data-end]").all()[1:]
    field = figure.locator("svg svg").bounding_box()
    assert field
    for name, falls in zip(names, (changed / 100, 1.0), strict=True):
        box = name.bounding_box()
        assert box
        # Of the box of a line of text, the letters fill the middle.
        top, bottom = box["y"] + box["height"] * 0.25, box["y"] + box["height"] * 0.75
        for across in (box["x"], box["x"] + box["width"]):
            line = field["y"] + field["height"] * falls * (across - field["x"]) / field["width"]
            assert not top < line < bottom


def test_on_a_phone_the_marks_of_results_keep_the_numbers_of_their_axis(open_page: Open):
    """And all columns of a bill are in view."""
    page = open_page(READING, width=390)
    assert page.locator(".ladder thead text").first.is_visible()
    bill = open_page(THINKING, width=390).locator("bill-figure .table-scroll")
    assert bill.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
