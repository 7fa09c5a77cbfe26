"""Dates as they are drawn: no mark says more of a day than is known, and no mark or label covers another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TypeAlias

import pytest
from annals.blocks import placing
from annals.blocks.brackets import NARROWEST, Rail, draw
from annals.blocks.events import date_note, date_words, first_sentence, stamp
from annals.blocks.placing import Label, Wanted, levels, rows, shortened, spread
from annals.blocks.ruler import ruler
from annals.blocks.shapes import Shape, shapes
from annals.dates import Moment, parse_moment
from hypothesis import given
from hypothesis import strategies as st


def moment(text: str) -> Moment:
    """A date that is sound."""
    found = parse_moment(text)
    assert isinstance(found, Moment), found
    return found


def day(text: str) -> int:
    """A day's ordinal."""
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "form", "first", "stop", "vague"),
    [
        ("2024-05-06", "day", "2024-05-06", "2024-05-07", False),
        ("2024-05-06?", "day", "2024-05-06", "2024-05-07", True),
        ("2024-05-06~", "stretch", "2024-05-05", "2024-05-08", True),
        ("2024-05", "stretch", "2024-05-01", "2024-06-01", False),
        ("2024-05~", "stretch", "2024-04-01", "2024-07-01", True),
        ("2024-34", "stretch", "2024-04-01", "2024-07-01", False),
        ("2024", "stretch", "2024-01-01", "2025-01-01", False),
        ("2024-05-06/2024-05-11", "run", "2024-05-06", "2024-05-12", False),
        ("[2024-05-06,2024-05-07]", "stretch", "2024-05-06", "2024-05-08", False),
        ("2024-05/..", "since", "2024-05-01", "2024-06-01", False),
        ("2024-05-06/", "since", "2024-05-06", "2024-05-07", False),
        ("/2024-05-06", "by", "2024-05-06", "2024-05-07", False),
        ("../2024-05-06", "by", "2024-05-06", "2024-05-07", False),
    ],
)
def test_a_date_is_drawn_as_wide_as_what_is_known(
    text: str, form: str, first: str, stop: str, *, vague: bool
):
    """A month is a month wide, and 'the 6th or the 7th' two days."""
    (shape,) = shapes(moment(text))
    assert (shape.form, shape.first, shape.stop, shape.vague) == (
        form,
        day(first),
        day(stop),
        vague,
    )


def test_days_that_do_not_adjoin_are_drawn_apart():
    """What lies between them is not among the choices."""
    found = shapes(moment("[2024-05-06,2024-07-01..2024-07-03]"))
    assert [shape.form for shape in found] == ["day", "run"]


def test_a_run_is_filled_only_where_it_surely_was():
    """From some day in April to some day in June: all of May is sure, and so are the days on which it turned."""
    (shape,) = shapes(moment("2024-04/2024-06"))
    assert shape.core == (day("2024-04-30"), day("2024-06-02"))
    assert shapes(moment("2024-04/2024-04-20"))[0].core is None


Make: TypeAlias = Callable[[int, int], Label]
RAIL = Rail(0, 100, 500)


def test_a_mark_lies_at_its_place_in_per_cent():
    """Whatever the width of the screen."""
    assert draw(RAIL, Shape("day", 50, 51)).view["at"] == "50.5%"
    assert draw(RAIL, Shape("stretch", 20, 40)).view["stem"] == ("20%", "40%")


def test_time_can_run_down():
    """In pixels then, from the top of the drawing."""
    down = Rail(0, 100, 500, top=30)
    assert draw(down, Shape("stretch", 20, 40)).view["stem"] == ("130", "230")


def test_no_bracket_is_narrower_than_can_be_seen():
    """Its two ticks would be one."""
    drawn = draw(RAIL, Shape("stretch", 50, 50))
    assert drawn.stop - drawn.start == NARROWEST


@pytest.mark.parametrize(
    ("shape", "ticks"),
    [
        (Shape("stretch", -10, 40), ["40%"]),
        (Shape("stretch", 60, 140), ["60%"]),
        (Shape("stretch", -10, 140), []),
        (Shape("since", 30, 31), ["30%"]),
        (Shape("by", 30, 31), ["31%"]),
    ],
)
def test_an_end_that_is_not_there_has_no_tick(shape: Shape, ticks: list[str]):
    """Neither one that is open nor one beyond the axis."""
    assert draw(RAIL, shape).view["ticks"] == ticks


