"""A scale for figures of points: where a number or a day stands, in per cent of its length, and its marks; its ends are round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from annals.axis import round_step

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST = 6
"""How many steps an axis has at most."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`, even or by powers of ten; `ticks` are its marks."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    powers: bool = False

    def at(self, number: Decimal | int) -> Decimal:
        """The place of a number, in per cent from the low end; outside the ends, at the nearer one."""
        ends = (self.low, self.high)
        value = min(max(Decimal(number), self.low), self.high)
        if self.powers:
            value, ends = value.log10(), (self.low.log10(), self.high.log10())
        return 100 * (value - ends[0]) / (ends[1] - ends[0])


def linear(numbers: Sequence[Decimal], *, from_zero: bool = False) -> Scale:
    """An even axis over these numbers, whose ends are round."""
    low, high = min(numbers), max(numbers)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = low - 1, high + 1
    step = round_step((high - low) / _MOST, _STEPS)
    first, last = (
        (low / step).to_integral_value("ROUND_FLOOR"),
        (high / step).to_integral_value("ROUND_CEILING"),
    )
    ticks = tuple(step * number for number in range(int(first), int(last) + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def powers(numbers: Sequence[Decimal]) -> Scale:
    """An axis on which each step is ten times the one before; for numbers above zero."""
    first = min(numbers).adjusted()
    last = max(numbers).adjusted() + (max(numbers) != Decimal(10) ** max(numbers).adjusted())
    ticks = tuple(Decimal(10) ** power for power in range(first, max(last, first + 1) + 1))
    return Scale(ticks[0], ticks[-1], ticks, powers=True)


def years(days: Sequence[int]) -> Scale:
    """An axis of days (ordinals) in whole years, marked at each New Year."""
    first, last = date.fromordinal(min(days)).year, date.fromordinal(max(days)).year + 1
    ticks = tuple(Decimal(date(year, 1, 1).toordinal()) for year in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)
