"""Points in a field of two axes: one drawing for wide screens and one for narrow ones, with the interval of each value where it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from annals.blocks.labels import Words, placed
from annals.blocks.scale import Scale
from annals.intervals import Interval

# Pixels: over the field and below it; how wide a letter at a tick is; and the radius of a point, behind which a bracket would hide.
TOP = 24
BELOW = 26
_DIGIT = 7.5
_HIDDEN = 6
_BIG, _SMALL = "6.5", "5.5"


@dataclass(frozen=True, slots=True)
class Point:
    """A value: its number on each axis and what that stands for, its words, and the values that differ from it."""

    name: str
    more: str
    short: str
    """What a narrow drawing says of it."""
    x: Decimal
    y: Decimal
    across: Interval | None = None
    upright: Interval | None = None
    differing: tuple[Decimal, ...] = ()
    me: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Where the field lies: from `left` to `right` per cent of a drawing that is at least `width` pixels wide; `tall` pixels high."""

    left: Decimal
    right: Decimal
    width: float
    tall: int = 288
    terse: bool = False

    def x(self, scale: Scale, number: Decimal | int) -> Decimal:
        """The place of a number, in per cent of the drawing."""
        return self.left + (self.right - self.left) * scale.at(number) / 100

    def up(self, scale: Scale, number: Decimal | int) -> Decimal:
        """The height of a number, in pixels from the top of the drawing."""
        return TOP + self.tall * (100 - scale.at(number)) / 100

    def pixels(self, share: Decimal) -> float:
        """A share of the drawing in pixels, where it is narrowest."""
        return float(share) * self.width / 100


WIDE = Field(Decimal(9), Decimal(97), 740)
NARROW = Field(Decimal(16), Decimal(95), 288, 400, terse=True)


def drawing(
    points: Sequence[Point], across: Scale, upright: Scale, field: Field, y_words: Sequence[str]
) -> dict[str, Any]:
    """All that a template needs: ticks, points with their brackets, and the places of their words."""
    words = [
        Words(
            field.pixels(field.x(across, point.x)),
            float(field.up(upright, point.y)),
            point.name,
            point.short if field.terse else point.more,
            *_reach(point, upright, field),
        )
        for point in points
    ]
    # Those that stand out first: they get the best places.
    order = sorted(range(len(points)), key=lambda index: (not points[index].me, points[index].x))
    taken = [box for point in points for box in _bracket_boxes(point, across, upright, field)]
    ticks = [float(field.up(upright, tick)) for tick in upright.ticks]
    taken += [(0.0, y - 16, _DIGIT * len(word), y) for y, word in zip(ticks, y_words, strict=True)]
    labels = dict(
        zip(
            order,
            placed([words[index] for index in order], field.width, TOP + field.tall + 4, taken),
            strict=True,
        )
    )
    return {
        "x_ticks": [_two(field.x(across, tick)) for tick in across.ticks],
        "y_ticks": [f"{field.up(upright, tick):.1f}" for tick in upright.ticks],
        "bottom": TOP + field.tall,
        "height": TOP + field.tall + BELOW,
        "points": [
            {
                **_marks(point, across, upright, field),
                "name": point.name,
                "more": point.short if field.terse else point.more,
                "me": point.me,
                "label": labels[index],
            }
            for index, point in enumerate(points)
        ],
    }


def _marks(point: Point, across: Scale, upright: Scale, field: Field) -> dict[str, Any]:
    y = field.up(upright, point.y)
    others = [field.up(upright, number) for number in point.differing]
    return {
        "x": _two(field.x(across, point.x)),
        "y": f"{y:.1f}",
        "r": _BIG if point.me else _SMALL,
        "upright": _upright(point, upright, field),
        "across": _across(point, across, field),
        "differing": [f"{other:.1f}" for other in others],
        "gap": (f"{min(y, *others):.1f}", f"{max(y, *others):.1f}") if others else None,
    }


def _upright(point: Point, scale: Scale, field: Field) -> str:
    """The path of the bracket of a value's interval, around x = 0; nothing where the point hides it. An end that is open is strokes."""
    interval = point.upright
    if interval is None:
        return ""
    y = field.up(scale, point.y)
    top = field.up(scale, interval.high) if interval.high is not None else None
    bottom = field.up(scale, interval.low) if interval.low is not None else None
    if top is not None and bottom is not None:
        if bottom - top <= 2 * _HIDDEN:
            return ""
        return f"M-5 {top:.1f}h10M0 {top:.1f}V{bottom:.1f}M-5 {bottom:.1f}h10"
    sign = -1 if top is None else 1
    start = y + sign * _HIDDEN
    strokes = ((0, 8), (11, 5), (19, 3))
    return "".join(f"M0 {start + sign * at:.1f}v{sign * long}" for at, long in strokes)


def _across(point: Point, scale: Scale, field: Field) -> tuple[str, str] | None:
    """The two ends of the bracket of where a value lies along the field; None where the point hides it."""
    interval = point.across
    if interval is None or interval.low is None or interval.high is None:
        return None
    start, end = field.x(scale, interval.low), field.x(scale, interval.high)
    return (_two(start), _two(end)) if field.pixels(end - start) > 2 * _HIDDEN else None


def _reach(point: Point, upright: Scale, field: Field) -> tuple[float, float]:
    """How far what is drawn at a point reaches above it and below it."""
    y = float(field.up(upright, point.y))
    ends = _ends(point, upright, field)
    return max(y - min(ends), 8.0), max(max(ends) - y, 8.0)


def _ends(point: Point, upright: Scale, field: Field) -> list[float]:
    numbers: list[Decimal | int] = [point.y, *point.differing]
    if point.upright is not None:
        numbers += [end for end in (point.upright.low, point.upright.high) if end is not None]
    return [float(field.up(upright, number)) for number in numbers]


def _bracket_boxes(
    point: Point, across: Scale, upright: Scale, field: Field
) -> list[tuple[float, ...]]:
    """What words must keep clear of: brackets, and values that differ."""
    x = field.pixels(field.x(across, point.x))
    ends = _ends(point, upright, field)
    boxes: list[tuple[float, ...]] = [(x - 6, min(ends) - 1, x + 6, max(ends) + 1)]
    reach = point.across
    if reach is not None and reach.low is not None and reach.high is not None:
        y = float(field.up(upright, point.y))
        start, end = field.x(across, reach.low), field.x(across, reach.high)
        boxes.append((field.pixels(start), y - 5, field.pixels(end), y + 5))
    return boxes


def _two(share: Decimal) -> str:
    return f"{share:.2f}%"
