"""The figures that can be moved: complete without a script, refused where they would show nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import exp, log
from pathlib import Path

import pytest
from annals.blocks import BLOCKS
from annals.diagnostics import Diagnostic
from annals.markdown.extension import AnnalsExtension
from annals.project import Project
from annals.site import Context, Site
from markdown import Markdown

Build = Callable[..., Path]
Check = Callable[[Path], tuple[Project, list[Diagnostic]]]
TOLLS = {
    "data/properties/tolls.yml": """
- {id: words, name: Words, summary: Words in a toll sheet., type: quantity, unit: tokens}
- {id: price, name: Price, summary: What a clerk asks., type: quantity, unit: $ per million tokens}
""",
    "data/facts/clerk.yml": """
source: {title: The clerk, type: report, publisher: bridge-office, issued: 2022, unpublished: spoken, tier: primary, read: full}
claims:
  - {subject: north-bridge, property: words, value: 58 million, place: page 1}
  - {subject: bridge-office, property: price, value: $4.25, place: page 2}
""",
}


VOTES = {
    "data/entities/votes.yml": """
- {id: south-bridge, kind: product, name: South Bridge, summary: The newer of two bridges.}
- {id: gazette, kind: organisation, name: Gazette, summary: A paper.}
- {id: almanac, kind: organisation, name: Almanac, summary: A book.}
- {id: crier, kind: organisation, name: Crier, summary: He calls.}
""",
    "data/properties/votes.yml": """
- {id: votes, name: Votes, summary: Points from votes., type: quantity, unit: points, kind: measured, compare_on: [by], over_time: 'yes', evaluator: bridge-office, direction: higher}
""",
    "data/facts/ballot.yml": """
source: {title: The ballot, type: report, publisher: bridge-office, issued: 2022, unpublished: in a drawer, tier: measurement, read: full}
claims:
  - {subject: north-bridge, property: votes, as_of: 2021, value: '1,100', place: page 1}
  - {subject: north-bridge, property: votes, as_of: 2022, value: '1,150', place: page 1}
  - {subject: south-bridge, property: votes, as_of: 2021, value: '1,000', place: page 1}
  - {subject: south-bridge, property: length, value: 400, place: page 2}
""",
    **{
        f"data/facts/{name}.yml": f"""
source: {{title: {name}, type: article, publisher: {name}, issued: 2023, unpublished: spoken, tier: weak, read: full}}
claims:
  - {{subject: north-bridge, property: votes, as_of: 2021, value: '1,100', place: page 1{via}}}
