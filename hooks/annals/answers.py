"""What a reference in prose comes to: a finding, a difference, a ratio, a rank, a verdict; or the reason why it is refused.

The check and the Markdown extension both ask here, so that what is checked is what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from annals import intervals
from annals.comparing import comparable, report_of, sources_of, unlike
from annals.dates import Moment, human, parse_moment
from annals.diagnostics import did_you_mean
from annals.expressions import Operand, comparisons, holds, parse, references
from annals.findings import Finding
from annals.intervals import Interval
from annals.printed import printed_text
from annals.quantities import Quantity, parse_quantity
from annals.quantities import human as human_quantity
from annals.record import Record
from annals.references import moment_of, pair, ranking
from annals.selectors import Selector, parse_selector

LISTED = 6


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reference is not answered: a rule's id, a sentence, how to mend it."""

    rule: str
    message: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that the build computes from findings, as readers see it."""

    text: str
    findings: tuple[Finding, ...]


def one(record: Record, reference: str | Selector) -> Finding | Refusal:
    """The one finding that a reference means."""
    selector = parse_selector(reference) if isinstance(reference, str) else reference
    if isinstance(selector, str):
        return Refusal("unknown-reference", selector)
    found = record.select(selector)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(finding.id for finding in found[:LISTED])
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        return Refusal(
            "ambiguous-reference",
            f"'{selector.text}' could be any of {len(found)} findings",
            (f"add a condition: {listed}{more}", "or '&only' for exactly these keys"),
        )
    return _unknown(record, selector)


def _unknown(record: Record, selector: Selector) -> Refusal:
    siblings = [
        finding.id
        for finding in record.by_subject_property.get((selector.subject, selector.property), ())
    ]
    if siblings:
        note = f"the findings there: {', '.join(siblings[:LISTED])}"
    elif selector.property not in record.properties:
        near = did_you_mean(selector.property, record.properties)
        note = f"no property has the id '{selector.property}'" + (
            f"; did you mean '{near}'?" if near else ""
        )
    elif selector.subject not in record.entities and selector.subject not in record.events:
        near = did_you_mean(selector.subject, record.entities)
        note = f"no entity has the id '{selector.subject}'" + (
            f"; did you mean '{near}'?" if near else ""
        )
    else:
        note = f"no source claims '{selector.property}' of '{selector.subject}'"
    return Refusal("unknown-reference", f"'{selector.text}' is no finding", (note,))


def settled(record: Record, reference: str) -> Finding | Refusal:
    """The one finding that a reference means, if it is not open: nothing is computed from what is not decided."""
    finding = one(record, reference)
    if isinstance(finding, Finding) and (finding.open or finding.printed is None):
        return Refusal(
            "open-finding",
            f"sources differ on '{finding.id}' and nothing is decided",
            ("rule on it, or write the sentence without it",),
        )
    return finding


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


def unlike_conditions(record: Record, findings: Sequence[Finding]) -> Refusal | None:
    """Why findings of one measured property must not be compared, if they must not."""
    for name in dict.fromkeys(finding.property for finding in findings):
        definition = record.properties.get(name)
        if definition is None or definition.kind != "measured":
            continue
        compared = [finding for finding in findings if finding.property == name]
        for first, second in combinations(compared, 2):
            keys = unlike(first, second, definition) if first is not second else []
            if keys:
                told = ", ".join(f"'{key}'" for key in keys)
                return Refusal(
                    "unlike-conditions",
                    f"'{first.id}' and '{second.id}' were not measured alike",
                    (f"they do not state and share {told}",),
                )
        if definition.one_source and not frozenset.intersection(*map(sources_of, compared)):
            return _joined(compared)
    return None


def _joined(findings: Sequence[Finding]) -> Refusal:
    """What is said of results that no one source gives together."""
    named = dict.fromkeys(f"'{finding.id}'" for finding in findings)
    gives = [f"{finding.id}: {', '.join(sorted(sources_of(finding)))}" for finding in findings]
    return Refusal(
        "joined-sources",
        f"no one source gives {' and '.join(named)}",
        (*dict.fromkeys(gives), "each report measures anew: take all results from one of them"),
    )


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
    places = min(_places(left[0]), _places(right[0]))
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


def verdict(record: Record, argument: str) -> Refusal | None:
    """Why a checked sentence must not be printed; None if the data support it on every side."""
    node = parse(argument, comparison=True)
    if isinstance(node, str):
        return Refusal(
            "check-failed",
            f"the check cannot be read: {node}",
            ('write, for example, check="a/x > b/x"',),
        )
    found: dict[str, Finding] = {}
    for reference in references(node):
        finding = one(record, reference)
        if isinstance(finding, Refusal):
            return finding
        found[reference.text] = finding
    for single in comparisons(node):
        compared = [found[reference.text] for reference in references(single)]
        refused = unlike_conditions(record, compared)
        if refused:
            return refused
    readings = {text: _readings(finding) for text, finding in found.items()}
    outcome = holds(node, readings)
    if outcome == "yes":
        return None
    values = "; ".join(
        f"{text} is {printed_text(record, finding)}" for text, finding in found.items()
    )
    reason = "is not true any more" if outcome == "no" else "cannot be told from the data"
    return Refusal(
        "check-failed", f"'{argument}' {reason}", (values, "mend the sentence, or the check")
    )


def compared(record: Record, argument: str) -> list[Finding]:
    """The findings that a check compares, in its order, each once."""
    node = parse(argument, comparison=True)
    found = [] if isinstance(node, str) else [one(record, each) for each in references(node)]
    return list({each.id: each for each in found if isinstance(each, Finding)}.values())


def _readings(finding: Finding) -> list[Operand]:
    return list(finding.readings())


def when(record: Record, argument: str) -> tuple[str, str] | Refusal:
    """The id of an event and its date in words: `event`, or `event as month` where the day is more than the sentence says."""
    key, precision = moment_of(argument)
    event = record.events.get(key)
    if event is None:
        near = did_you_mean(key, record.events)
        note = f"did you mean '{near}'?" if near else "write the id of an event"
        return Refusal("unknown-reference", f"no event has the id '{key}'", (note,))
    moment = record.moment(event)
    if not precision:
        return key, human(moment)
    length = {"month": 7, "year": 4}.get(precision)
    if length is None:
        return Refusal(
            "unknown-reference",
            f"a date is asked for as month or as year, not as '{precision}'",
            (f"write {{when}}`{key} as month`",),
        )
    ends = {str(day)[:length] for day in (moment.first, moment.last)}
    coarser = parse_moment(ends.pop()) if len(ends) == 1 else "it spans several"
    if isinstance(coarser, str):
        return Refusal(
            "unknown-reference",
            f"'{key}' is dated {human(moment)}, which lies in no single {precision}",
            (f"write {{when}}`{key}`",),
        )
    return key, human(coarser)


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


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain_number(value: Decimal, places: int) -> str:
    return f"{round(value, places):,f}" if places else f"{round(value):,}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


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
