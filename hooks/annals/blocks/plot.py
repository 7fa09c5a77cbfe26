"""The field in which a curve of a model is drawn: x in per cent of its width, so that type keeps its size at any width; y in pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plot:
    """A field of axes: `left` and `width` in per cent of the drawing, `top` and `height` in pixels, and the numbers at its ends."""

    left: float
    width: float
    top: float
    height: float
    x_from: float
    x_to: float
    y_to: float = 1.0

    def x(self, value: float) -> str:
        """The place of a value along the axis."""
        share = (value - self.x_from) / (self.x_to - self.x_from)
        return f"{self.left + share * self.width:.2f}%"

    def y(self, value: float) -> str:
        """The place of a value above the axis."""
        return f"{self.top + (1 - value / self.y_to) * self.height:.1f}"

    def ticks_x(self, values: Sequence[float]) -> list[tuple[str, str]]:
        """Places and words of the marks below."""
        return [(self.x(value), f"{value:g}") for value in values]

    def ticks_y(self, values: Sequence[float], scale: float = 1) -> list[tuple[str, str]]:
        """Places and words of the marks at the side."""
        return [(self.y(value), f"{value * scale:g}") for value in values]


def curve(function: Callable[[float], float], points: Sequence[float], plot: Plot) -> str:
    """A function as points of a line in a field of 1,000 by 1,000, which a drawing stretches to its own."""
    reach = plot.x_to - plot.x_from
    return " ".join(
        f"{1000 * (x - plot.x_from) / reach:.1f},{1000 * (1 - function(x) / plot.y_to):.1f}"
        for x in points
    )