"""
        for name, via in (("gazette", ", via: ballot"), ("almanac", ", via: ballot"), ("crier", ""))
    },
}


def page(check: Check, root: Path, text: str) -> tuple[str, list[str]]:
    """The HTML of a page with this text, and the rules that it breaks."""
    (root / "docs/figure.md").write_text(text, "utf-8")
    project, found = check(root)
    context = Context(url="figure/")
    html = Markdown(extensions=[AnnalsExtension(Site(project.record, BLOCKS), context)]).convert(
        text
    )
    return html, [one.rule for one in found if one.span.file == "docs/figure.md"]


@pytest.mark.parametrize("name", ["charge", "vote", "strips"])
def test_a_model_is_complete_as_it_is_drawn(name: str, bridges: Build, check: Check):
    """The drawing, its words, and controls that wait for their script; it says that its numbers are invented."""
    text = (
        f"/// {name}\n    title: A title.\n    caption: A <b>caption</b>.\n    note: A note.\n///\n"
    )
    html, rules = page(check, bridges(), text)
    assert rules == []
    assert "Figure 1" in html
    assert 'role="img"' in html
    assert "A &lt;b&gt;caption&lt;/b&gt;." in html
    assert re.search(r'<div class="controls" hidden>', html)
    assert f'data-script="{name}"' in html
    assert "a model of the idea" in html
    assert "style=" not in html


def test_best_lengths_stand_on_their_curves_for_every_charge_that_is_kept(
    bridges: Build, check: Check
):
    """Without a script: rings at t* = τ·ln(p / λτ), further left for a higher charge; the hard problem alone gets to nothing."""
    text = "/// charge\n    title: A.\n    caption: B.\n///\n"
    html, _ = page(check, bridges(), text)
    rings = re.findall(r'class="ring" cx="([\d.]+)%" cy="([\d.]+)"', html)
    across = [float(x) for x, _ in rings]
    expected = []
    for ceiling, pace in ((0.98, 0.6), (0.9, 2.5), (0.6, 8.0)):
        for charge in (0.015, 0.06, 0.12):
            best = max(0.0, pace * log(ceiling / (charge * pace)))
            expected.append((8 + 88 * best / 14, 270 - 240 * ceiling * (1 - exp(-best / pace))))
    assert across == pytest.approx([x for x, _ in expected], abs=0.006)
    assert [float(y) for _, y in rings] == pytest.approx([y for _, y in expected], abs=0.06)
    easy, middling, hard = across[:3], across[3:6], across[6:]
    assert all(each == sorted(each, reverse=True) for each in (easy, middling, hard))
    assert [each[-1] for each in (easy, middling, hard)].count(8) == 1
    assert hard[-1] == 8
    assert re.findall(r">← (\w+, \d+)</text>", html) == ["hard, 12"]
    assert "at charges of 1.5, 6 and 12 percentage points" in html
    assert "at a charge of 3.0 points: easy 2.4; middling 6.2; hard 7.3 (thousand tokens)" in html


def test_the_words_of_a_figure_hold_references(bridges: Build, check: Check):
    """A title, a caption and a note are sentences of the page: values are put in, checks hold or stop the build."""
    text = (
        "/// vote\n    title: It has {value}`north-bridge/length`.\n"
        '    caption: It [is long]{check="north-bridge/length > 400"}.\n    note: See [it][north-bridge].\n///\n'
    )
    html, rules = page(check, bridges(), text)
    assert rules == []
    assert re.search(r"<b>It has <span class=\"val[^>]*><a [^>]*>412", html)
    assert re.search(r'It <span class="checked">is long</span><sup class="cites">', html)
    assert 'See <a href="../entities/north-bridge/"' in html
    _, rules = page(check, bridges(), text.replace("> 400", "> 500"))
    assert rules == ["check-failed"]


def test_a_drawing_is_named_by_words_alone(bridges: Build, check: Check):
    """The title of a drawing holds no elements and no marks of citations."""
    text = (
        "/// figure\n    only: north-bridge/strength?load=empty\n"
        '    caption: It [is strong]{check="north-bridge/strength?load=empty > 80"}\n///\n'
    )
    html, rules = page(check, bridges(), text)
    assert rules == []
    assert re.search(r"<title[^>]*>It is strong: ", html)
    assert "<b>It <span class=" in html


def test_figures_of_a_page_are_numbered(bridges: Build, check: Check):
    """In the order in which they stand."""
    one = "/// vote\n    title: A.\n    caption: B.\n///\n\n"
    html, _ = page(check, bridges(), one + one)
    assert re.findall(r'id="(figure-\d)"', html) == ["figure-1", "figure-2"]


def test_a_figure_without_words_is_refused(bridges: Build, check: Check):
    """A drawing that does not say what it shows teaches nothing."""
    _, rules = page(check, bridges(), "/// vote\n    title: A.\n///\n")
    assert rules == ["bad-option"]


def test_tokens_become_money_and_hours(bridges: Build, check: Check):
    """58 million at $4.25 a million are $246.50, printed without cents; at 100 a second they take 161 hours."""
    text = "/// bill\n    title: A.\n    caption: B.\n    tokens: north-bridge/words\n    price: bridge-office/price\n///\n"
    html, rules = page(check, bridges(TOLLS), text)
    assert rules == []
    assert ">$247</td>" in html
    assert 'data-tokens="58000000">161</td>' in html


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("tokens: north-bridge/words", "bad-option"),
        ("tokens: north-bridge/length\n    price: bridge-office/price", "bad-option"),
        ("tokens: north-bridge/wrods\n    price: bridge-office/price", "unknown-reference"),
    ],
)
def test_a_bill_multiplies_tokens_with_their_price(
    options: str, rule: str, bridges: Build, check: Check
):
    """Nothing else."""
    text = f"/// bill\n    title: A.\n    caption: B.\n    {options}\n///\n"
    assert page(check, bridges(TOLLS), text)[1] == [rule]


def test_switches_choose_between_findings(bridges: Build, check: Check):
    """A row for each result with the conditions that it belongs to, the lowest result first."""
    text = "/// switches\n    title: A.\n    caption: B.\n    subject: north-bridge\n    property: strength\n    keys: by load\n///\n"
    html, rules = page(check, bridges(), text)
    assert rules == []
    assert [found.strip() for found in re.findall(r'class="val one"[^>]*>([^<]+)<', html)] == [
        "71.2\N{NO-BREAK SPACE}%",
        "86.4\N{NO-BREAK SPACE}%",
    ]
    assert 'data-set="{&#34;load&#34;: &#34;full&#34;}"' in html
    assert re.findall(r"<legend>([^<]+)</legend>", html) == ["Load"]
    assert "All: measured by Bridge Office." in html


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("subject: north-bridge\n    property: strength\n    keys: by", "bad-option"),
        ("subject: north-bridge\n    property: strength\n    keys: by wind", "unknown-condition"),
        ("subject: bridge-9\n    property: strength\n    keys: by load", "unknown-entity"),
        ("subject: north-bridge\n    property: strength", "bad-option"),
    ],
)
def test_switches_without_a_choice_are_refused(
    options: str, rule: str, bridges: Build, check: Check
):
    """At the block's line."""
    text = f"/// switches\n    title: A.\n    caption: B.\n    {options}\n///\n"
    assert page(check, bridges(), text)[1] == [rule]


