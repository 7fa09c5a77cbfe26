"""What intervals, sides and arithmetic over them promise."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from annals.intervals import (
    Interval,
    add,
    divide,
    multiply,
    negate,
    point,
    sides,
    span,
    subtract,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

always = settings(deadline=None, derandomize=True, max_examples=60)


@st.composite
def interval_texts(draw: st.DrawFn, *, bounded: bool = False) -> Interval:
    """Intervals over few numbers, so that their ends often fall together."""
    numbers = st.integers(-6, 6).map(lambda half: Decimal(half) / 2)
    ends = numbers if bounded else st.one_of(st.none(), numbers)
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low >= high:
        low, high = high, low
    open_ends = (False, False) if low == high else (draw(st.booleans()), draw(st.booleans()))
    return Interval(low, high, *open_ends)


intervals = interval_texts()


def probes() -> list[Decimal]:
    """Points on, between and beyond all ends that the strategy draws."""
    return [Decimal(quarter) / 4 for quarter in range(-14, 15)]


def members(interval: Interval) -> list[Decimal]:
    """The probes that lie in the interval."""
    return [probe for probe in probes() if interval.contains(probe)]


def test_an_empty_interval_cannot_be_made():
    """Nothing prints an impossible number, so an empty interval is a mistake of the caller."""
    for ends in [(2, 1, False, False), (1, 1, True, False), (1, 1, False, True)]:
        with pytest.raises(ValueError, match="no number lies"):
            Interval(*ends)


def test_an_unbounded_end_has_one_spelling():
    """Open or closed means nothing at infinity, so equal intervals compare equal."""
    assert Interval(None, None, low_open=True, high_open=True) == Interval(None, None)


def test_half_open_neighbours_do_not_meet():
    """66.6 ends where 66.7 begins, and they share no number."""
    below = Interval(Decimal("66.55"), Decimal("66.65"), high_open=True)
    above = Interval(Decimal("66.65"), Decimal("66.75"), high_open=True)
    assert not below.meets(above)
    assert below.intersection(above) is None


def test_closed_neighbours_share_their_end():
    """Two ranges that touch have one number in common."""
    assert Interval(1, 2).intersection(Interval(2, 3)) == point(2)


def test_days_and_decimals_are_compared_alike():
    """A whole number and the decimal of the same size are the same point."""
    assert point(3).meets(point(Decimal("3.0")))
    assert point(3) == point(Decimal(3))


def test_width_is_the_distance_between_the_ends():
    """An unbounded stretch has no width; days give whole numbers."""
    assert Interval(3, 10).width == 7
    assert isinstance(Interval(3, 10).width, int)
    assert Interval(Decimal("0.1"), Decimal("0.3")).width == Decimal("0.2")
    assert Interval(None, 3).width is None
    assert Interval(3, None).width is None


@always
@given(intervals, intervals)
def test_set_words_mean_what_they_say(one: Interval, other: Interval):
    """Meeting, lying within and intersection agree with a look at every point."""
    both = [probe for probe in members(one) if other.contains(probe)]
    assert one.meets(other) == other.meets(one) == bool(both)
    assert one.within(other) == (both == members(one))
    common = one.intersection(other)
    assert (members(common) if common else []) == both


@always
@given(st.lists(intervals, min_size=1, max_size=6))
def test_a_span_covers_all_and_no_more(every: list[Interval]):
    """The span holds each interval, and each of its ends is the end of one."""
    covering = span(every)
    assert all(interval.within(covering) for interval in every)
    assert covering.start in {interval.start for interval in every}
    assert covering.end in {interval.end for interval in every}


def test_a_span_of_nothing_is_refused():
    """There is no smallest interval around nothing."""
    with pytest.raises(ValueError, match="at least one"):
        span([])


@always
@given(intervals, intervals)
def test_the_order_is_total(one: Interval, other: Interval):
    """Only equal intervals share a place in the order."""
    assert (one.sort_key == other.sort_key) == (one == other)
    assert (one.sort_key < other.sort_key) != (one.sort_key >= other.sort_key)


def by_brute_force(every: list[Interval]) -> set[tuple[int, ...]]:
    """The maximal sets of indices found by asking every point."""
    found = {
        frozenset(index for index, interval in enumerate(every) if interval.contains(probe))
        for probe in probes()
    }
    return {
        tuple(sorted(side)) for side in found if side and not any(side < larger for larger in found)
    }


@always
@given(st.lists(intervals, max_size=8))
def test_sides_are_the_maximal_sets_that_share_a_point(every: list[Interval]):
    """The sweep finds exactly the sets that trying every point finds, each once."""
    found = sides(every)
    assert set(found) == by_brute_force(every)
    assert len(found) == len(set(found))


@always
@given(st.lists(intervals, min_size=1, max_size=8))
def test_sides_stand_in_the_order_of_the_axis(every: list[Interval]):
    """The points shared by one side all lie below those of the next."""
    shared = []
    for side in sides(every):
        common: Interval | None = Interval(None, None)
        for index in side:
            common = common and common.intersection(every[index])
        assert common is not None
        shared.append(common)
    assert shared == sorted(shared, key=lambda interval: interval.sort_key)
    assert not any(lower.meets(upper) for lower, upper in pairwise(shared))


@always
@given(st.lists(intervals, min_size=1, max_size=7), intervals)
def test_another_claim_never_removes_a_contradiction(every: list[Interval], another: Interval):
    """However wide a further interval is, sides that were apart stay apart."""
    assert len(sides(every)) <= len(sides([*every, another]))


def test_nobody_has_no_sides():
    """No claims are no side."""
    assert sides([]) == []


def test_a_claim_may_stand_on_both_sides():
    """What meets two that do not meet each other is listed with each."""
    assert sides([Interval(0, 10), Interval(1, 2), Interval(8, 9)]) == [(0, 1), (0, 2)]


def test_ends_of_sums_and_differences():
    """An end is reached only where both parts reach theirs, and may be unbounded."""
    half_open = Interval(Decimal("0.15"), Decimal("0.25"), high_open=True)
    assert add(half_open, point(Decimal("0.1"))) == Interval(
        Decimal("0.25"), Decimal("0.35"), high_open=True
    )
    assert subtract(point(1), half_open) == Interval(
        Decimal("0.75"), Decimal("0.85"), low_open=True
    )
    assert add(Interval(1, None), Interval(None, 2)) == Interval(None, None)
    assert subtract(Interval(5, None), Interval(None, 3)) == Interval(2, None)
    assert negate(Interval(None, 3, high_open=True)) == Interval(-3, None, low_open=True)


def test_whole_numbers_stay_whole():
    """Days added to days are days."""
    total = add(Interval(1, 2), Interval(3, 4))
    assert (total.low, total.high) == (4, 6)
    assert isinstance(total.low, int)


def test_nothing_times_anything_is_nothing():
    """A zero that is reached closes the product, even against an open or unbounded end."""
    assert multiply(Interval(0, 1), Interval(2, 3, low_open=True)) == Interval(0, 3)
    assert multiply(point(0), Interval(1, None)) == point(0)
    assert multiply(Interval(0, 1, low_open=True), Interval(1, None)) == Interval(
        0, None, low_open=True
    )


def test_dividing_by_what_may_be_nothing_has_no_answer():
    """Only a divisor that stays clear of 0 gives a quotient."""
    assert divide(point(1), Interval(-1, 1)) is None
    assert divide(point(1), Interval(0, 1)) is None
    assert divide(point(1), Interval(0, 1, low_open=True)) == Interval(Decimal(1), None)
    assert divide(point(1), Interval(-1, 0, high_open=True)) == Interval(None, Decimal(-1))


def test_dividing_by_something_without_end_comes_near_nothing():
    """A number over more and more approaches 0 and does not reach it."""
    assert divide(Interval(1, 2), Interval(4, None)) == Interval(0, Decimal("0.5"), low_open=True)
    assert divide(point(0), Interval(4, None)) == point(0)


def test_a_quotient_without_end_is_rounded_outward():
    """The true third lies strictly inside, so no agreement is lost to rounding."""
    third = divide(point(1), point(3))
    assert third is not None
    assert isinstance(third.low, Decimal)
    assert isinstance(third.high, Decimal)
    assert Fraction(third.low) < Fraction(1, 3) < Fraction(third.high)
    assert third.high - third.low == Decimal("1E-40")


def test_long_numbers_are_not_rounded():
    """Sums, differences and products keep every digit."""
    long = Decimal("1234567890123456789012345678901234567890.123456789")
    tiny = Decimal("1E-30")
    assert subtract(add(point(long), point(tiny)), point(long)) == point(tiny)
    square = multiply(point(long), point(long)).low
    assert square is not None
    assert Fraction(square) == Fraction(long) ** 2


@always
@given(
    st.sampled_from([(add, operator.add), (subtract, operator.sub), (multiply, operator.mul)]),
    interval_texts(bounded=True),
    interval_texts(bounded=True),
)
def test_arithmetic_holds_every_result_and_ends_where_they_end(
    pair: tuple[Callable[[Interval, Interval], Interval], Callable[[Decimal, Decimal], Decimal]],
    left: Interval,
    right: Interval,
):
    """No result falls outside, and an end is closed exactly where a result reaches it."""
    over_intervals, over_numbers = pair
    result = over_intervals(left, right)
    corners = [
        over_numbers(x, y)
        for x in (left.low, left.high)
        for y in (right.low, right.high)
        if isinstance(x, Decimal) and isinstance(y, Decimal)
    ]
    reached = {over_numbers(x, y) for x in members(left) for y in members(right)}
    assert all(result.contains(number) for number in reached)
    assert (result.low, result.high) == (min(corners), max(corners))
    assert (min(corners) in reached) != result.low_open
    assert (max(corners) in reached) != result.high_open


@always
@given(intervals, intervals)
def test_unbounded_arithmetic_holds_every_result(left: Interval, right: Interval):
    """No result falls outside where ends are unbounded, and division is the way back."""
    product, quotient = multiply(left, right), divide(left, right)
    for x in members(left):
        for y in members(right):
            assert add(left, right).contains(x + y)
            assert subtract(left, right).contains(x - y)
            assert product.contains(x * y)
            if quotient is not None:
                low, high = quotient.low, quotient.high
                assert low is None or Fraction(low) <= Fraction(x) / Fraction(y)
                assert high is None or Fraction(high) >= Fraction(x) / Fraction(y)
    assert (quotient is None) == right.contains(0)


@always
@given(interval_texts(bounded=True), interval_texts(bounded=True))
def test_a_quotient_is_no_wider_than_it_must_be(left: Interval, right: Interval):
    """Where all ends are finite, the quotient ends where a quotient of ends does."""
    quotient = divide(left, right)
    assume(quotient is not None and 0 not in (right.low, right.high))
    assert quotient is not None
    corners = [
        Fraction(x) / Fraction(y)
        for x in (left.low, left.high)
        for y in (right.low, right.high)
        if x is not None and y is not None
    ]
    assert quotient.low is not None
    assert quotient.high is not None
    assert 0 <= min(corners) - Fraction(quotient.low) < Fraction(1, 10**30)
    assert 0 <= Fraction(quotient.high) - max(corners) < Fraction(1, 10**30)
