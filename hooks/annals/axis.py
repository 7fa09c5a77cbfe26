"""An axis for intervals, which are drawn as brackets: places in per cent of its width, its ticks, and how far an interval reaches on it.

Its marks are drawn by `blocks.axes`. Other drawings place other things: points on a `blocks.scale`, dates of events on a rail of
`blocks.brackets`, curves of a model in the field of a `blocks.plot`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from annals.dates import SHORT_MONTHS, month_start
from annals.intervals import Interval, Number

# In per cent: 3 px on an axis of 330 px, the narrowest that is drawn. No bracket is narrower, however exact the number.
NARROWEST = Decimal("0.909")
# What lies beside the outermost ends, as a share of what lies between them.
MARGIN = Decimal("0.2")
_WHOLE = Decimal(100)
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the axis and its label; `line` and `label` are places in per cent, for a label may stand between lines."""

    line: Decimal
    label: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """What an interval covers, in per cent; an end that the interval does not have lies at the axis's own."""

    start: Decimal
    end: Decimal
    starts: bool
    ends: bool

    @property
    def middle(self) -> Decimal:
        """The place halfway."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of numbers or days, drawn from 0 to 100 per cent."""

    low: Decimal
    high: Decimal
    ticks: tuple[Tick, ...] = ()

    def at(self, value: Number) -> Decimal:
        """Where a number lies; what is beyond the axis lies at its end."""
        place = (Decimal(value) - self.low) / (self.high - self.low) * _WHOLE
        return min(_WHOLE, max(Decimal(0), place))

    def bracket(self, interval: Interval) -> Bracket:
        """What an interval covers, at its true width or as narrow as can be seen."""
        start = self.at(interval.low) if interval.low is not None else Decimal(0)
        end = self.at(interval.high) if interval.high is not None else _WHOLE
        if end - start < NARROWEST:
            middle = min(max((start + end) / 2, NARROWEST / 2), _WHOLE - NARROWEST / 2)
            start, end = middle - NARROWEST / 2, middle + NARROWEST / 2
        return Bracket(start, end, interval.low is not None, interval.high is not None)


def number_axis(
    intervals: Iterable[Interval],
    *,
    limits: tuple[Decimal, Decimal] | None = None,
    unit: str = "",
) -> Axis:
    """An axis on which all of the intervals lie, with round numbers as ticks; `limits` are what the value can be at all."""
    ends = _ends(intervals)
    low, high = min(ends), max(ends)
    margin = (high - low) * MARGIN or abs(high) * MARGIN or Decimal(1)
    floor = limits[0] if limits else Decimal(0) if low >= 0 else low - margin
    ceiling = limits[1] if limits else high + margin
    axis = Axis(max(low - margin, min(floor, low)), min(high + margin, max(ceiling, high)))
    return Axis(axis.low, axis.high, _number_ticks(axis, unit))


def _ends(intervals: Iterable[Interval]) -> list[Decimal]:
    ends = [
        Decimal(end)
        for interval in intervals
        for end in (interval.low, interval.high)
        if end is not None
    ]
    return ends or [Decimal(0), Decimal(1)]


def _number_ticks(axis: Axis, unit: str) -> tuple[Tick, ...]:
    """Three to eight round numbers; the first label says the unit."""
    step = round_step((axis.high - axis.low) / 8, _STEPS)
    number = (axis.low / step).to_integral_value(rounding="ROUND_CEILING") * step
    places: list[Decimal] = []
    while number <= axis.high:
        # A label at the very end would reach over it.
        if 4 <= axis.at(number) <= 96:
            places.append(number)
        number += step
    factor, word = next(
        ((Decimal(scale), word) for scale, word in _SCALES if axis.high >= scale), (Decimal(1), "")
    )
    texts = [f"{(place / factor).normalize():,f}" for place in places]
    if texts:
        texts[0] += f"\N{NO-BREAK SPACE}{word}" if word else unit
    return tuple(
        Tick(axis.at(place), axis.at(place), text)
        for place, text in zip(places, texts, strict=True)
    )


def round_step(least: Decimal, steps: Sequence[Decimal]) -> Decimal:
    """The smallest of some steps up to ten, or of their tenfolds, that is not below the least."""
    power = Decimal(10) ** least.adjusted()
    return next(step * power for step in steps if step * power >= least)


def time_axis(intervals: Iterable[Interval]) -> Axis:
    """An axis of whole months, or of years where there are many, on which all of the intervals (of ordinals of days) lie."""
    ends = [int(end) for end in _ends(intervals)]
    first, last = date.fromordinal(min(ends)), date.fromordinal(max(ends) - 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 24:
        years = range(first.year, last.year + 1)
        return _divided([(month_start(year, 1), str(year)) for year in years], last.year + 1, 1)
    if months <= 2:
        return _days(first, months)
    every = 1 if months <= 8 else 2 if months <= 16 else 3
    starts = [
        (
            month_start(first.year, first.month + index),
            _month_name(first, index) if index % every == 0 else "",
        )
        for index in range(months)
    ]
    return _divided(starts, first.year, first.month + months)


def _month_name(first: date, index: int) -> str:
    month = (first.month - 1 + index) % 12
    year = first.year + (first.month - 1 + index) // 12
    return str(year) if month == 0 and index else SHORT_MONTHS[month]


def _divided(starts: Sequence[tuple[int, str]], year: int, month: int) -> Axis:
    """An axis of stretches that begin on given days; each label stands in the middle of its own."""
    end = month_start(year, month)
    axis = Axis(Decimal(starts[0][0]), Decimal(end))
    nexts = [start for start, _ in starts[1:]] + [end]
    return Axis(
        axis.low,
        axis.high,
        tuple(
            Tick(axis.at(start), (axis.at(start) + axis.at(after)) / 2, text)
            for (start, text), after in zip(starts, nexts, strict=True)
        ),
    )


def _days(first: date, months: int) -> Axis:
    """One or two months with their weeks: a day is wide enough to be seen."""
    axis = Axis(
        Decimal(month_start(first.year, first.month)),
        Decimal(month_start(first.year, first.month + months)),
    )
    ticks = []
    for index in range(months):
        start = month_start(first.year, first.month + index)
        for day in (1, 8, 15, 22) if months == 1 else (1, 15):
            place = axis.at(start + day - 1)
            name = f"{day}\N{NO-BREAK SPACE}{_month_name(first, index)}" if day == 1 else str(day)
            middle = axis.at(Decimal(start + day) - Decimal("0.5"))
            ticks.append(Tick(place, max(middle, Decimal(6)), name))
    return Axis(axis.low, axis.high, tuple(ticks))


def per_cent(place: Decimal) -> str:
    """A place as SVG takes it: `13.929%`."""
    return f"{place.quantize(Decimal('0.001')).normalize():f}%"
