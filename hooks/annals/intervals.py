"""Stretches of the number line: what a printed number or a date stands for.

Days are whole numbers (ordinals of the proleptic Gregorian calendar), quantities are
decimals. Binary floats never occur, so `86.4` is exactly what the source printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Number: TypeAlias = int | Decimal
Position: TypeAlias = tuple[int, Number, int]
"""A place on the axis: -1, 0 or 1 for minus infinity, a number, infinity; the number; and
-1, 0 or 1 for just below it, the number itself, just above it."""

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Arithmetic that never rounds (never divide in it)."""
_FLOOR = Context(prec=40, rounding=ROUND_FLOOR, Emax=MAX_EMAX, Emin=MIN_EMIN)
_CEILING = Context(prec=40, rounding=ROUND_CEILING, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an end that is None is unbounded.

    It holds at least one number: an empty one cannot be made.
    """

    low: Number | None
    high: Number | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        """Refuse an empty stretch, and give an unbounded end one spelling only."""
        if self.low is None:
            if self.low_open:
                object.__setattr__(self, "low_open", False)
        elif self.high is not None and (
            self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))
        ):
            raise ValueError(f"no number lies from {self.low} to {self.high}")
        if self.high is None and self.high_open:
            object.__setattr__(self, "high_open", False)

    def meets(self, other: Interval) -> bool:
        """Whether the two share a point."""
        return not (_ends_before(self, other) or _ends_before(other, self))

    def contains(self, point: Number) -> bool:
        """Whether the point lies inside."""
        if self.low is not None and (point < self.low or (self.low_open and point == self.low)):
            return False
        return self.high is None or not (
            point > self.high or (self.high_open and point == self.high)
        )

    def within(self, other: Interval) -> bool:
        """Whether every point of this one is a point of the other."""
        return other.start <= self.start and self.end <= other.end

    def intersection(self, other: Interval) -> Interval | None:
        """The points of both, or None where there are none."""
        if not self.meets(other):
            return None
        start = max(self, other, key=lambda interval: interval.start)
        end = min(self, other, key=lambda interval: interval.end)
        return Interval(start.low, end.high, start.low_open, end.high_open)

    @property
    def width(self) -> Number | None:
        """The distance between the ends, or None where an end is unbounded."""
        if self.low is None or self.high is None:
            return None
        return _difference(self.high, self.low)

    @property
    def sort_key(self) -> tuple[Position, Position]:
        """A total order: by start, then by end."""
        return self.start, self.end

    @property
    def start(self) -> Position:
        """Where the points begin."""
        return (-1, 0, 0) if self.low is None else (0, self.low, 1 if self.low_open else 0)

    @property
    def end(self) -> Position:
        """Where the points stop."""
        return (1, 0, 0) if self.high is None else (0, self.high, -1 if self.high_open else 0)


def point(value: Number) -> Interval:
    """The interval that holds this one number."""
    return Interval(value, value)


def sides(intervals: Sequence[Interval]) -> list[tuple[int, ...]]:
    """Maximal sets of indices whose intervals share a point, in the order of the axis.

    One side: all agree. More than one: they cannot all be true of one number.
    """
    if len(intervals) == 1:
        return [(0,)]
    # At one position starts come before ends, for ends that are closed touch.
    edges = sorted(
        [(interval.start, 0, index) for index, interval in enumerate(intervals)]
        + [(interval.end, 1, index) for index, interval in enumerate(intervals)]
    )
    found: list[tuple[int, ...]] = []
    active: set[int] = set()
    grown = False
    for _position, is_end, index in edges:
        if not is_end:
            active.add(index)
            grown = True
            continue
        # Only a set that has grown since the last one is not part of it.
        if grown:
            found.append(tuple(sorted(active)))
            grown = False
        active.discard(index)
    return found


def span(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that covers all of them; there must be at least one."""
    every = list(intervals)
    if not every:
        raise ValueError("a span needs at least one interval")
    start = min(every, key=lambda interval: interval.start)
    end = max(every, key=lambda interval: interval.end)
    return Interval(start.low, end.high, start.low_open, end.high_open)


def add(left: Interval, right: Interval) -> Interval:
    """Every sum of a number of the left and one of the right; exact."""
    return Interval(
        None if left.low is None or right.low is None else _sum(left.low, right.low),
        None if left.high is None or right.high is None else _sum(left.high, right.high),
        left.low_open or right.low_open,
        left.high_open or right.high_open,
    )


def negate(interval: Interval) -> Interval:
    """Every number of the interval with its sign turned."""
    return Interval(
        None if interval.high is None else _difference(0, interval.high),
        None if interval.low is None else _difference(0, interval.low),
        interval.high_open,
        interval.low_open,
    )


def subtract(left: Interval, right: Interval) -> Interval:
    """Every difference of a number of the left and one of the right; exact."""
    return add(left, negate(right))


def multiply(left: Interval, right: Interval) -> Interval:
    """Every product of a number of the left and one of the right; exact."""
    corners = []
    for x in _ends(left):
        for y in _ends(right):
            sign = x.sign * y.sign
            # Nothing times anything is nothing, however far the other end reaches.
            reached = (x.reached and y.reached) or x.is_zero or y.is_zero
            if x.value is not None and y.value is not None:
                corners.append(_Corner(0, _product(x.value, y.value), reached))
            else:
                corners.append(_Corner(sign, 0, reached and sign == 0))
    return _hull(corners, corners)


def divide(left: Interval, right: Interval) -> Interval | None:
    """Every quotient, or None where the divisor can be 0.

    A quotient without an end in 40 digits is rounded outward, so none is ever lost.
    """
    if right.contains(0):
        return None
    below, above = [], []
    divisor_sign = -1 if right.high is not None and right.high <= 0 else 1
    for x in _ends(left):
        for y in _ends(right):
            reached = (x.reached and y.reached) or x.is_zero
            if y.value is None or x.sign == 0:
                corner = _Corner(0, 0, x.is_zero)
            elif x.value is None or y.value == 0:
                corner = _Corner(x.sign * divisor_sign, 0, reached=False)
            else:
                below.append(_Corner(0, _FLOOR.divide(x.value, y.value), reached))
                above.append(_Corner(0, _CEILING.divide(x.value, y.value), reached))
                continue
            below.append(corner)
            above.append(corner)
    return _hull(below, above)


@dataclass(frozen=True, slots=True)
class _End:
    value: Number | None
    sign: int
    reached: bool

    @property
    def is_zero(self) -> bool:
        return self.reached and self.sign == 0


@dataclass(frozen=True, slots=True)
class _Corner:
    infinite: int
    value: Number
    reached: bool


def _ends(interval: Interval) -> tuple[_End, _End]:
    low, high = interval.low, interval.high
    return (
        _End(low, _sign(low, -1), reached=low is not None and not interval.low_open),
        _End(high, _sign(high, 1), reached=high is not None and not interval.high_open),
    )


def _sign(value: Number | None, unbounded: int) -> int:
    return unbounded if value is None else (value > 0) - (value < 0)


def _hull(lows: list[_Corner], highs: list[_Corner]) -> Interval:
    # Of corners in one place, one that is reached closes the end.
    low = min(lows, key=lambda corner: (corner.infinite, corner.value, not corner.reached))
    high = max(highs, key=lambda corner: (corner.infinite, corner.value, corner.reached))
    return Interval(
        None if low.infinite else low.value,
        None if high.infinite else high.value,
        not low.reached,
        not high.reached,
    )


def _ends_before(left: Interval, right: Interval) -> bool:
    if left.high is None or right.low is None:
        return False
    if left.high == right.low:
        return left.high_open or right.low_open
    return left.high < right.low


def _sum(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    return EXACT.add(left, right)


def _difference(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return left - right
    return EXACT.subtract(left, right)


def _product(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    return EXACT.multiply(left, right)
