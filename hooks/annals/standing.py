"""The results of one column in their order: what each is, and which of them none surpasses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from annals.claims import Claim
from annals.columns import Column, said_otherwise, told_once
from annals.comparing import report_of
from annals.findings import Finding
from annals.intervals import Interval
from annals.printed import printed_text, range_of, said, told_of
from annals.quantities import Quantity
from annals.quantity_words import human
from annals.record import Record
from annals.schema import Property
from annals.values import Value


@dataclass(frozen=True, slots=True)
class Result:
    """A finding as it stands in a column; `own` is what the column's source gives where we print another value."""

    finding: Finding
    claims: tuple[Claim, ...]
    number: Decimal | None
    own: Value | None = None
    best: bool = False

    @property
    def reading(self) -> Interval | None:
        """What the result can be; None while nothing is decided, and for words."""
        if self.own is not None:
            return self.own.interval
        printed = self.finding.printed
        return (
            None
            if self.finding.open or not printed or not printed.value
            else printed.value.interval
        )


def standing(
    record: Record, findings: Sequence[Finding], definition: Property, column: Column
) -> list[Result]:
    """Results best first, by name where no direction is better; `best` marks those that no comparable one surpasses.

    A source's own column shows what that source gives, also where we print another value.
    """
    results = []
    for finding in told_once(findings):
        claims = [claim for claim in finding.claims if column.source in ("", report_of(claim))]
        own = said_otherwise(finding, column)
        number = middle(finding) if own is None else number_of(own)
        results.append(Result(finding, tuple(claims), number, own))
    sign = -1 if definition.direction != "lower" else 1
    results.sort(
        key=lambda each: (
            each.number is None,
            sign * (each.number or 0),
            record.name(each.finding.subject),
            each.finding.id,
        )
    )
    # One subject alone, in several modes, is the best of nothing; and where no condition is stated, nothing says that they are alike.
    rivals = {each.finding.subject for each in results if each.number is not None}
    if len(rivals) < 2 or not column.conditions or definition.direction == "none":
        return results
    top = results[0].reading
    if any(each.finding.open and _may_surpass(each, top, definition) for each in results):
        return results
    return [replace(each, best=_ties(each.reading, top)) for each in results]


def _may_surpass(undecided: Result, top: Interval | None, definition: Property) -> bool:
    """Whether some value of what is not decided would be better than the best."""
    span = undecided.finding.span
    if top is None or span is None:
        return True
    return span.end > top.end if definition.direction != "lower" else span.start < top.start


def middle(finding: Finding) -> Decimal | None:
    """The number by which a result is put in order; of an open finding, the middle of its span."""
    number = number_of(finding.printed.value) if finding.printed else None
    span = finding.span
    if number is not None or span is None or span.low is None or span.high is None:
        return number
    return (Decimal(span.low) + Decimal(span.high)) / 2


def text_of(record: Record, result: Result, definition: Property, *, unit: bool = True) -> str:
    """What a result looks like in print, with its unit or, where that stands beside it, without."""
    finding = result.finding
    value = result.own or (finding.printed.value if finding.printed else None)
    if value is not None:
        return said(record, value, definition) if unit else bare(record, value, definition)
    if unit:
        return printed_text(record, finding)
    values = [told_of(finding, side) for side in finding.sides if side.claims]
    joined = range_of(values[0], values[-1])
    ends = [joined] if joined else [values[0], values[-1]]
    return " to ".join(dict.fromkeys(bare(record, each, definition) for each in ends))


def bare(record: Record, value: Value, definition: Property) -> str:
    """A value without its unit, as it stands beside an axis or in a column that says it."""
    if value.type == "rank" or not isinstance(value.read, Quantity):
        return said(record, value, definition)
    return human(replace(value.read, unit_mark=""))


def number_of(value: Value | None) -> Decimal | None:
    """The number that a value names; None for words and for ranges."""
    return value.read.value if value is not None and isinstance(value.read, Quantity) else None


def _ties(one: Interval | None, other: Interval | None) -> bool:
    return one is not None and other is not None and one.meets(other)
