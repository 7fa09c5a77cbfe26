"""Where marks and labels of a drawing go, so that none covers another and each can be hit: all in pixels."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

TARGET = 24
"""What a finger or a shaky hand hits (WCAG 2.5.8)."""


@dataclass(slots=True)
class Placed(Generic[T]):
    """A mark in its row, or several that were too close to be drawn apart: then it stands for all its members."""

    start: float
    stop: float
    row: int
    members: list[T] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Where it is aimed at."""
        return (self.start + self.stop) / 2


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """A mark that wants a place: where it begins and ends, how much it matters, and what it stands for."""

    start: float
    stop: float
    weight: int
    what: T


def rows(wanted: Sequence[Wanted[T]], most: int, room: float = TARGET) -> list[Placed[T]]:
    """Every mark in the first row in which it has room, the weightiest first; past `most` rows it joins what is in its way.

    In the order of their places; members in the order given.
    """
    order = sorted(
        range(len(wanted)), key=lambda index: (-wanted[index].weight, wanted[index].start, index)
    )
    taken: list[list[tuple[float, float, int]]] = [[] for _ in range(most)]
    found: list[Placed[int]] = []
    for index in order:
        mark = wanted[index]
        middle = (mark.start + mark.stop) / 2
        low, high = min(mark.start, middle - room / 2), max(mark.stop, middle + room / 2)
        for row in range(most):
            if not _in_the_way(taken[row], low, high):
                insort(taken[row], (low, high, len(found)))
                found.append(Placed(mark.start, mark.stop, row, [index]))
                break
        else:
            others = _in_the_way(taken[-1], low, high)
            nearest = min(others, key=lambda other: (abs(found[other].middle - middle), other))
            found[nearest].members.append(index)
    found.sort(key=lambda placed: (placed.middle, placed.row))
    return [
        Placed(
            each.start, each.stop, each.row, [wanted[index].what for index in sorted(each.members)]
        )
        for each in found
    ]


def _in_the_way(taken: Sequence[tuple[float, float, int]], low: float, high: float) -> list[int]:
    """What touches a stretch, among stretches that do not touch each other, in order."""
    start = bisect_left(taken, (low, low, -1))
    found = []
    if start and taken[start - 1][1] > low:
        found.append(taken[start - 1][2])
    while start < len(taken) and taken[start][0] < high:
        found.append(taken[start][2])
        start += 1
    return found


@dataclass(frozen=True, slots=True)
class Label:
    """A label: where its words begin and end, and where the mark is to which a pole leads from it."""

    start: float
    stop: float
    foot: float

    @property
    def ends_there(self) -> bool:
        """Whether its words end at its mark, instead of beginning there."""
        return self.stop - self.foot < self.foot - self.start


def levels(labels: Sequence[Label], gap: float = 8) -> list[int]:
    """For each label the lowest line on which it touches no other, and no pole goes through any words if that can be."""
    # Words lead away from their mark: taken from that side, none has to climb over a mark that comes later.
    order = sorted(
        range(len(labels)),
        key=lambda index: (
            labels[index].ends_there,
            labels[index].foot if labels[index].ends_there else -labels[index].foot,
            index,
        ),
    )
    found: dict[int, int] = {}
    for index in order:
        others = [(labels[other], high) for other, high in found.items()]
        free = [
            level
            for level in range(len(found) + 1)
            if not any(
                high == level and _touch(labels[index], other, gap) for other, high in others
            )
        ]
        # Two that lead over each other's mark have no such line; then a pole may go through words.
        found[index] = next(
            (level for level in free if not _struck(labels[index], level, others, gap)), free[0]
        )
    return [found[index] for index in range(len(labels))]


def _touch(one: Label, other: Label, gap: float) -> bool:
    return one.start < other.stop + gap and other.start < one.stop + gap


def _struck(one: Label, level: int, others: Sequence[tuple[Label, int]], gap: float) -> bool:
    """Whether a pole would go through the words of a label below it."""
    for other, high in others:
        above, below = (one, other) if level > high else (other, one)
        if level != high and below.start - gap / 2 < above.foot < below.stop + gap / 2:
            return True
    return False


def spread(places: Sequence[float], gap: float, last: float) -> list[float]:
    """Places in order moved apart to a least distance, as little as may be, none past the last one if all fit."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    limit = last
    for index in range(len(moved) - 1, -1, -1):
        if moved[index] <= limit:
            break
        moved[index] = limit
        limit -= gap
    return moved


# The average width of a letter of the sans in semibold at 13 pixels; what is wider still has the gap.
LETTER = 7.3


def length_of(text: str, letter: float = LETTER) -> float:
    """About how long a label is."""
    return len(text) * letter


def shortened(text: str, most: int) -> str:
    """A label cut at a word where it is too long."""
    if len(text) <= most:
        return text
    words = text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,:;-–")
    return f"{words}…"
