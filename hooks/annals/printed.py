"""What a finding looks like in print: its value with its unit, its span while it is open, what a comparison comes to."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from annals import intervals
from annals.dates import Moment
from annals.deciding import narrowness
from annals.findings import Finding, Side
from annals.intervals import Interval
from annals.quantities import Quantity
from annals.quantity_words import behind, together
from annals.record import Record
from annals.schema import Property
from annals.values import Value, human

# What a source says who tells that one is ahead, and not by how much.
_AHEAD = Interval(0, None, low_open=True)


def said(record: Record, value: Value, definition: Property | None) -> str:
    """A value as people read it: with its unit, and an entity by its name."""
    if value.type == "entity" and value.token is not None and value.token in record.entities:
        return record.name(value.token)
    return human(value, definition)


def compared(record: Record, value: Value, definition: Property | None) -> str:
    """The value of a comparison: of one that only tells that something is ahead, that its size is not told."""
    return "size not stated" if value.interval == _AHEAD else said(record, value, definition)


def printed_text(record: Record, finding: Finding) -> str:
    """What a reader is shown for a finding: its value, or its span while it is open."""
    definition = shown_as(record, finding)
    if finding.printed is not None and finding.printed.value is not None:
        say = compared if finding.derived else said
        return say(record, finding.printed.value, definition)
    if finding.computed and not finding.open:
        return calculated_text(record, finding, intervals.span(finding.computed))
    words = span_text(record, finding, definition)
    if finding.computed:
        return f"{words}, calculated {' or '.join(calculated(record, finding))}"
    return words


def span_text(record: Record, finding: Finding, definition: Property | None) -> str:
    """The sides of an open finding: from the lowest to the highest where that is a stretch, else each."""
    values = [told_of(finding, side) for side in finding.sides if side.claims]
    if finding.span is not None and all(_is_plain(value) for value in (values[0], values[-1])):
        values = [values[0], values[-1]]
        if joined := range_of(*values):
            return said(record, joined, definition)
        return " to ".join(dict.fromkeys(said(record, each, definition) for each in values))
    return " or ".join(dict.fromkeys(said(record, each, definition) for each in values))


def range_of(first: Value, last: Value) -> Value | None:
    """Two numbers as one value that reaches from the one to the other; the unit is then said once, at the end."""
    if not isinstance(first.read, Quantity) or not isinstance(last.read, Quantity):
        return None
    if first.type == "rank" or first.text == last.text:
        return None
    read = together(first.read, last.read)
    return replace(first, read=read) if read else None


def shown_as(record: Record, finding: Finding) -> Property | None:
    """The property as which a finding's values are read; of a calculation, with the unit of what comes out of it."""
    definition = record.properties.get(finding.property)
    if finding.derived is None or definition is None:
        return definition
    if _SCALED.search(finding.derived) or printed_as_share(finding):
        return None
    if definition.scale == "%":
        return definition.model_copy(update={"unit": "points", "unit_one": "point", "scale": None})
    return definition


def told_of(finding: Finding, side: Side) -> Value:
    """What stands for a side: what is printed if it is on it, else the narrowest of its values."""
    claims = [finding.claims[index] for index in side.claims]
    printed = finding.printed
    if printed is not None and printed.value and any(claim is printed for claim in claims):
        return printed.value
    values = [(claim.value, claim.source) for claim in claims if claim.value is not None]
    return min(values, key=lambda pair: (narrowness(pair[0]), pair[1], pair[0].text))[0]


def _is_plain(value: Value) -> bool:
    # "to" between two ranges, or after "over", would not be read as meant.
    if isinstance(value.read, Quantity):
        return not value.read.bound
    return isinstance(value.read, Moment) and value.read.precision not in ("interval", "set")


# Below this share of its middle, the width of a calculated interval is of no interest to a reader.
_NARROW = Decimal("0.005")
# A calculation that multiplies or divides does not come out in the unit of what it begins with.
_SCALED = re.compile(r" [*/] ")


def calculated(record: Record, finding: Finding) -> list[str]:
    """What the operands of a comparison give, as readers see it; none of any other finding."""
    return [calculated_text(record, finding, interval) for interval in finding.computed]


def calculated_text(record: Record, finding: Finding, interval: Interval) -> str:
    """One result of a comparison's operands: `1.6 to 1.8 %`, `about 919,000`.

    As a percentage where the sources say it so; with the operands' unit where they are only added and subtracted.
    """
    if printed_as_share(finding):
        return _shown(interval, Decimal(100), "\u00a0%")
    definition = shown_as(record, finding)
    unit = (definition.unit or "") if definition else ""
    return _shown(interval, Decimal(1), behind(unit) if unit else "")


def printed_as_share(finding: Finding) -> bool:
    """Whether the sources of a comparison say in per cent what it comes to as a share of one."""
    claimed = [claim.value.read for claim in finding.claims if claim.value]
    return finding.derived is not None and any(
        isinstance(read, Quantity) and read.unit_mark == "%" for read in claimed
    )


def _shown(interval: Interval, factor: Decimal, unit: str) -> str:
    ends = [Decimal(end) * factor for end in (interval.low, interval.high) if end is not None]
    if len(ends) == 2:
        middle, width = (ends[0] + ends[1]) / 2, ends[1] - ends[0]
        if 0 < width <= abs(middle) * _NARROW:
            # One digit less than the ends would have: it is only about.
            return f"about {_digits(middle, width * 10)}{unit}"
        return f"{' to '.join(dict.fromkeys(_digits(end, width) for end in ends))}{unit}"
    words = ("over", "at least") if interval.high is None else ("under", "up to")
    bound = words[not (interval.low_open or interval.high_open)]
    return f"{bound} {ends[0].normalize():,f}{unit}" if ends else "anything"


def _digits(value: Decimal, width: Decimal) -> str:
    """A number to the second digit of a width, without zeros that say nothing."""
    places = max(0, 1 - width.adjusted()) if width else 6
    return f"{round(value, places).normalize():,f}".replace("-", "−")