FORECASTS = {
    "data/conditions/years.yml": """
- {id: for-year, name: For the year, words: "for {}", type: slug, summary: Which year a sum is about.}
""",
    "data/properties/forecasts.yml": """
- {id: forecast, name: Forecast, summary: What is to be spent., type: quantity, unit: $, over_time: yes}
- {id: spent, name: Spent, summary: What was spent., type: quantity, unit: $}
- {id: open-at-night, name: Open at night, summary: Whether one may cross at night., type: choice, choices: {'yes': 'yes', 'no': 'no'}}
""",
    "data/facts/clerk.yml": """
source: {title: The clerk, type: report, publisher: bridge-office, issued: 2022, unpublished: spoken, tier: primary, read: full}
claims:
  - {subject: bridge-office, property: forecast, as_of: 2020-05-03, conditions: {for-year: "2020"}, value: $60 million..$65 million, place: page 1}
  - {subject: bridge-office, property: forecast, as_of: 2020-11, conditions: {for-year: "2021"}, value: over $80 million, place: page 2}
  - {subject: bridge-office, property: spent, conditions: {for-year: "2020"}, value: $64 million, place: page 3}
  - {subject: north-bridge, property: open-at-night, value: 'no', place: page 4}
""",
}
WORDS = "    title: A.\n    caption: B.\n"


def test_spans_are_rows_on_one_axis_from_zero(bridges: Build, check: Check):
    """In the order in which they are named, under the condition that sets them apart; each end that is known has its tick."""
    text = (
        f"/// spans\n{WORDS}    only: bridge-office/forecast?for-year=2020 bridge-office/spent?for-year=2020"
        " bridge-office/forecast?for-year=2021\n    by: for-year\n///\n"
    )
    html, rules = page(check, bridges(FORECASTS), text)
    assert rules == []
    assert re.findall(r'class="part"><b>([^<]+)<', html) == ["For 2020", "For 2021"]
    assert re.findall(r'class="who"><b>([^<]+)<', html) == [
        "3\N{NO-BREAK SPACE}May 2020",
        "Spent",
        "November 2020",
    ]
    assert "over $80 million" in html
    ticks = re.findall(r'<text class="q sm"[^>]*>([^<]+)</text>', html)
    assert ticks[0].startswith("$")
    # 60 to 65 has both ticks, and what is spent has them too; "over 80" has one.
    assert len(re.findall(r'y1="-7"', html)) == 5
    assert "style=" not in html


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("by: for-year", "bad-option"),
        ("only: bridge-office/forecast", "ambiguous-reference"),
        ("only: north-bridge/open-at-night", "not-a-number"),
        ("only: bridge-office/spent north-bridge/length", "unlike-conditions"),
        ("only: bridge-office/spent\n    by: colour", "unknown-condition"),
    ],
)
def test_spans_need_quantities_of_one_unit(options: str, rule: str, bridges: Build, check: Check):
    """Anything else has no place on their axis."""
    text = f"/// spans\n{WORDS}    {options}\n///\n"
    assert page(check, bridges(FORECASTS), text)[1] == [rule]


def test_a_grid_says_what_is_missing(bridges: Build, check: Check):
    """A cell leads to its finding; where no source says anything, the table says so."""
    text = (
        f"/// grid\n{WORDS}    subjects: north-bridge bridge-office\n"
        "    properties: open-at-night spent?for-year=2020\n///\n"
    )
    html, rules = page(check, bridges(FORECASTS), text)
    assert rules == []
    assert re.findall(r'<th scope="col">([^<]+)</th>', html) == ["Open at night", "Spent, for 2020"]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)
    assert [row.count("not on record") for row in rows] == [1, 1]
    assert re.search(r'href="[^"]*entities/north-bridge/#open-at-night">no</a>', rows[0])


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("subjects: north-bridge", "bad-option"),
        ("subjects: north-bridge\n    properties: spent", "bad-option"),
        ("subjects: bridge-9\n    properties: spent", "unknown-entity"),
        ("subjects: bridge-office\n    properties: forecast", "bad-option"),
    ],
)
def test_an_empty_grid_is_refused(options: str, rule: str, bridges: Build, check: Check):
    """A row or a column without a finding, or with several in each cell, tells nothing."""
    text = f"/// grid\n{WORDS}    {options}\n///\n"
    assert rule in page(check, bridges(FORECASTS), text)[1]


