"""What changes over time: the values of one property in the order of the dates that they were true of, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from annals.axis import Axis, per_cent, time_axis
from annals.blocks.axes import axis_view, short
from annals.dates import Moment, parse_moment
from annals.findings import Finding
from annals.intervals import Interval
from annals.printed import printed_text
from annals.reader_words import condition_words
from annals.record import Record

FEWEST = 3  # Two points are compared at a glance.
_SEEN = Decimal("2.5")
_TOP, _BOTTOM, _HEIGHT = 26, 96, 124
_LOWEST_SHARE = Decimal("0.12")
Other = tuple[tuple[str, str], ...]


def series(record: Record, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """A drawing for every property whose value was read on three dates or more under the same conditions."""
    groups: dict[tuple[str, Other], list[Finding]] = {}
    for finding in findings:
        if finding.derived is None and "as_of" in dict(finding.conditions):
            other = tuple(pair for pair in finding.conditions if pair[0] != "as_of")
            groups.setdefault((finding.property, other), []).append(finding)
    drawn = []
    for (prop, other), members in groups.items():
        points = [point for finding in members if (point := _point(finding)) is not None]
        if len(points) >= FEWEST:
            drawn.append(_drawing(record, prop, other, points))
    return drawn


_Point = tuple[Moment, Interval, Finding]


def _point(finding: Finding) -> _Point | None:
    """When a value was true, and the value; nothing where either has no place on an axis."""
    moment = parse_moment(dict(finding.conditions)["as_of"])
    value = finding.printed.value if finding.printed else None
    said = value.interval if value is not None else finding.span
    if isinstance(moment, str) or said is None or (said.low is None and said.high is None):
        return None
    return moment, said, finding


def _drawing(record: Record, prop: str, other: Other, points: Sequence[_Point]) -> dict[str, Any]:
    axis = time_axis([moment.interval for moment, _, _ in points])
    points = sorted(points, key=lambda point: (axis.bracket(point[0].interval).middle, point[2].id))
    heights = _heights([said for _, said, _ in points])
    shown: list[dict[str, Any]] = []
    labels: list[tuple[int, str, Decimal]] = []
    for number, ((moment, _, finding), height) in enumerate(zip(points, heights, strict=True)):
        stretch = axis.bracket(moment.interval)
        place = stretch.middle
        text = printed_text(record, finding)
        value = finding.printed.value if finding.printed else None
        told = short(record, finding, value) if value else text
        # About 7 px a letter on a phone's axis: a label that would run into the one before it, or repeat it, is left to the rows below.
        half = Decimal(len(told))
        # Beside an end of the axis it reaches inwards from its point.
        anchor = "start" if place < half else "end" if place > 100 - half else "middle"
        start = place - half * ("start", "middle", "end").index(anchor)
        if number == len(points) - 1:
            # The newest value is told rather than its neighbours'.
            while labels and labels[-1][2] >= start and labels[-1][1] != told:
                shown[labels.pop()[0]]["label"] = ""
        labelled = not labels or (labels[-1][2] < start and labels[-1][1] != told)
        if labelled:
            labels.append((number, told, start + 2 * half))
        shown.append(
            {
                "x": per_cent(place),
                "y": height,
                "label": told if labelled else "",
                "anchor": anchor,
                # A month or a year is told from a day.
                "stretch": (per_cent(stretch.start), per_cent(stretch.end))
                if stretch.end - stretch.start > _SEEN
                else None,
                "differs": bool(finding.kind),
                "text": text,
                "when": condition_words(record, "as_of", dict(finding.conditions)["as_of"]),
            }
        )
    return {
        "property": prop,
        "name": record.name(prop),
        "conditions": [condition_words(record, key, value) for key, value in other],
        "ticks": axis_view(_within(axis)),
        "points": shown,
        "years": _years(axis),
        "height": _HEIGHT,
        "bottom": _BOTTOM + 8,
    }


def _years(axis: Axis) -> str:
    """The year or years that an axis of days covers."""
    first = date.fromordinal(int(axis.low)).year
    last = date.fromordinal(int(axis.high) - 1).year
    return str(first) if first == last else f"{first} to {last}"


def _within(axis: Axis) -> Axis:
    """The axis without labels that would reach over its ends."""
    return Axis(axis.low, axis.high, tuple(tick for tick in axis.ticks if 3 <= tick.label <= 97))


def _heights(values: Sequence[Interval]) -> list[int]:
    """Where values lie, in pixels from the top: the highest above, nothing at the bottom where the values reach down to it."""
    places = [_middle(value) for value in values]
    low, high = min(places), max(places)
    if low >= 0 and high > 0 and low / high < _LOWEST_SHARE:
        low = Decimal(0)
    room = high - low or Decimal(1)
    return [int(_BOTTOM - (place - low) / room * (_BOTTOM - _TOP)) for place in places]


def _middle(value: Interval) -> Decimal:
    ends = [Decimal(end) for end in (value.low, value.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends)
