"""The figures that can be moved: complete without a script, refused where they would show nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    assert f'src="../assets/figures/{name}.js"' in html
    assert "a model of the idea" in html
    assert "style=" not in html


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
    assert re.search(
        r"data-set=\"\{&#34;by&#34;: &#34;bridge-office&#34;, &#34;load&#34;: &#34;full&#34;\}\"",
        html,
    )
    assert re.findall(r"<legend>([^<]+)</legend>", html) == ["Run by", "Load"]


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
