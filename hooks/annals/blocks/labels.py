"""Where the words beside the points of a drawing go, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

# Pixels that a letter takes on average, semibold and small; a line, and two of them; what a point keeps free around it.
_BOLD, _SMALL = 7.4, 6.4
_LINE, _LINES = 15.0, 30.0
_DOT = 8.0


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside a point at `x` and `y` pixels: a name, and a line below it."""

    x: float
    y: float
    name: str
    more: str = ""
    over: float = _DOT
    """How far what is drawn at the point reaches up, and down."""
    under: float = _DOT

    @property
    def width(self) -> float:
        """How wide the longer of the two lines is, about."""
        return max(_BOLD * len(self.name), _SMALL * len(self.more))


@dataclass(frozen=True, slots=True)
class Label:
    """Where words stand: away from their point by `dx`, their lines at `dy`; `dy` alone for the name, then for what follows."""

    anchor: str
    dx: float
    dy: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def placed(
    words: Sequence[Words], width: float, height: float, taken: Sequence[tuple[float, ...]] = ()
) -> list[Label | None]:
    """A place for each point's words, the first ones first; None where there is none, not even for the name alone.

    `taken` are further boxes (left, top, right, bottom) that nothing may cover. A point that would go without its name comes
    before the others in the next try; where no try names all, the lines below the names give way.
    """
    kept = [
        *(_Box(each.x - _DOT, each.y - _DOT, each.x + _DOT, each.y + _DOT) for each in words),
        *(_Box(*each) for each in taken),
    ]
    tries: list[list[Label | None]] = []
    for full in (True, False):
        order = list(range(len(words)))
        for _ in words:
            found = _in_order(order, words, kept, (width, height), full=full)
            lost = [index for index in order if found[index] is None]
            if not lost:
                return found
            tries.append(found)
            order = [*lost, *(index for index in order if index not in lost)]
    return min(tries, key=lambda each: each.count(None), default=[])


def _in_order(
    order: Sequence[int],
    words: Sequence[Words],
    kept: Sequence[_Box],
    size: tuple[float, float],
    *,
    full: bool,
) -> list[Label | None]:
    boxes = list(kept)
    labels: list[Label | None] = [None] * len(words)
    for index in order:
        found = _first_free(words[index], boxes, *size, full=full)
        if found:
            labels[index] = found[0]
            boxes.append(found[1])
    return labels


def _first_free(
    words: Words, boxes: Sequence[_Box], width: float, height: float, *, full: bool
) -> tuple[Label, _Box] | None:
    for lines in (
        ((words.name, words.more), (words.name,)) if words.more and full else ((words.name,),)
    ):
        tall = _LINES if len(lines) == 2 else _LINE
        wide = words.width if len(lines) == 2 else _BOLD * len(words.name)
        for label in _candidates(words, len(lines), (wide, tall), width):
            box = _box(words, label, wide, tall)
            inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
            if inside and not any(box.meets(other) for other in boxes):
                return label, box
    return None


def _candidates(words: Words, lines: int, size: tuple[float, float], width: float) -> list[Label]:
    """Right, left, above, below; then the corners; then the same a line further away."""
    wide, tall = size

    def down(first: float) -> tuple[float, ...]:
        return tuple(first + _LINE * line for line in range(lines))

    # The first line's foot, from where the box begins.
    middle, above, below = 11 - tall / 2, 11 - tall - words.over - 1, 11 + words.under + 1
    # Over a point near an edge, words reach inwards.
    inwards = ceil(max(wide / 2 - words.x, 0)) + floor(min(width - wide / 2 - words.x, 0))
    return [
        Label("start", 13, down(middle)),
        Label("end", -13, down(middle)),
        Label("middle", inwards, down(above)),
        Label("middle", inwards, down(below)),
        Label("start", 4, down(above)),
        Label("end", -4, down(above)),
        Label("start", 4, down(below)),
        Label("end", -4, down(below)),
        *(
            Label(anchor, dx, down(middle + dy))
            for dy in (-14, 14)
            for anchor, dx in (("start", 13), ("end", -13))
        ),
        *(
            Label(anchor, dx, down(first))
            for first in (above - 12, below + 12)
            for anchor, dx in (("middle", inwards), ("start", 4), ("end", -4))
        ),
    ]


def _box(words: Words, label: Label, wide: float, tall: float) -> _Box:
    at = words.x + label.dx
    left = {"start": at, "end": at - wide, "middle": at - wide / 2}[label.anchor]
    top = words.y + label.dy[0] - 11
    return _Box(left, top, left + wide, top + tall)
