"""Values and definitions: inside the range, on the scale, and readable at all."""

from __future__ import annotations

from decimal import Decimal

from annals.answers import Refusal, one
from annals.claims import Claim
from annals.derived import meant
from annals.diagnostics import Report
from annals.expressions import canonical, parse, references
from annals.findings import Finding
from annals.intervals import Interval
from annals.project import Project
from annals.quantities import Quantity
from annals.record import Record
from annals.rules.rule import Rule
from annals.rules.unread import undecided
from annals.schema import Property

# Up to this value a percentage is more likely a share of one that was printed without its scale.
SHARE = Decimal(1)


def value_out_of_range(project: Project, report: Report) -> None:
    """Complain of values that lie outside what their property can be."""
    record = project.record
    for claim in record.claims:
        definition = record.properties.get(claim.property)
        interval = claim.value.interval if claim.value else None
        if definition is None or definition.range is None or interval is None:
            continue
        low, high = (Decimal(end) for end in definition.range)
        # That a range ends before it begins is a complaint of its own.
        if low <= high and not Interval(low, high).meets(interval):
            span = record.loaded.span(claim.file, claim.at["value"])
            report.add(
                span,
                "value-out-of-range",
                f"'{claim.text}' lies outside {low} to {high}",
                f"'{definition.id}' runs from {low} to {high}: is it in the right column?",
            )


def percent_scale(project: Project, report: Report) -> None:
    """Complain of a share of one (0.864, or 1 for everything) where percentages (86.4) are expected."""
    record = project.record
    for claim in record.claims:
        definition = record.properties.get(claim.property)
        if definition is None or definition.scale != "%" or not _is_share(claim):
            continue
        number = (
            claim.value.read.value
            if claim.value and isinstance(claim.value.read, Quantity)
            else None
        )
        peers = [
            other
            for other in record.claims
            if other.property == claim.property and other is not claim
        ]
        if number is not None and any(_above_share(other) for other in peers):
            span = record.loaded.span(claim.file, claim.at["value"])
            report.add(
                span,
                "percent-scale",
                f"'{claim.text}' looks like a share of one among percentages",
                f"write it as a percentage if it is one: {(number * 100).normalize():f}, with 'printed: {claim.text}'",
                f"or with its mark if it means so little: '{claim.text} %'",
            )


def _is_share(claim: Claim) -> bool:
    read = claim.value.read if claim.value else None
    return (
        isinstance(read, Quantity)
        and read.value is not None
        and not read.unit_mark
        and 0 < read.value <= SHARE
        # 0.9 may well be a percentage; 0.86 has more digits than those have, and 1 is everything or next to nothing.
        and (read.value == SHARE or len(read.text.partition(".")[2]) > 1)
    )


def _above_share(claim: Claim) -> bool:
    read = claim.value.read if claim.value else None
    return isinstance(read, Quantity) and read.value is not None and read.value > SHARE


def bad_definition(project: Project, report: Report) -> None:
    """Complain of properties and conditions whose fields contradict each other."""
    record = project.record
    for held in record.loaded.properties:
        for key, message in _wrong_in(held.record):
            report.add(record.loaded.span(held.file, (*held.path, key)), "bad-definition", message)
    for condition in record.loaded.conditions:
        if condition.record.type == "choice" and not condition.record.choices:
            report.add(
                record.loaded.span(condition.file, (*condition.path, "id")),
                "bad-definition",
                f"the condition '{condition.record.id}' is a choice without 'choices'",
                "list them, or give another 'type'",
            )


def _wrong_in(definition: Property) -> list[tuple[str, str]]:
    wrong = []
    numeric = definition.type in ("quantity", "count", "rank")
    if definition.type == "choice" and not definition.choices:
        wrong.append(("type", f"the property '{definition.id}' is a choice without 'choices'"))
    if definition.type != "choice" and definition.choices:
        wrong.append(
            (
                "choices",
                f"'{definition.id}' is of type {definition.type}: only a choice has 'choices'",
            )
        )
    if definition.range is not None and not numeric:
        wrong.append(
            (
                "range",
                f"'{definition.id}' is of type {definition.type}: only numbers have a 'range'",
            )
        )
    if definition.range is not None and Decimal(definition.range[0]) > Decimal(definition.range[1]):
        wrong.append(("range", f"the range of '{definition.id}' ends before it begins"))
    scale = definition.scale
    if (
        scale is not None
        and scale != "%"
        and not (scale.startswith("k:") and scale[2:].strip() in ("1000", "1024"))
    ):
        wrong.append(("scale", f"'{scale}' is no scale: '%', 'k: 1000' or 'k: 1024' is expected"))
    if definition.compare_on is not None and definition.kind != "measured":
        wrong.append(
            (
                "compare_on",
                f"'{definition.id}' is not measured: only measured properties have 'compare_on'",
            )
        )
    return wrong


def bad_comparison(project: Project, report: Report) -> None:
    """Complain of a source's own comparison that cannot be calculated, or whose operands are not found."""
    record = project.record
    for claim in record.claims:
        if claim.derived is None:
            continue
        span = record.loaded.span(claim.file, claim.at["derived"])
        node = parse(claim.derived, comparison=False)
        if isinstance(node, str):
            report.add(
                span,
                "bad-comparison",
                f"the calculation cannot be read: {node}",
                "write, for example, 'a/hle - b/hle', with spaces around operators",
            )
            continue
        finding = record.findings.get(canonical(node))
        if finding is not None and not finding.computed and _numeric(record, finding):
            report.add(
                span,
                "bad-comparison",
                "the calculation has no result: it divides by 0, or by what can be 0",
                "divide by a finding that is certainly not 0",
            )
        for reference in references(node):
            if meant(reference, claim.source, record.by_subject_property) is not None:
                continue
            answer = one(record, reference)
            if isinstance(answer, Refusal) and not undecided(record, answer, reference.text):
                report.add(span, answer.rule, answer.message, *answer.notes)


def _numeric(record: Record, finding: Finding) -> bool:
    """Whether every operand of a comparison is a number or a date."""
    readings = [
        record.findings[key].readings() for keys in finding.operands.values() for key in keys
    ]
    return all(each and all(isinstance(reading, Interval) for reading in each) for each in readings)


RULES = (
    Rule(
        "value-out-of-range",
        "a value lies within its property's range",
        "record",
        value_out_of_range,
    ),
    Rule(
        "percent-scale",
        "a percentage is written as 86.4, not as 0.864, and 1 % with its mark",
        "record",
        percent_scale,
    ),
    Rule(
        "bad-definition",
        "a property's or a condition's fields fit each other",
        "record",
        bad_definition,
    ),
    Rule(
        "bad-comparison",
        "a source's own comparison can be calculated from findings",
        "record",
        bad_comparison,
    ),
)
