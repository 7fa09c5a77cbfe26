"""Prose and data of the real site cannot drift apart: change a value, and the sentence changes, or the check names it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from annals.answers import one
from annals.blocks import BLOCKS
from annals.diagnostics import Diagnostic, Report, render_text
from annals.evaluation import Operand, holds
from annals.expressions import parse
from annals.expressions import references as referred
from annals.findings import Finding
from annals.intervals import Interval
from annals.markdown.extension import AnnalsExtension
from annals.project import Project, read_project
from annals.references import Reference, find
from annals.site import Context, Site
from annals.written_pages import Page
from markdown import Markdown

ROOT = Path(__file__).parent.parent
INDEX = "?version=4.0"
RIVALS = ("claude-opus-4-6", "gpt-5-4", "gemini-3-1-pro")
Check = Callable[[Path], tuple[Project, list[Diagnostic]]]


def project_in(root: Path) -> Project:
    """The project in a folder, read and not checked."""
    return read_project(root, Report(), blocks=BLOCKS)


@pytest.fixture(scope="module")
def real() -> Project:
    """The real site's data and pages, as they are."""
    config = {"as_of": "2100-01-01", "bound": ["index.md", "explained/"]}
    return read_project(ROOT, Report(), config, BLOCKS)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real site's data and pages, as of a day after all that they say."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "  annals:\n" in config
    dated = config.replace("  annals:\n", "  annals:\n    as_of: 2100-01-01\n")
    (tmp_path / "mkdocs.yml").write_text(dated, "utf-8")
    return tmp_path


def say(root: Path, real: Project, reference: str, value: str) -> None:
    """Let every source that speaks of a finding say something else."""
    finding = one(real.record, reference)
    assert isinstance(finding, Finding), reference
    for claim in finding.claims:
        loaded = real.record.loaded
        node = loaded.documents[claim.file]
        span = loaded.span(claim.file, claim.path)
        for path in ((*claim.path, "value"), claim.path):
            span = loaded.span(claim.file, path)
            if claim.text in node.lines[span.line - 1][span.column - 1 : span.end_column]:
                break
        file = root / claim.file
        lines = file.read_text("utf-8").split("\n")
        at, line = span.line - 1, lines[span.line - 1]
        assert claim.text in line[span.column - 1 :], (claim.file, line)
        lines[at] = line[: span.column - 1] + line[span.column - 1 :].replace(claim.text, value, 1)
        file.write_text("\n".join(lines), "utf-8")


def sentence(project: Project, file: str, reference: str) -> str:
    """The words of the paragraph of a page that holds a reference, as readers get them."""
    page = next(page for page in project.pages if page.file == file)
    paragraph = next(part for part in page.text.split("\n\n") if reference in part)
    site = Site(project.record, BLOCKS)
    html = Markdown(extensions=[AnnalsExtension(site, Context(url="here/"))]).convert(paragraph)
    return " ".join(re.sub(r"<sup.*?</sup>|<[^>]*>", "", html.split('id="references"')[0]).split())


def told(project: Project, found: list[Diagnostic], rule: str, file: str) -> str:
    """What the check says of a page under a rule."""
    return render_text(
        [each for each in found if each.rule == rule and each.span.file == file], project.lines_of
    )


def line_of(project: Project, file: str, words: str) -> int:
    """The line of a page on which something stands."""
    page = next(page for page in project.pages if page.file == file)
    return page.text.count("\n", 0, page.text.index(words)) + 1


def checks(project: Project, file: str) -> list[Reference]:
    """The checks of a page."""
    page = next(page for page in project.pages if page.file == file)
    return [each for each in find(page.text) if each.kind == "check"]


THINKING = "docs/explained/thought-compression.md"
AGENTS = "docs/explained/contemplating-mode.md"


def test_a_value_that_changes_changes_its_sentence(copy: Path, real: Project):
    """Nobody touches the page."""
    reference = "muse-spark/aa-index-output-tokens"
    before = sentence(real, THINKING, f"{{value}}`{reference}`")
    say(copy, real, reference, "61 million")
    after = sentence(project_in(copy), THINKING, f"{{value}}`{reference}`")
    assert "61 million" in after
    assert "61 million" not in before
    assert before != after


def test_a_source_that_differs_shows_in_the_sentence(copy: Path, real: Project):
    """A newcomer who says otherwise changes the words that readers get, and no page."""
    (copy / "data/facts/newcomer.yml").write_text(
        "source: {title: A newcomer, type: article, publisher: artificial-analysis, issued: 2026-06, "
        "unpublished: made up for a test, tier: press, read: full}\n"
        "claims:\n  - {subject: muse-spark, property: aa-index-output-tokens, value: 75 million, place: page 1}\n",
        "utf-8",
    )
    reference = "{value}`muse-spark/aa-index-output-tokens`"
    assert "not yet decided" not in sentence(real, THINKING, reference)
    assert "not yet decided" in sentence(project_in(copy), THINKING, reference)


def test_all_rivals_ahead_is_a_sentence_that_falls(copy: Path, real: Project, check: Check):
    """Give Muse Spark a higher score than one of them: the check stops at the sentence and prints its words."""
    mine = f"muse-spark/aa-index{INDEX}"
    ahead = next(
        each
        for each in checks(real, THINKING)
        if all(f"{mine} < {rival}/aa-index{INDEX}" in each.argument for rival in RIVALS)
    )
    say(copy, real, mine, "99")
    project, found = check(copy)
    complaint = told(project, found, "check-failed", THINKING)
    line = line_of(project, THINKING, f"[{ahead.words}]")
    assert re.search(
        rf"^{re.escape(THINKING)}:(?:{line}|{line + 1}):\d+: error\[check-failed\]",
        complaint,
        re.MULTILINE,
    )
    assert f"the words that rest on it are '{' '.join(ahead.words.split())}'" in complaint
    assert f"{mine} is 99" in complaint


