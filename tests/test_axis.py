"""Where things lie on an axis: at their true width, never narrower than can be seen, never beyond the end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from annals.axis import NARROWEST, number_axis, per_cent, time_axis
from annals.intervals import Interval
from hypothesis import given
from hypothesis import strategies as st


def printed(low: str, high: str) -> Interval:
    """What a printed number stands for."""
    return Interval(Decimal(low), Decimal(high), high_open=True)


def days(first: date, after: date) -> Interval:
    """A stretch of days, the last excluded."""
    return Interval(first.toordinal(), after.toordinal(), high_open=True)


def test_two_sides_lie_at_a_seventh_from_either_end():
    """The margin is a fifth of what lies between the outermost ends."""
    axis = number_axis([printed("39.85", "39.95"), printed("50.15", "50.25")])
    assert (axis.low, axis.high) == (Decimal("37.77"), Decimal("52.33"))
    assert per_cent(axis.at(Decimal("39.85"))) == "14.286%"
    assert per_cent(axis.at(Decimal("50.25"))) == "85.714%"


def test_a_number_of_no_width_is_drawn_as_wide_as_can_be_seen():
    """About its middle, and still on the axis at its end."""
    axis = number_axis([printed("0", "1000")], limits=(Decimal(0), Decimal(1000)))
    exact = axis.bracket(Interval(Decimal(500), Decimal(500)))
    assert exact.end - exact.start == NARROWEST
    assert exact.middle == 50
    last = axis.bracket(Interval(Decimal(1000), Decimal(1000)))
    assert last.end <= 100
    assert last.end - last.start == NARROWEST


def test_an_interval_without_an_end_runs_to_the_end_of_the_axis():
    """And says that it does not end there."""
    axis = number_axis([printed("1.8", "2"), Interval(Decimal(2), None, low_open=True)])
    above = axis.bracket(Interval(Decimal(2), None, low_open=True))
    assert (above.starts, above.ends, above.end) == (True, False, 100)


def test_a_count_is_not_drawn_below_nothing():
    """Where every value is above it, the axis begins at 0 at the lowest; and at what a property allows."""
    assert number_axis([printed("1", "100")]).low == 0
    assert number_axis([printed("90", "99")], limits=(Decimal(0), Decimal(100))).high == 100
    assert number_axis([printed("-5", "-4")]).low < -5


def test_ticks_are_round_and_say_their_unit_once():
    """At the first of them; large numbers in words."""
    axis = number_axis([printed("39.85", "39.95"), printed("50.15", "50.25")], unit=" %")
    assert [tick.text for tick in axis.ticks] == ["40 %", "42", "44", "46", "48", "50"]
    tokens = number_axis([printed("1.75E12", "1.85E12"), printed("1.95E12", "2.05E12")])
    assert tokens.ticks[0].text == "1.8\N{NO-BREAK SPACE}trillion"


def test_months_are_whole_and_named_in_their_middle():
    """A day in June, a month and a quarter: from June to December."""
    axis = time_axis(
        [
            days(date(2025, 6, 30), date(2025, 7, 1)),
            days(date(2025, 7, 1), date(2025, 8, 1)),
            days(date(2025, 10, 1), date(2026, 1, 1)),
        ]
    )
    assert [tick.text for tick in axis.ticks] == [
        *("June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
    ]
    assert axis.at(date(2025, 6, 1).toordinal()) == 0
    assert per_cent(axis.ticks[1].line) == "14.019%"
    assert axis.bracket(days(date(2025, 10, 1), date(2026, 1, 1))).end == 100


def test_days_apart_are_drawn_in_their_month():
    """Two days side by side touch, and do not overlap."""
    eighth = days(date(2026, 4, 8), date(2026, 4, 9))
    ninth = days(date(2026, 4, 9), date(2026, 4, 10))
    axis = time_axis([eighth, ninth])
    assert axis.ticks[0].text == "1\N{NO-BREAK SPACE}Apr"
    assert axis.bracket(eighth).end == axis.bracket(ninth).start


def test_years_stand_where_months_would_be_too_many():
    """Over two years, each year has a tick."""
    axis = time_axis([days(date(2023, 2, 24), date(2026, 4, 9))])
    assert [tick.text for tick in axis.ticks] == ["2023", "2024", "2025", "2026"]


ENDS = st.decimals(-(10**6), 10**6, places=2, allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(ENDS, ENDS), min_size=1, max_size=6))
def test_whatever_is_drawn_lies_on_the_axis_in_its_order(pairs: list[tuple[Decimal, Decimal]]):
    """Every bracket between 0 and 100 per cent; who begins first is drawn no further right."""
    intervals = sorted((Interval(min(pair), max(pair)) for pair in pairs), key=lambda one: one.low)
    axis = number_axis(intervals)
    brackets = [axis.bracket(interval) for interval in intervals]
    assert all(0 <= bracket.start < bracket.end <= 100 for bracket in brackets)
    assert all(4 <= tick.line <= 96 for tick in axis.ticks)
    places = [axis.at(interval.low) for interval in intervals]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("place", "shown"), [("0", "0%"), ("100", "100%"), ("13.92857", "13.929%")]
)
def test_a_place_is_written_as_svg_takes_it(place: str, shown: str):
    """To a thousandth of a per cent, never with an exponent."""
    assert per_cent(Decimal(place)) == shown
