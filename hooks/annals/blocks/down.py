"""The overview for phones: time runs down, and a lane is a narrow column in which marks nearer than a target are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annals.blocks import placing
from annals.blocks.across import Era, Lanes
from annals.blocks.brackets import Rail, number
from annals.blocks.entries import Entry, mark_view, marks
from annals.dates import SHORT_MONTHS
from annals.years import Window

MONTH, MONTHS_DRAWN = 17, 96
"""How high a month is, and how many months are as high."""
COLUMN, COLUMNS = 29, 145
"""How wide a lane is, and all of them where there are many."""
FIRST = 62
"""Where the first lane is: to its left stand the months."""
WIDTH = 358
"""What the drawing is wide on most phones."""
LINE, FAR = 17, 40
"""How high a label is, and how far from its mark it may stand."""
YEARS = 30
"""So many of its years are ruled and numbered; of more, every fifth, or tenth."""
SLANT = 0.79
"""The sine of the angle at which the names of lanes are set."""


def down(lanes: Lanes, window: Window, eras: Sequence[Era], most: int) -> dict[str, Any]:
    """The drawing as templates write it, with no more than `most` marks."""
    months = len(window.month_starts)
    month = MONTH if months <= MONTHS_DRAWN else MONTH * MONTHS_DRAWN / months
    pitch = max(placing.TARGET, min(COLUMN, COLUMNS // max(1, len(lanes))))
    longest = max((placing.length_of(name, 6.1) for name, _ in lanes), default=0)
    top = round(16 + SLANT * longest)
    rail = Rail(window.first.toordinal(), window.stop.toordinal(), month * months, top)
    right = FIRST + pitch * (len(lanes) - 1) + 8
    views, labels = [], []
    every = marks([members for _, members in lanes], rail, 1, most)
    for index, ((name, _), placed) in enumerate(zip(lanes, every, strict=True)):
        x = FIRST + pitch * index
        views.append(
            {"name": name, "x": number(x), "marks": [mark_view(mark, rail, x) for mark in placed]}
        )
        labels += [
            (mark.middle, x + (13 if len(mark.members) > 1 else 10), member)
            for mark in placed
            for member, _ in mark.members
            if member.named
        ]
    return {
        "lanes": views,
        "top": number(top - 6),
        "height": number(top + rail.pixels + 8),
        "bottom": number(top + rail.pixels),
        "right": number(right),
        "rows": _rows(window, rail, month),
        "labels": _labels(labels, rail, top, right),
        "eras": [
            {
                "name": era.name,
                "d": f"M-28 {rail.at(era.first)}h6V{rail.written(rail.pixel(era.stop) - 6)}h-6",
                "y": rail.written(rail.pixel(era.first) + 4),
            }
            for era in eras
            # A bracket without its name would be a riddle; the words below name every era.
            if placing.length_of(era.name) <= rail.pixel(era.stop) - rail.pixel(era.first) - 10
        ],
    }


def _labels(
    labels: Sequence[tuple[float, float, Entry]], rail: Rail, top: float, right: float
) -> list[dict[str, Any]]:
    """The names beside the lanes, each with a line to its mark, moved apart where they would touch; none where there is no room."""
    ordered = sorted(labels, key=lambda label: label[:2])
    places = placing.spread([label[0] for label in ordered], LINE, rail.pixels - 4, FAR)
    room = int((WIDTH - right - 12 - 34) / placing.LETTER)
    found = []
    for (middle, x, member), place in zip(ordered, places, strict=True):
        if place is None:
            continue
        y = top + place
        way = f"M{number(x)} {number(top + middle)}H{number(right)}L{number(right + 8)} {number(y)}"
        text = placing.shortened(member.label, room)
        found.append(
            {
                "d": way,
                "x": number(right + 12),
                "y": number(y + 4.5),
                "text": text,
                "leading": member.leading,
                # The mark says it too; the word goes where there is room for it.
                "differs": member.differs and len(text) + len(" differs") <= room,
            }
        )
    return found


def _rows(window: Window, rail: Rail, month: float) -> list[dict[str, Any]]:
    """The rules across: quarters where there is room for their names, else years, or some of them."""
    if month >= 12:
        chosen = [day for day in window.month_starts if day.month in (1, 4, 7, 10)]
    else:
        years = [day for day in window.month_starts if day.month == 1]
        step = next(each for each in (1, 5, 10, 50, 100, 1000) if len(years) / each <= YEARS)
        chosen = [day for day in years if day.year % step == 0]
    return [
        {
            "y": rail.at(day.toordinal()),
            "text_y": rail.written(rail.pixel(day.toordinal()) + 15),
            "text": str(day.year) if day.month == 1 else SHORT_MONTHS[day.month - 1],
            "major": day.month == 1,
        }
        for day in chosen
    ]
