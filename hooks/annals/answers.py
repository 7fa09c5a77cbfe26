"""What a reference in prose comes to: a finding, a verdict, a date; or the reason why it is refused.

The check and the Markdown extension both ask here and in `computed`, so that what is checked is what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from annals.comparing import sources_of, unlike
from annals.date_words import human
from annals.dates import parse_moment
from annals.diagnostics import did_you_mean
from annals.evaluation import Operand, holds
from annals.expressions import comparisons, parse, references
from annals.findings import Finding
from annals.printed import printed_text
from annals.record import Record
from annals.references import moment_of
from annals.selectors import Selector, parse_selector

LISTED = 6


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reference is not answered: a rule's id, a sentence, how to mend it."""

    rule: str
    message: str
    notes: tuple[str, ...] = ()


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
