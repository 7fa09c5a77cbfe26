"""The overview for wide screens: time runs across, and a lane has as many rows as its marks need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annals.blocks import placing
from annals.blocks.brackets import Rail, number
from annals.blocks.entries import Entry, Mark, mark_view, marks
from annals.dates import SHORT_MONTHS, Moment
from annals.years import Window

PIXELS = 744
"""What the drawing is wide at its narrowest."""
ROWS = 3
ROW, LABEL = 24, 17
"""How high a row of marks is, and a line of labels above it."""
LINES = 4
"""How many lines of labels stand above a lane; where there are more names, some marks go without."""
NUMBERED = 12
"""At most so many years are numbered."""


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of the timeline: its name, when it begins, and the days of it that are drawn."""

    name: str
    start: Moment
    first: int
    stop: int


Lanes = Sequence[tuple[str, Sequence[Entry]]]


def across(lanes: Lanes, window: Window, eras: Sequence[Era], most: int) -> dict[str, Any]:
    """The drawing as templates write it, with no more than `most` marks."""
    rail = Rail(window.first.toordinal(), window.stop.toordinal(), PIXELS)
    named = _eras(eras, rail)
    top = max((era["y"] for era in named), default=-2) + 18
    views, y = [], top
    every = marks([members for _, members in lanes], rail, ROWS, most)
    for (name, _), placed in zip(lanes, every, strict=True):
        labels = _labels(placed, rail)
        lines = 1 + max((label["level"] for label in labels), default=-1)
        y += 22 + LABEL * lines
        views.append(
            {
                "name": _lines(name),
                "y": number(y),
                "marks": [mark_view(mark, rail, y + ROW * mark.row) for mark in placed],
                "labels": [_at(label, y) for label in labels],
            }
        )
        y += ROW * (1 + max((mark.row for mark in placed), default=0)) - 8
    return {
        "lanes": views,
        "height": number(y + 34),
        "top": number(top + 4),
        "bottom": number(y + 14),
        "ticks": _ticks(window, rail),
        "eras": named,
        "as_of": _as_of(window, rail),
    }


def _eras(eras: Sequence[Era], rail: Rail) -> list[dict[str, Any]]:
    """The brackets above, on as many lines as their names need."""
    found = []
    for era in eras:
        start = rail.pixel(era.first)
        found.append(placing.Label(start, start + placing.length_of(era.name, 8.5), start))
    return [
        {
            "name": era.name,
            "from": rail.at(era.first),
            "to": rail.written(rail.pixel(era.stop) - 4),
            "y": 20 + 26 * (level or 0),
        }
        for era, level in zip(eras, placing.levels(found, len(found)), strict=True)
    ]


def _labels(placed: Sequence[Mark], rail: Rail) -> list[dict[str, Any]]:
    """The labels of a lane's named marks, on as many lines as they need to stand apart; one that would not fit ends at its mark."""
    found = []
    for mark in placed:
        named = next((member for member, _ in mark.members if member.named), None)
        if named is None:
            continue
        length = placing.length_of(named.label + (" dates differ" if named.differs else ""))
        start = max(0.0, mark.middle - 5)
        if start + length > rail.pixels:
            start = mark.middle + 5 - length
        found.append((placing.Label(start, start + length, mark.middle), mark, named))
    numbers = placing.levels([label for label, *_ in found], LINES)
    return [
        {
            "x": rail.written(label.stop if label.ends_there else label.start),
            "ends_there": label.ends_there,
            "pole": rail.written(mark.middle) if level or mark.row else None,
            "text": member.label,
            "leading": member.leading,
            "differs": member.differs,
            "level": level,
            "row": mark.row,
        }
        for (label, mark, member), level in zip(found, numbers, strict=True)
        if level is not None
    ]


def _at(label: dict[str, Any], rail_y: float) -> dict[str, Any]:
    """A label with its height above the lane, and the pole that it stands on where that is not right below."""
    y = rail_y - 13 - LABEL * label["level"]
    return {
        **label,
        "y": number(y),
        "pole_y": number(y + 3),
        "foot": number(rail_y + ROW * label["row"] - 8),
    }


def _lines(name: str, most: int = 16) -> list[str]:
    """A lane's name on lines that fit beside it."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _ticks(window: Window, rail: Rail) -> list[dict[str, Any]]:
    """Years, so many that their numbers stand apart; months where there are few. Where the day of the record is written, it alone is."""
    starts = window.month_starts
    if len(starts) <= NUMBERED + NUMBERED // 2:
        named = [(day, SHORT_MONTHS[day.month - 1]) for day in starts]
    else:
        years = [day for day in starts if day.month == 1]
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500)
        step = next((each for each in steps if len(years) / each <= NUMBERED), 1000)
        named = [(day, str(day.year)) for day in years if day.year % step == 0]
    today = _as_of(window, rail)
    taken = (today["pixel"] - placing.length_of(today["text"]), today["pixel"]) if today else (0, 0)
    ticks = []
    for day, name in named:
        pixel = rail.pixel(day.toordinal()) + 6
        free = pixel >= taken[1] or pixel + placing.length_of(name) <= taken[0]
        ticks.append({"at": rail.at(day.toordinal()), "text": name if free else ""})
    return ticks


def _as_of(window: Window, rail: Rail) -> dict[str, Any] | None:
    if window.as_of is None:
        return None
    words = f"as of {window.as_of.day} {SHORT_MONTHS[window.as_of.month - 1]}"
    pixel = rail.pixel(window.as_of.toordinal() + 0.5)
    return {"at": rail.written(pixel), "pixel": pixel, "text": words}
