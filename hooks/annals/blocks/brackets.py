"""Dates of events on a rail, across or down: dots and brackets, in the numbers that templates write into an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annals.blocks.shapes import Shape

NARROWEST = 3
"""Pixels that a bracket has at the least: below that its two ticks are one."""
FADING = ((0.0, 0.42), (0.5, 0.7), (0.78, 0.88), (0.94, 1.0))
"""The strokes of an open end, each shorter than the one before."""


@dataclass(frozen=True, slots=True)
class Rail:
    """A stretch of numbers (of days, mostly) and where it is drawn: across in per cent, or down in pixels.

    `pixels` is the width that a rail in per cent has at its narrowest, by which is told what would touch.
    """

    low: float
    high: float
    pixels: float
    top: float | None = None

    @property
    def down(self) -> bool:
        """Whether it runs down the page."""
        return self.top is not None

    def pixel(self, place: float) -> float:
        """The place of a number in pixels from the rail's beginning; what lies outside stands at the edge."""
        share = (place - self.low) / (self.high - self.low)
        return self.pixels * min(1.0, max(0.0, share))

    def written(self, pixel: float) -> str:
        """A place in pixels as it is written: in per cent, or down from the top."""
        if self.top is not None:
            return number(self.top + pixel)
        return f"{number(100 * pixel / self.pixels)}%"

    def at(self, place: float) -> str:
        """The place of a number as it is written."""
        return self.written(self.pixel(place))

    def length(self, pixels: float) -> str:
        """A length in pixels as it is written."""
        return number(pixels) if self.down else f"{number(100 * pixels / self.pixels)}%"

    def holds(self, place: float) -> bool:
        """Whether a number lies on the rail."""
        return self.low <= place <= self.high


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark with its place: `view` is what templates write, `start` and `stop` are its ends in pixels."""

    view: dict[str, Any]
    start: float
    stop: float

    @property
    def middle(self) -> float:
        """Where a label points to."""
        return (self.start + self.stop) / 2


def draw(rail: Rail, shape: Shape, tone: str = "", fade: float = 60) -> Drawn:
    """A mark as templates draw it. An end beyond the rail has no tick; an open one fades over `fade` pixels.

    `tone` is '' for ink, 'a' for the accent, 'w' where sources differ.
    """
    view: dict[str, Any] = {
        "form": shape.form,
        "tone": tone,
        "vague": shape.vague,
        "down": rail.down,
        "stem": None,
        "core": None,
        "strokes": (),
        "ticks": (),
    }
    start, stop = rail.pixel(shape.first), rail.pixel(shape.stop)
    if shape.form == "day":
        middle = (start + stop) / 2
        return Drawn({**view, "at": rail.written(middle)}, middle, middle)
    if shape.form in ("since", "by"):
        return _fading(rail, view, start if shape.form == "since" else stop, fade)
    missing = NARROWEST - (stop - start)
    if missing > 0:
        start, stop = max(0.0, start - missing / 2), min(rail.pixels, stop + missing / 2)
    view |= {
        "stem": (rail.written(start), rail.written(stop)),
        "ticks": [
            rail.written(end)
            for end, place in ((start, shape.first), (stop, shape.stop))
            if rail.holds(place)
        ],
        "core": _core(rail, shape, start, stop),
    }
    return Drawn(view, start, stop)


def _core(rail: Rail, shape: Shape, start: float, stop: float) -> tuple[str, str] | None:
    """The filled part of a run: where it begins, and how long it is."""
    if shape.core is None:
        return None
    begin = max(start, min(stop - 1, rail.pixel(shape.core[0])))
    end = min(stop, max(begin + 1, rail.pixel(shape.core[1])))
    return rail.written(begin), rail.length(end - begin)


def _fading(rail: Rail, view: dict[str, Any], tick: float, fade: float) -> Drawn:
    """An open end: a tick, and strokes that get shorter away from it."""
    since = view["form"] == "since"
    length = min(fade, rail.pixels - tick if since else tick)
    sign = 1 if since else -1
    ends = [tuple(sorted(tick + sign * length * part for part in stroke)) for stroke in FADING]
    view |= {
        "ticks": [rail.written(tick)],
        "strokes": [(rail.written(first), rail.written(last)) for first, last in ends],
    }
    other = tick + sign * length
    return Drawn(view, min(tick, other), max(tick, other))


def number(value: float) -> str:
    """Three places are enough for the eye, and the same on every machine."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