def test_a_superlative_falls_with_the_value_that_made_it_true(
    copy: Path, real: Project, check: Check
):
    """'The largest' in a text of the data, once another is larger."""
    file, words, check_of = next(
        (file, each.words, each.argument)
        for file, where, text in real.prose()
        if not isinstance(where, Page)
        for each in find(text)
        if each.kind == "check"
        and each.words.lower() == "the largest"
        and each.argument.count("/parameters") == 2
    )
    larger, smaller = re.findall(r"[\w-]+/parameters", check_of)
    assert f"{larger} > {smaller}" in check_of
    say(copy, real, smaller, "999B")
    project, found = check(copy)
    complaint = told(project, found, "check-failed", file)
    assert f"'{check_of}' is not true any more" in complaint
    assert f"the words that rest on it are '{words}'" in complaint


def test_a_difference_follows_its_values_and_stops_when_it_turns_around(
    copy: Path, real: Project, check: Check
):
    """What is computed anew is printed; 'above' is not printed of what lies below."""
    low = "muse-spark/hle?by=meta&mode=thinking&tools=none"
    high = "muse-spark/hle?by=meta&mode=contemplating&tools=none"
    file = "docs/explained/reading-a-benchmark-table.md"
    role = f"{{diff}}`{low} to {high}`"
    assert role in next(page.text for page in real.pages if page.file == file)
    say(copy, real, low, "40.0")
    computed = next(
        each.claims[0].text for each in [one(real.record, high)] if isinstance(each, Finding)
    )
    points = f"{Decimal(computed.removesuffix(' %').removesuffix('%')) - 40:.1f}"
    assert f"{points} points" in sentence(project_in(copy), file, role)
    say(copy, project_in(copy), low, "70.0")
    project, found = check(copy)
    complaint = told(project, found, "check-failed", file)
    assert f"'{high}' is not certainly more than '{low}'" in complaint
    assert complaint.startswith(f"{file}:")


def test_a_ratio_follows_its_values(copy: Path, real: Project):
    """How many times as much somebody wrote."""
    role = next(
        each
        for each in find(next(page.text for page in real.pages if page.file == THINKING))
        if each.kind == "ratio"
    )
    before = sentence(real, THINKING, role.argument)
    say(copy, real, role.argument.split(" to ")[0], "10 million")
    after = sentence(project_in(copy), THINKING, role.argument)
    assert before != after
    assert re.search(r"\d+ times", after.replace("\N{NO-BREAK SPACE}", " "))


def test_a_date_follows_its_event_and_is_never_more_exact_than_it(
    copy: Path, real: Project, check: Check
):
    """Another month is printed, and held against what sources say; where only the year is known, 'as month' is refused."""
    file = "docs/explained/money-and-people.md"
    page = next(page for page in real.pages if page.file == file)
    asked = next(
        each
        for each in find(page.text)
        if each.kind == "when" and each.argument.endswith(" as month")
    )
    event = asked.argument.removesuffix(" as month")
    held, when = real.record.held[event], real.record.events[event].when
    path = copy / held.file
    text = path.read_text("utf-8")
    at = text.index(f"- id: {event}\n")
    assert f"when: {when}\n" in text[at:]
    path.write_text(text[:at] + text[at:].replace(f"when: {when}\n", "when: 2024-01\n", 1), "utf-8")
    assert "January 2024" not in sentence(real, file, asked.argument)
    project, found = check(copy)
    assert "January 2024" in sentence(project, file, asked.argument)
    assert told(project, found, "event-date-disagrees", held.file)
    path.write_text(text[:at] + text[at:].replace(f"when: {when}\n", "when: 2024\n", 1), "utf-8")
    project, found = check(copy)
    complaint = told(project, found, "unknown-reference", file)
    assert f"'{event}' is dated 2024, which lies in no single month" in complaint


def test_no_check_on_the_site_holds_whatever_the_data_say(real: Project):
    """For each checked stretch of words there is a change of a single value with which it falls."""
    empty = []
    for file, _, text in real.prose():
        for each in find(text):
            if each.kind == "check" and not file.startswith(
                ("docs/contribute/", "docs/decisions/")
            ):
                node = parse(each.argument, comparison=True)
                assert not isinstance(node, str)
                readings: dict[str, list[Operand]] = {}
                for selector in referred(node):
                    finding = one(real.record, selector)
                    assert isinstance(finding, Finding)
                    readings[selector.text] = list(finding.readings())
                assert holds(node, readings) == "yes", (file, each.argument)
                if not any(
                    holds(node, {**readings, name: [other]}) != "yes"
                    for name in readings
                    for other in _others(readings[name])
                ):
                    empty.append((file, each.argument))
    assert empty == []


def _others(found: list[Operand]) -> list[Operand]:
    """Values far from those that are: far higher and far lower, or another word."""
    if any(isinstance(each, str) for each in found):
        return ["another-word"]
    return [
        Interval(Decimal(10) ** 30, Decimal(10) ** 30),
        Interval(-(Decimal(10) ** 30), -(Decimal(10) ** 30)),
    ]