@pytest.mark.parametrize(("form", "first", "last"), [("since", 30, 42), ("by", 19, 31)])
def test_an_open_end_fades(form: str, first: float, last: float):
    """In strokes that get shorter away from the day that is known."""
    drawn = draw(RAIL, Shape(form, 30, 31), fade=60)  # type: ignore[arg-type]
    strokes = [
        (float(start.rstrip("%")), float(stop.rstrip("%"))) for start, stop in drawn.view["strokes"]
    ]
    assert (min(strokes)[0], max(strokes)[1]) == (first, last)
    lengths = [stop - start for start, stop in strokes]
    assert lengths == sorted(lengths, reverse=True)


# --- rulers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "others", "scale", "ends"),
    [
        ("2024-02-06", [], "m29", None),
        ("2023-02", [], "m28", None),
        ("/2024-04-06", [], "m30", None),
        ("2024-05-06", ["2024-05"], "m31", None),
        ("2024-05-06", ["2024-07"], "y12", None),
        ("2024-05-31/2024-06-01", [], "y12", None),
        ("2024", [], "y12", None),
        ("2023-11/2025-02", [], "years", ("2023", "2025")),
        ("2024-12-31", ["2025-01-01"], "years", ("2024", "2025")),
    ],
)
def test_a_ruler_is_as_long_as_its_dates_need(
    text: str, others: list[str], scale: str, ends: tuple[str, str] | None
):
    """A month by days, a year by months where sources are months apart, else years."""
    found = ruler(moment(text), [moment(other) for other in others])
    assert (found.scale, found.ends) == (scale, ends)
    assert [mark["tone"] for mark in found.marks] == ["w"] * len(others) + [""]


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "note", "machine"),
    [
        ("2023-02-24", "24\u00a0February", "Friday", "2023-02-24"),
        ("2023-03", "March", "day unknown", "2023-03"),
        ("[2023-03-02,2023-03-03]", "2 or 3\u00a0March", "one of these", "2023-03"),
        ("2023-04-06/2023-04-11", "6 to 11\u00a0April", "6 days", "2023-04"),
        ("2023-03-12~", "About 12\u00a0March", "approximate", "2023-03"),
        ("2023-05-14?", "Perhaps 14\u00a0May", "uncertain", "2023-05"),
        ("/2023-11-09", "By 9\u00a0November", "start not known", "2023-11-09"),
        ("2023-11-09/..", "Since 9\u00a0November", "still going on", "2023-11-09"),
        ("2023-11-09/", "From 9\u00a0November", "end not known", "2023-11-09"),
        ("2023-36", "The fourth quarter of 2023", "month and day unknown", "2023"),
        ("2023", "2023", "month and day unknown", "2023"),
        ("2023-11/2024-02", "November to February 2024", "", "2023-11"),
        ("2023-01-01~", "About 1\u00a0January", "approximate", "2023"),
    ],
)
def test_the_words_beside_a_ruler_say_the_same(text: str, words: str, note: str, machine: str):
    """Under the heading of 2023; and no machine is told more than people are."""
    assert (date_words(moment(text), 2023), date_note(moment(text))) == (words, note)
    assert stamp(moment(text)) == machine


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("It has 3.5 m [@a, p. 4. B]. More.", "It has 3.5 m [@a, p. 4. B]."),
        ("See {value}`a/b?x=1. Y`. More.", "See {value}`a/b?x=1. Y`."),
        ("Only one, etc. and on", "Only one, etc. and on"),
        ("Is it? [Yes][a].", "Is it?"),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_text_is_whole(text: str, first: str):
    """A full stop inside brackets, code or a number ends nothing."""
    assert first_sentence(text) == first


# --- placing -------------------------------------------------------------------------------------


wanted = st.lists(
    st.builds(
        lambda start, length, weight: (start, start + length, weight),
        st.integers(0, 700),
        st.integers(0, 90),
        st.integers(1, 3),
    ),
    max_size=40,
)


