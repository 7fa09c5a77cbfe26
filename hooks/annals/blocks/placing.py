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


def levels(labels: Sequence[Label], most: int, gap: float = 8) -> list[int | None]:
    """For each label the lowest of `most` lines on which it touches no other and no pole goes through any words; None if there is none."""
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
        one = labels[index]
        others = [(labels[other], high) for other, high in found.items()]
        for level in range(most):
            if not any(_clash(one, level, other, high, gap) for other, high in others):
                found[index] = level
                break
    return [found.get(index) for index in range(len(labels))]


def _clash(one: Label, level: int, other: Label, high: int, gap: float) -> bool:
    if level == high:
        return one.start < other.stop + gap and other.start < one.stop + gap
    above, below = (one, other) if level > high else (other, one)
    return below.start - gap / 2 < above.foot < below.stop + gap / 2


def spread(places: Sequence[float], gap: float, last: float, far: float) -> list[float | None]:
    """Places in order moved apart to a least distance; None for one that would be moved far, or past the last."""
    moved: list[float | None] = []
    free = float("-inf")
    for place in places:
        here = max(place, free)
        if here - place > far or here > last:
            moved.append(None)
            continue
        moved.append(here)
        free = here + gap
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
