"""Dates: none in the future, and an event's own date no other and no more exact than its sources'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from annals.answers import Refusal, one
from annals.dates import Moment, parse_moment
from annals.diagnostics import Report, did_you_mean
from annals.findings import Finding
from annals.load import Held, Steps
from annals.project import Project
from annals.record import Record
from annals.rules.rule import Rule
from annals.rules.unread import undecided
from annals.schema import Event
from annals.settings import IN_CONFIG


def future_date(project: Project, report: Report) -> None:
    """Complain of what is said to have happened after the day that the record speaks of."""
    record = project.record
    if any(found.rule == "no-as-of" for found in report.found):
        return
    for text, file, path in _past_dates(record):
        moment = parse_moment(text)
        if isinstance(moment, Moment) and moment.first is not None and moment.first > record.as_of:
            report.add(
                record.loaded.span(file, path),
                "future-date",
                f"{text} lies after {record.as_of.isoformat()}, the day that the record speaks of",
                "what is announced is a claim of kind 'promise' with 'due'; is the year right?",
            )


def _past_dates(record: Record) -> Iterator[tuple[str, str, Steps]]:
    for event in record.loaded.events:
        yield event.record.when, event.file, (*event.path, "when")
    for facts in record.loaded.facts.values():
        for name in ("issued", "accessed"):
            text = getattr(facts.record.source, name)
            if text is not None:
                yield text, facts.file, ("source", name)
    decided: tuple[Held[Any], ...] = (*record.loaded.rulings, *record.loaded.redirects)
    for held in decided:
        yield held.record.decided, held.file, (*held.path, "decided")
    for claim in record.claims:
        if claim.as_of is not None:
            yield claim.as_of, claim.file, claim.at["as_of"]
        if claim.searched is not None:
            yield claim.searched, claim.file, (*claim.path, "searched")
        if claim.kind == "stated" and claim.value is not None and claim.value.type == "date":
            definition = record.properties.get(claim.property)
            if definition is not None and claim.subject in record.events:
                yield claim.text, claim.file, claim.at["value"]


def event_date(project: Project, report: Report) -> None:
    """Complain of an event whose date disagrees with what sources claim of it, or is more exact than any of them."""
    record = project.record
    times = Counter(held.record.id for held in record.loaded.events)
    for held in record.loaded.events:
        # Of two events with one id, the claims can be about either.
        if times[held.record.id] > 1:
            continue
        own = parse_moment(held.record.when)
        refused = (
            _no_date(record, held.record.when)
            if isinstance(own, str)
            else _unlike_claims(record, held.record, own)
        )
        if refused is not None:
            span = record.loaded.span(held.file, (*held.path, "when"))
            report.add(span, refused.rule, refused.message, *refused.notes)


def _no_date(record: Record, reference: str) -> Refusal | None:
    """What is wrong with a reference that stands in the place of a date."""
    answer = one(record, reference)
    if isinstance(answer, Refusal):
        return None if undecided(record, answer, reference) else answer
    if record.properties[answer.property].type == "date":
        return None
    return Refusal(
        "event-date-disagrees",
        f"'{reference}' is no date",
        ("refer to a finding whose property is a date",),
    )


def _unlike_claims(record: Record, event: Event, own: Moment) -> Refusal | None:
    """How an event's own date differs from those that its sources give."""
    claimed = [moment for finding in _dates_of(record, event.id) for moment in _printed(finding)]
    said = " or ".join(dict.fromkeys(moment.text for moment in claimed))
    if claimed and not any(own.meets(moment) for moment in claimed):
        return Refusal(
            "event-date-disagrees",
            f"the event is dated {event.when}, but its sources say {said}",
            ("mend the date, or refer to the finding: 'when: event-id/property'",),
        )
    if claimed and not any(moment.interval.within(own.interval) for moment in claimed):
        return Refusal(
            "event-date-disagrees",
            f"{event.when} is more exact than any source: they say {said}",
            ("write no more than the sources know",),
        )
    return None


def bad_era(project: Project, report: Report) -> None:
    """Complain of an era of the timeline that begins with nothing that has a place in time."""
    record = project.record
    for name, start in record.settings.eras.items():
        if start in record.events or start in record.loaded.unread:
            continue
        moment = parse_moment(start)
        if isinstance(moment, Moment) and moment.first is not None:
            continue
        near = did_you_mean(start, record.events)
        report.add(
            IN_CONFIG,
            "bad-era",
            f"the era '{name}' begins with '{start}', which is neither an event nor a date",
            f"did you mean '{near}'?"
            if near
            else "write 'name: event-id' or 'name: 2025-06-30' under extra.annals.eras",
        )


def _dates_of(record: Record, event: str) -> list[Finding]:
    return [
        finding
        for finding in record.findings_of.get(event, ())
        if finding.derived is None and record.properties[finding.property].type == "date"
    ]


def _printed(finding: Finding) -> list[Moment]:
    claims = [finding.printed] if finding.printed is not None else list(finding.claims)
    return [
        claim.value.read
        for claim in claims
        if claim is not None and claim.value and isinstance(claim.value.read, Moment)
    ]


RULES = (
    Rule(
        "future-date",
        "nothing has happened after the day that the record speaks of",
        "record",
        future_date,
    ),
    Rule(
        "event-date-disagrees",
        "an event's date is one that its sources give, and no more exact",
        "record",
        event_date,
    ),
    Rule("bad-era", "an era of the timeline begins with an event or a date", "record", bad_era),
)
