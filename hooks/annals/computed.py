"""Numbers that the build computes from findings: a difference, a ratio, a rank; or the reason why they are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from annals import intervals
from annals.answers import Refusal, settled, unlike_conditions
from annals.comparing import comparable, report_of, sources_of
from annals.dates import Moment
from annals.findings import Finding
from annals.intervals import Interval
from annals.quantities import Quantity, ordinal_ending, parse_quantity, places_of
from annals.quantity_words import human as human_quantity
from annals.record import Record
from annals.references import pair, ranking


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that the build computes from findings, as readers see it."""

    text: str
    findings: tuple[Finding, ...]


def _two(record: Record, argument: str, role: str) -> tuple[Finding, Finding] | Refusal:
    named = pair(argument)
    if named is None:
        return Refusal(
            "unknown-reference",
            f"'{argument}' is not 'one to other'",
            (f"write {{{role}}}`subject/property to subject/property`",),
        )
    first, second = settled(record, named[0]), settled(record, named[1])
    if isinstance(first, Refusal):
        return first
    if isinstance(second, Refusal):
        return second
    tests = [
        name
        for name in dict.fromkeys((first.property, second.property))
        if record.properties[name].kind == "measured"
    ]
    if tests and first.property != second.property:
        return Refusal(
            "unlike-conditions",
            f"'{first.property}' and '{second.property}' do not measure the same",
            ("only results of one test are compared",),
        )
    refused = unlike_conditions(record, (first, second))
    return refused or (first, second)


def difference(record: Record, argument: str) -> Computed | Refusal:
    """How much more the second finding is than the first: `{diff}`a to b``."""
    both = _two(record, argument, "diff")
    if isinstance(both, Refusal):
        return both
    first, second = both
    left, right = _numbers(first), _numbers(second)
    if left is None or right is None:
        return _days(first, second) or _not_exact(first, second)
    if len(_units(record, both)) > 1:
        return _unlike_units(first, second)
    if not _certainly_over(intervals.subtract(right[1], left[1]), 0):
        return _not_above(first, second)
    places = min(places_of(left[0]), places_of(right[0]))
    one = record.properties[first.property].unit_one
    return Computed(_with_unit(right[0] - left[0], places, _units(record, both), one), both)


def _certainly_over(interval: Interval, limit: int) -> bool:
    low = interval.low
    return low is not None and (low > limit or (low == limit and interval.low_open))


def _days(first: Finding, second: Finding) -> Computed | Refusal | None:
    left = first.printed.value.read if first.printed and first.printed.value else None
    right = second.printed.value.read if second.printed and second.printed.value else None
    if (
        isinstance(left, Moment)
        and isinstance(right, Moment)
        and left.precision == right.precision == "day"
        and not any(
            moment.approximate or moment.uncertain
            for moment in (left, right)  # a day that is doubted is no day to count from
        )
        and left.first
        and right.first
    ):
        days = (right.first - left.first).days
        if days <= 0:
            return _not_above(first, second)
        return Computed(f"{days:,}\u00a0day{'' if days == 1 else 's'}", (first, second))
    return None


def ratio(record: Record, argument: str) -> Computed | Refusal:
    """How many times the first finding the second is: `{ratio}`a to b``."""
    both = _two(record, argument, "ratio")
    if isinstance(both, Refusal):
        return both
    first, second = both
    left, right = _numbers(first), _numbers(second)
    if left is None or right is None or left[0] == 0:
        return _not_exact(first, second)
    if len(_units(record, both)) > 1:
        return _unlike_units(first, second)
    result = intervals.divide(right[1], left[1])
    if result is None or not _certainly_over(result, 1):
        return _not_above(first, second)
    times = right[0] / left[0]
    places = 0 if times >= 10 else 1
    # "1.0 times" would deny the difference that it is about.
    while round(times, places) == 1 and times != 1:
        places += 1
    return Computed(f"{_plain_number(times, places)}\u00a0times", both)


