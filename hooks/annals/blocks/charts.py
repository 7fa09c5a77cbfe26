"""What drawings of points have in common: the upright axis, both drawings, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from annals.blocks.pictures import axis_name, even_ticks, power_ticks, shared_conditions
from annals.blocks.points import NARROW, WIDE, Point, drawing
from annals.blocks.scale import Scale, linear, powers
from annals.blocks.spec import Options
from annals.findings import Finding
from annals.intervals import Interval
from annals.record import Record
from annals.standing import number_of

POWERS = "powers"


def view(
    record: Record,
    points: Sequence[Point],
    across: Scale,
    upright: Scale,
    findings: Sequence[Finding],
) -> dict[str, Any]:
    """What both kinds share: the two drawings, the upright axis, and how the picture is read."""
    definition = record.properties[findings[0].property]
    if upright.powers:
        y_words, y_word = power_ticks(upright.ticks), ""
    else:
        y_words, y_word = even_ticks(upright.ticks)
    wide, narrow = (drawing(points, across, upright, field, y_words) for field in (WIDE, NARROW))
    return {
        "drawings": [("md-w", wide), ("md-n", narrow)],
        "y_words": y_words,
        "y_name": axis_name(record, definition, findings, y_word),
        "shared": shared_conditions(record, findings),
        "remarks": _remarks(wide["points"], upright),
    }


def _remarks(marks: Sequence[dict[str, Any]], upright: Scale) -> list[str]:
    """How the picture is read: only what holds of this one."""
    said = []
    if any(mark["upright"] or mark["across"] for mark in marks):
        said.append(
            "Brackets show how exactly a value is known, where that is wider than its point."
        )
    if any(mark["differing"] for mark in marks):
        said.append("Cross ticks are values that other sources give.")
    if upright.powers:
        said.append("Each step up is ten times the one before.")
    elif upright.low > 0:
        said.append(f"The vertical axis starts at {upright.low.normalize():,f}.")
    return said


def upright_axis(points: Sequence[Point], options: Options, *, from_zero: bool = False) -> Scale:
    """The upright axis: even, or by powers of ten where the options ask for it."""
    numbers = [number for point in points for number in (point.y, *point.differing)]
    if options.get("scale") == POWERS:
        return powers(numbers)
    # A bracket that reached beyond the axis would be cut off.
    numbers += [
        Decimal(end)
        for point in points
        if point.upright
        for end in (point.upright.low, point.upright.high)
        if end is not None
    ]
    return linear(numbers, from_zero=from_zero)


def interval_of(finding: Finding) -> Interval | None:
    """What a drawn value stands for; the whole span while nothing is decided."""
    if finding.open:
        return finding.span
    return finding.printed.value.interval if finding.printed and finding.printed.value else None


def differing(finding: Finding) -> tuple[Decimal, ...]:
    """The numbers on record that do not agree with what is printed."""
    if finding.kind is None:
        return ()
    return tuple(
        sorted(
            {
                number
                for index, claim in enumerate(finding.claims)
                if not finding.agrees(index) and (number := number_of(claim.value)) is not None
            }
        )
    )
