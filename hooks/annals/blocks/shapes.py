"""How a date is drawn: as a dot where the day is known, else as a bracket exactly as wide as what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from annals.dates import Moment

Form = Literal["day", "stretch", "run", "since", "by"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One mark on an axis of days: from the ordinal `first` to before `stop`.

    A `stretch` holds the day somewhere; a `run` lasted, surely from `core[0]` to before `core[1]`; `since` fades out behind its
    first day and `by` fades in before its last one. What is `vague` is drawn dashed, or as a ring.
    """

    form: Form
    first: int
    stop: int
    vague: bool = False
    core: tuple[int, int] | None = None


@lru_cache(maxsize=1 << 14)
def shapes(moment: Moment) -> tuple[Shape, ...]:
    """The marks of a moment: one, or several for a choice between days that do not adjoin."""
    if moment.choices:
        return _choices(moment)
    vague = moment.approximate or moment.uncertain
    if moment.precision == "interval":
        return (_interval(moment, vague=vague),)
    first, stop = _days(moment)
    exact = moment.precision == "day" and not moment.approximate
    return (Shape("day" if exact else "stretch", first, stop, vague),)


def _days(moment: Moment) -> tuple[int, int]:
    """The first day that it can be, and the day after the last; only of a moment that has both."""
    interval = moment.interval
    return int(interval.low or 0), int(interval.high or 0)


def _interval(moment: Moment, *, vague: bool) -> Shape:
    begin, end = moment.ends
    if begin is None or end is None:
        first, stop = _days(begin or end or moment)
        return Shape("by" if begin is None else "since", first, stop, vague)
    (first, surely_on), (surely_until, stop) = _days(begin), _days(end)
    # It lasted at least from the last day on which it can have begun to the first on which it can have ended.
    core = (surely_on - 1, surely_until + 1)
    return Shape("run", first, stop, vague, core if core[0] < core[1] else None)


def _choices(moment: Moment) -> tuple[Shape, ...]:
    """One stretch for days that adjoin, so that 'the 6th or the 7th' is two days wide."""
    joined: list[Shape] = []
    for choice in moment.choices:
        for shape in shapes(choice):
            before = joined[-1] if joined else None
            if before and before.form in ("day", "stretch", "run") and shape.first <= before.stop:
                joined[-1] = Shape(
                    "stretch",
                    before.first,
                    max(before.stop, shape.stop),
                    before.vague or shape.vague,
                )
            else:
                joined.append(shape)
    return tuple(joined)