def rank(record: Record, argument: str) -> Computed | Refusal:
    """The place of a finding among all comparable ones that have a number: `{rank}`a in property``."""
    named = ranking(argument)
    if named is None:
        return Refusal(
            "unknown-reference",
            f"'{argument}' is not 'reference in property'",
            ("write {rank}`subject/property in property`",),
        )
    finding = settled(record, named[0])
    if isinstance(finding, Refusal):
        return finding
    definition = record.properties.get(named[1])
    if definition is None or finding.property != named[1] or definition.direction == "none":
        return Refusal(
            "unlike-conditions",
            f"'{finding.id}' has no rank in '{named[1]}'",
            ("the property must be the finding's own, and say which direction is better",),
        )
    mine = _numbers(finding)
    if mine is None:
        return _not_exact(finding, finding)
    better = joint = 0
    field = []
    # One source's ranking, and not one over all that have the finding in common.
    home = report_of(finding.printed) if finding.printed else None
    for other in record.findings_on[named[1]]:
        if other is finding or not comparable(finding, other, definition):
            continue
        if definition.one_source and home not in sources_of(other):
            continue
        if other.open:
            return Refusal(
                "open-finding",
                f"sources differ on '{other.id}', which the rank depends on",
                ("rule on it, or write the sentence without the rank",),
            )
        theirs = other.printed.value.interval if other.printed and other.printed.value else None
        if theirs is None:
            continue
        field.append(other)
        if not theirs.meets(mine[1]):
            better += (theirs.sort_key > mine[1].sort_key) == (definition.direction == "higher")
        elif _numbers(other) is None:
            return _not_exact(other, other)
        else:
            joint += 1
    words = f"{'joint ' if joint else ''}{ordinal(better + 1)} of {len(field) + 1}"
    return Computed(words, (finding, *field))


def _numbers(finding: Finding) -> tuple[Decimal, Interval] | None:
    value = finding.printed.value if finding.printed else None
    if (
        value is None
        or value.interval is None
        or not isinstance(value.read, Quantity)
        or value.read.value is None
    ):
        return None
    if value.read.bound in ("", "about", "nearly"):
        return value.read.value, value.interval
    return None


def _units(record: Record, findings: Sequence[Finding]) -> set[str]:
    """The units of several findings: one, if they can be set against each other."""
    properties = [record.properties[finding.property] for finding in findings]
    units = {"%" if each.scale == "%" else each.unit or "" for each in properties}
    printed = [finding.printed.value for finding in findings if finding.printed]
    marks = {
        value.read.unit_mark
        for value in printed
        if value and isinstance(value.read, Quantity) and value.read.unit_mark
    }
    # A property without a unit has that of the marks in print.
    return marks if len(marks) > 1 or units == {""} else units


def _with_unit(number: Decimal, places: int, units: set[str], one: str | None) -> str:
    text = _plain_number(number, places)
    unit = next(iter(units), "")
    if unit in ("%", "percent"):
        return f"{text}\u00a0{'point' if text == '1' else 'points'}"
    read = parse_quantity(text)
    return text if isinstance(read, str) else human_quantity(read, unit=unit, one=one or "")


def _plain_number(value: Decimal, places: int) -> str:
    return f"{round(value, places):,f}" if places else f"{round(value):,}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    return f"{number}{ordinal_ending(str(number))}"


def _unlike_units(first: Finding, second: Finding) -> Refusal:
    return Refusal("unlike-conditions", f"'{first.id}' and '{second.id}' have different units")


def _not_exact(first: Finding, second: Finding) -> Refusal:
    named = f"'{first.id}'" if first is second else f"'{first.id}' and '{second.id}'"
    return Refusal(
        "not-a-number", f"nothing is computed from {named}: a bound, a range or a word is no number"
    )


def _not_above(first: Finding, second: Finding) -> Refusal:
    return Refusal(
        "check-failed",
        f"'{second.id}' is not certainly more than '{first.id}'",
        (
            "a difference and a ratio go from the smaller to the larger: swap them and mend the sentence",
        ),
    )