def test_switches_tell_apart_whose_result_and_which_day(bridges: Build, check: Check):
    """Several subjects are a switch of their own; days follow each other; what all share is said once, and what is not named left out."""
    text = (
        "/// switches\n    title: A.\n    caption: B.\n    subject: north-bridge south-bridge\n    property: votes\n"
        "    keys: by as_of\n    only: north-bridge/votes?as_of=2022 north-bridge/votes?as_of=2021 south-bridge/votes\n///\n"
    )
    html, rules = page(check, bridges(VOTES), text)
    assert rules == []
    assert re.findall(r"<legend>([^<]+)</legend>", html) == ["Result of", "As of"]
    assert re.findall(r'name="as_of" value="(\d+)"', html) == ["2021", "2022"]
    assert "All: measured by Bridge Office." in html
    assert "1,150" in html
    fewer = text.replace("north-bridge/votes?as_of=2022 ", "")
    html, rules = page(check, bridges(VOTES), fewer)
    assert rules == []
    assert "1,150" not in html


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (
            "subject: north-bridge\n    only: north-bridge/votes?as_of=2021 south-bridge/votes",
            "bad-option",
        ),
        ("subject: north-bridge\n    only: north-bridge/vetos?as_of=2021", "unknown-reference"),
    ],
)
def test_switches_show_all_that_they_name(options: str, rule: str, bridges: Build, check: Check):
    """What `only` names belongs to the subjects and states the keys."""
    text = f"/// switches\n    title: A.\n    caption: B.\n    property: votes\n    keys: by as_of\n    {options}\n///\n"
    assert page(check, bridges(VOTES), text)[1] == [rule]


def test_a_difference_in_points_is_marked_on_its_curve(bridges: Build, check: Check):
    """A hundred points more are preferred in 64 of 100 comparisons, which the text beside the drawing says too."""
    text = "/// rating\n    title: A.\n    caption: B.\n    pairs: south-bridge/votes to north-bridge/votes?as_of=2021\n///\n"
    html, rules = page(check, bridges(VOTES), text)
    assert rules == []
    assert "North Bridge over South Bridge, as of 2021: preferred in 64 of 100." in html
    assert 'data-script="rating"' in html
    assert re.search(r'<div class="controls" hidden>', html)


@pytest.mark.parametrize(
    ("pairs", "rule"),
    [
        ("south-bridge/votes", "bad-option"),
        ("north-bridge/votes?as_of=2021 to south-bridge/votes", "check-failed"),
        ("south-bridge/length to north-bridge/length", "bad-option"),
        ("south-bridge/vetos to north-bridge/votes?as_of=2021", "unknown-reference"),
    ],
)
def test_only_points_are_read_as_chances(pairs: str, rule: str, bridges: Build, check: Check):
    """Not lengths, not a difference below zero, not a single finding."""
    text = f"/// rating\n    title: A.\n    caption: B.\n    pairs: {pairs}\n///\n"
    assert set(page(check, bridges(VOTES), text)[1]) == {rule}


def test_rates_are_marked_on_what_a_noticed_test_shows(bridges: Build, check: Check):
    """71.2 per cent noticed leave 29 of 100 failures, if behaviour always changes."""
    text = "/// noticing\n    title: A.\n    caption: B.\n    marks: north-bridge/strength?by=bridge-office&load=full\n///\n"
    html, rules = page(check, bridges(), text)
    assert rules == []
    assert "at least 29 of every 100 failures" in html
    assert "The test shows 75 of every 100 failures in use." in html
    text = "/// noticing\n    title: A.\n    caption: B.\n    marks: north-bridge/length\n///\n"
    assert page(check, bridges(), text)[1] == ["bad-option"]


def test_copies_hang_on_their_origin(bridges: Build, check: Check):
    """Two pages that pass on what the office said are one voice; a page that names no source is an origin of its own."""
    text = (
        "/// copies\n    title: A.\n    caption: B.\n    only: north-bridge/votes?as_of=2021\n///\n"
    )
    html, rules = page(check, bridges(VOTES), text)
    assert rules == []
    assert re.findall(r'<span class="lbl">(one voice[^<]*|names no source)</span>', html) == [
        "one voice, passed on by 2",
        "names no source",
    ]
    assert "<script" not in html
    assert page(check, bridges(VOTES), "/// copies\n    title: A.\n    caption: B.\n///\n")[1] == [
        "bad-option"
    ]
