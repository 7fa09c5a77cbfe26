"""The block of switches: findings on one test, and under which conditions each was measured, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.axis import Axis, number_axis, per_cent
from annals.blocks.ideas import WORDS, figure, refuse
from annals.blocks.spec import (
    BlockSpec,
    Options,
    all_of,
    means_findings,
    names_one_of,
    references,
    rendered_cites,
    word,
    words,
)
from annals.blocks.views import linked
from annals.findings import Finding
from annals.intervals import Interval
from annals.reader_words import condition_words
from annals.record import Record
from annals.site import Context, Site

UNSTATED = "unstated"
SUBJECT = "subject"  # the switch between subjects, where there are several
LABELS = 5  # more numbers than that run into each other on an axis of this width


def switches(site: Site, options: Options, context: Context) -> Markup:
    """A table of the findings with a bracket each on one axis, and a switch for each condition."""
    record = site.record
    found = chosen(record, options)
    keys, shared = _told_apart(record, found, [SUBJECT, *options["keys"]])
    spans = [_span(finding) for finding in found]
    axis = _axis([span for span in spans if span])
    return figure(
        context,
        options,
        "switches",
        "switches",
        status="findings of the record",
        keys=[
            {"id": key, "name": _key_name(record, key), "choices": _choices(record, found, key)}
            for key in keys
        ],
        rows=[
            {
                **linked(site, finding),
                "cites": rendered_cites(finding),
                "conditions": [_said(record, finding, key) for key in keys],
                "set": json.dumps({key: _value(finding, key) for key in keys}, sort_keys=True),
                "low": per_cent(axis.bracket(span).start),
                "high": per_cent(axis.bracket(span).end),
            }
            for finding, span in zip(found, spans, strict=True)
            if span
        ],
        ticks=[(per_cent(tick.label), tick.text) for tick in axis.ticks[:: _every(axis)]],
        shared=shared,
        subject=", ".join(record.name(subject) for subject in options["subject"]),
        test=record.name(options["property"]),
    )


def chosen(record: Record, options: Options) -> list[Finding]:
    """The findings that the switches choose from, in the order of their results: those that `only` names, or all that state nothing but the keys."""
    keys = set(options["keys"])
    named = [record.select(reference)[0].id for reference in options.get("only", [])]
    found = [
        finding
        for subject in options["subject"]
        for finding in record.findings_of.get(subject, ())
        if finding.property == options["property"]
        and finding.derived is None
        and {key for key, _ in finding.conditions} <= keys
        and (not named or finding.id in named)
        and _span(finding)
    ]
    return sorted(found, key=lambda finding: (_order(finding), finding.id))


def _told_apart(
    record: Record, found: list[Finding], keys: list[str]
) -> tuple[list[str], list[str]]:
    """The keys in which the findings differ, and in words what all of them state alike."""
    alike = [key for key in keys if len({_value(finding, key) for finding in found}) == 1]
    words = [
        condition_words(record, key, value)
        for key in alike
        if key != SUBJECT and (value := _value(found[0], key)) != UNSTATED
    ]
    return [key for key in keys if key not in alike], words


def _order(finding: Finding) -> tuple[object, ...]:
    span = _span(finding)
    return span.sort_key if span else ()


def _span(finding: Finding) -> Interval | None:
    """What the printed value covers, if it ends on both sides."""
    span = (
        finding.printed.value.interval
        if finding.printed and finding.printed.value
        else finding.span
    )
    return span if span is not None and None not in (span.low, span.high) else None


def _axis(spans: list[Interval]) -> Axis:
    """An axis that does not begin at zero: it carries places, and no lengths."""
    ends = [Decimal(end) for span in spans for end in (span.low, span.high) if end is not None]
    margin = (max(ends) - min(ends)) / 8 or Decimal(1)
    return number_axis(spans, limits=(min(ends) - margin, max(ends) + margin))


def _every(axis: Axis) -> int:
    return -(-len(axis.ticks) // LABELS) or 1


def _value(finding: Finding, key: str) -> str:
    return finding.subject if key == SUBJECT else dict(finding.conditions).get(key, UNSTATED)


def _said(record: Record, finding: Finding, key: str) -> str:
    value = _value(finding, key)
    if value == UNSTATED:
        return f"{_key_name(record, key).lower()} not stated"
    if key in {"by", SUBJECT}:
        return record.name(value)
    return condition_words(record, key, value).removeprefix("as of ")


def _key_name(record: Record, key: str) -> str:
    named = {"by": "Run by", SUBJECT: "Result of", "as_of": "As of"}
    return named.get(key) or next(
        held.record.name for held in record.loaded.conditions if held.record.id == key
    )


def _choices(record: Record, found: list[Finding], key: str) -> list[dict[str, Any]]:
    """The values of a condition, each once: days as they follow each other, all else as the results do."""
    values: Iterable[Finding] = found
    if key == "as_of":
        values = sorted(found, key=lambda finding: _value(finding, key))
    said = {_value(finding, key): _said(record, finding, key) for finding in values}
    first = _value(found[0], key) if found else ""
    return [{"id": value, "name": name, "first": value == first} for value, name in said.items()]


def refuse_switches(record: Record, options: Options) -> list[Refusal]:
    """Refuses switches between fewer than two findings."""
    refusals = [
        Refusal("bad-option", f"the block 'switches' needs '{name}'")
        for name in ("subject", "property", "keys")
        if not options.get(name)
    ]
    if refusals:
        return refusals
    stated = {held.record.id for held in record.loaded.conditions} | {"by", "as_of", "metric"}
    strange = [key for key in options["keys"] if key not in stated]
    if strange:
        return [Refusal("unknown-condition", f"no condition has the id '{strange[0]}'")]
    known = (
        options["property"] in record.properties
        and record.entities.keys() >= set(options["subject"])
        and not means_findings(record, options)
    )
    if known and len(chosen(record, options)) < max(2, len(options.get("only", []))):
        return [
            Refusal(
                "bad-option",
                "there are fewer findings to switch between than two, or than 'only' names",
                ("name all conditions that they state in 'keys', and whose they are in 'subject'",),
            )
        ]
    return []


def condition_keys(found: Any) -> list[str]:
    """An option that is a list of conditions; `as_of`, which is no id, is one of them."""
    members = found.split() if isinstance(found, str) else found
    return [member if member == "as_of" else word(member) for member in members]


BLOCKS = (
    BlockSpec(
        "switches",
        "results on one test, condition by condition",
        switches,
        {**WORDS, "subject": words, "property": word, "keys": condition_keys, "only": references},
        all_of(
            refuse,
            means_findings,
            names_one_of("entities", "subject"),
            names_one_of("properties", "property"),
            refuse_switches,
        ),
    ),
)
