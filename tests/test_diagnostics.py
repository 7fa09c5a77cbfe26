"""Complaints: collected, sorted, and rendered so that the place is seen at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from annals.diagnostics import (
    Diagnostic,
    Report,
    Span,
    did_you_mean,
    render_github,
    render_text,
)
from hypothesis import given
from hypothesis import strategies as st


def at(line: int = 1, column: int = 1, end: int = 2, *, file: str = "a.yml") -> Span:
    """A stretch of one line."""
    return Span(file, line, column, line, end)


def lines(*text: str) -> Callable[[str], list[str]]:
    """The lines of whatever file is asked for."""
    return lambda _file: list(text)


# --- collecting ----------------------------------------------------------------------------------


def test_complaints_come_by_file_and_place():
    """However they were found: by file, line and column, and lines count as numbers."""
    report = Report()
    for span in (at(10), at(9, 5), at(9, 2), at(1, file="b.yml"), at(2)):
        report.add(span, "rule", "message")
    places = [(found.span.file, found.span.line, found.span.column) for found in report.sorted()]
    assert places == [
        ("a.yml", 2, 1),
        ("a.yml", 9, 2),
        ("a.yml", 9, 5),
        ("a.yml", 10, 1),
        ("b.yml", 1, 1),
    ]


def test_a_complaint_made_twice_counts_once():
    """A column of a table is named by every cell below it, and complained of once."""
    report = Report()
    for _ in range(3):
        report.add(at(), "rule", "message", "note")
    report.add(at(), "rule", "another message", "note", severity="warning")
    assert len(report.sorted()) == 2
    assert (report.count("error"), report.count("warning")) == (1, 1)


@given(order=st.permutations(range(6)))
def test_the_order_of_finding_never_matters(order: list[int]):
    """Two runs over the same data say the same in the same order."""
    spans = [at(line, column) for line in (1, 2, 3) for column in (1, 2)]
    report = Report()
    for index in order:
        report.add(spans[index], "rule", "message")
    assert [found.span for found in report.sorted()] == spans


# --- for a terminal ------------------------------------------------------------------------------


def test_a_complaint_has_its_line_underlined_and_its_notes():
    """The shape that the design promises."""
    found = Diagnostic(
        Span("data/events/2025.yml", 12, 13, 12, 18),
        "unknown-entity",
        "no entity has the id 'opnai'",
        notes=("did you mean 'openai'? (data/entities/organisations.yml:4)",),
    )
    source = [""] * 11 + ["    about: [opnai]"]
    assert render_text([found], lambda _: source) == (
        "data/events/2025.yml:12:13: error[unknown-entity] no entity has the id 'opnai'\n"
        "   |\n"
        "12 |     about: [opnai]\n"
        "   |             ^^^^^\n"
        "   = did you mean 'openai'? (data/entities/organisations.yml:4)"
    )


def test_a_file_that_is_not_at_hand_has_no_frame():
    """The place is told all the same."""
    found = Diagnostic(at(), "rule", "message", "warning", ("note",))
    assert render_text([found], lines()) == "a.yml:1:1: warning[rule] message\n  = note"


def test_a_stretch_of_several_lines_is_underlined_to_the_end_of_the_first():
    """What goes on below is not shown."""
    found = Diagnostic(Span("a.yml", 1, 4, 3, 2), "rule", "message")
    assert render_text([found], lines("a: one", "two", "three")).splitlines()[-1] == "  |    ^^^"


def test_a_place_behind_the_end_of_a_line_is_marked_once():
    """An unexpected end has no character of its own."""
    found = Diagnostic(at(1, 3, 9), "rule", "message")
    assert render_text([found], lines("ab")).splitlines()[-1] == "  |   ^"


@pytest.mark.parametrize("column", [1, 50, 100, 199])
def test_of_a_long_line_the_part_around_the_place_is_shown(column: int):
    """Marks stand under the stretch, and dots where the line goes on."""
    line = "".join(chr(ord("a") + index % 26) for index in range(200))
    found = Diagnostic(at(1, column, column + 2), "rule", "message")
    _, _, shown, marks = render_text([found], lines(line)).splitlines()
    assert len(shown) <= 120
    start = marks.index("^")
    assert shown[start : marks.rindex("^") + 1] == line[column - 1 : column + 1]
    assert (shown[4] == "…") == (column > 41)
    assert shown.endswith("…") == (column < 130)


def test_what_cannot_be_seen_or_would_move_the_cursor_is_shown_as_a_sign():
    """Whatever is in a file, its complaint is plain text; a tab is as wide as any character."""
    found = Diagnostic(at(1, 4, 5), "rule", "'\x1b[31m' is red", notes=("\u202eon",))
    rendered = render_text([found], lines("\ta\x1b\u200bx"))
    assert rendered == ("a.yml:1:4: error[rule] '�[31m' is red\n  |\n1 |  a��x\n  |    ^\n  = �on")


def test_no_complaints_are_no_text():
    """Nothing wrong, nothing said."""
    assert render_text([], lines()) == render_github([]) == ""


# --- for GitHub ----------------------------------------------------------------------------------


def test_an_annotation_is_a_workflow_command():
    """One command a complaint, with the place as GitHub reads it."""
    found = Diagnostic(at(12, 9, 14), "unknown-entity", "no entity has the id 'opnai'")
    assert render_github([found]) == (
        "::error file=a.yml,line=12,endLine=12,col=9,endColumn=14,title=unknown-entity"
        "::no entity has the id 'opnai'"
    )


def test_an_annotation_is_one_line_whatever_it_says():
    """Notes follow on lines of their own; signs that mean something to GitHub are escaped."""
    found = Diagnostic(
        at(file="a,b:c%.yml"), "rule", "100 %: yes, no", "warning", ("one\r\ntwo", "three")
    )
    one, other = render_github([found, found]).splitlines()
    assert one == other
    assert one == (
        "::warning file=a%2Cb%3Ac%25.yml,line=1,endLine=1,col=1,endColumn=2,title=rule"
        "::100 %25: yes, no%0Aone%0D%0Atwo%0Athree"
    )


# --- suggestions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "meant"), [("nort-bridge", "north-bridge"), ("brige", "bridge"), ("zebra", None)]
)
def test_a_near_word_is_suggested_and_a_far_one_is_not(found: str, meant: str | None):
    """A wrong guess would be worse than none."""
    assert did_you_mean(found, ["bridge", "north-bridge", "weir"]) == meant
