"""The ruler beside an event: its month by days, its year by months where sources are months apart, else years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from annals.blocks.brackets import Rail, draw
from annals.blocks.shapes import Shape, shapes
from annals.dates import Moment

PIXELS = 104
"""How long a ruler is at its shortest, on a phone."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """What a ruler is drawn from: the class that rules it, its marks, and words at its ends where no class has them."""

    scale: str
    marks: tuple[dict[str, Any], ...]
    ends: tuple[str, str] | None = None


def ruler(moment: Moment, others: Sequence[Moment] = (), *, important: bool = False) -> Ruler:
    """The ruler of a moment; `others` are the dates that sources give instead."""
    days = [day for each in (moment, *others) for day in (each.first, each.last) if day]
    first, last = min(days), max(days)
    if (first.year, first.month) == (last.year, last.month):
        length = monthrange(first.year, first.month)[1]
        begin = date(first.year, first.month, 1).toordinal()
        return Ruler(f"m{length}", _marks(begin, begin + length, moment, others, important))
    begin, stop = date(first.year, 1, 1).toordinal(), date(last.year, 12, 31).toordinal() + 1
    marks = _marks(begin, stop, moment, others, important)
    if first.year == last.year:
        return Ruler("y12", marks)
    return Ruler("years", marks, (str(first.year), str(last.year)))


def _marks(
    begin: int, stop: int, moment: Moment, others: Sequence[Moment], important: bool
) -> tuple[dict[str, Any], ...]:
    """What sources say otherwise first, so that what we print lies above it."""
    rail = Rail(begin, stop, PIXELS)
    tones: list[tuple[Shape, str]] = [
        (shape, "w") for other in others for shape in shapes(other) if _on(rail, shape)
    ]
    tones += [(shape, "a" if important else "") for shape in shapes(moment)]
    return tuple(draw(rail, shape, tone, fade=40).view for shape, tone in tones)


def _on(rail: Rail, shape: Shape) -> bool:
    return shape.first < rail.high and shape.stop > rail.low