@given(wanted, st.integers(1, 3))
def test_marks_in_a_row_leave_room_for_a_finger(marks: list[tuple[int, int, int]], most: int):
    """Every event is there once, alone or counted; of two marks in a row, neither covers the other's target."""
    placed = rows([Wanted(*mark, index) for index, mark in enumerate(marks)], most)
    assert sorted(member for each in placed for member in each.members) == list(range(len(marks)))
    for row in range(most):
        targets = sorted(
            (
                min(each.start, each.middle - placing.TARGET / 2),
                max(each.stop, each.middle + placing.TARGET / 2),
            )
            for each in placed
            if each.row == row
        )
        for (_, stop), (start, _) in pairwise(targets):
            assert stop <= start


def test_what_matters_most_keeps_its_place():
    """The lesser event is counted with it, not the other way round."""
    (placed,) = rows([Wanted(0, 0, 1, "small"), Wanted(4, 4, 3, "large")], 1)
    assert (placed.middle, placed.members) == (4, ["small", "large"])


def test_a_second_row_is_used_before_marks_are_counted():
    """As long as there is one."""
    placed = rows([Wanted(0, 0, 1, "a"), Wanted(4, 4, 1, "b"), Wanted(8, 8, 1, "c")], 2)
    assert [(each.row, each.members) for each in placed] == [(0, ["a"]), (1, ["b", "c"])]


def beginning(foot: int, length: int) -> Label:
    """A label that begins at its mark."""
    return Label(foot - 5, foot - 5 + length, foot)


def ending(foot: int, length: int) -> Label:
    """A label that ends at its mark."""
    return Label(foot + 5 - length, foot + 5, foot)


some = st.lists(
    st.builds(
        lambda make, foot, length: make(foot, length),
        st.sampled_from([beginning, ending]),
        st.integers(0, 700),
        st.integers(20, 200),
    ),
    max_size=15,
)


@given(some)
def test_labels_on_one_line_stand_apart(labels: list[Label]):
    """However many there are."""
    placed = [pair for pair in zip(labels, levels(labels, 4), strict=True) if pair[1] is not None]
    for index, (one, level) in enumerate(placed):
        for other, line in placed[:index]:
            assert level != line or one.stop <= other.start or other.stop <= one.start


@given(
    st.lists(st.integers(0, 50), unique=True, max_size=12),
    st.lists(st.integers(20, 200), min_size=12, max_size=12),
    st.sampled_from([beginning, ending]),
)
def test_no_pole_goes_through_words(places: list[int], lengths: list[int], make: Make):
    """Where all labels lead the same way and their marks stand apart."""
    labels = [make(14 * place, length) for place, length in zip(places, lengths, strict=False)]
    found = [level if level is not None else -1 for level in levels(labels, 12)]
    assert -1 not in found
    for high, level in zip(labels, found, strict=True):
        below = [low for low, line in zip(labels, found, strict=True) if line < level]
        assert not any(low.start < high.foot < low.stop for low in below)


def test_more_names_than_lines_leave_marks_without():
    """And the drawing does not grow with them."""
    assert levels([beginning(10 * number, 200) for number in range(9)], 3).count(None) == 6


@given(st.lists(st.integers(0, 500), max_size=40))
def test_names_beside_the_lanes_stand_apart(places: list[int]):
    """Near their marks and within the drawing; where there is no room for one, it is left out."""
    ordered = sorted(places)
    moved = spread(ordered, 17, 500, 40)
    shown = [(place, here) for place, here in zip(ordered, moved, strict=True) if here is not None]
    assert all(0 <= here - place <= 40 and here <= 500 for place, here in shown)
    assert all(after - before >= 17 for (_, before), (_, after) in pairwise(shown))


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Old Bridge", 10, "Old Bridge"),
        ("Old Bridge opens", 10, "Old…"),
        ("Unbroken", 5, "Unbr…"),
        ("One, two", 6, "One…"),
    ],
)
def test_a_name_is_cut_at_a_word(text: str, most: int, short: str):
    """And says that it was cut."""
    assert shortened(text, most) == short
    assert len(shortened(text, most)) <= most
