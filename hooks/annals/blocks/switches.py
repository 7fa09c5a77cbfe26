"""The block of switches: all findings of one subject on one test, and under which conditions each was measured, one at a time."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.ideas import WORDS, figure, refuse
from annals.blocks.plot import Plot
from annals.blocks.spec import BlockSpec, Options, all_of, names_one_of, rendered_cites, word, words
from annals.findings import Finding
from annals.printed import printed_text
from annals.reader_words import condition_words, value_classes
from annals.record import Record
from annals.site import Context, Site

UNSTATED = "unstated"


def switches(site: Site, options: Options, context: Context) -> Markup:
    """A table of the findings with a bracket each on one axis, and a switch for each condition."""
    record = site.record
    keys = options["keys"]
    found = chosen(record, options)
    spans = {finding.id: span for finding in found if (span := _ends(finding)) is not None}
    plot = _plot([end for span in spans.values() for end in span])
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
                "text": printed_text(record, finding),
                "classes": value_classes(finding),
                "url": site.finding_url(finding),
                "cites": rendered_cites(finding),
                "conditions": [_said(record, finding, key) for key in keys],
                "set": json.dumps({key: _value(finding, key) for key in keys}, sort_keys=True),
                "low": plot.x(spans[finding.id][0]),
                "high": plot.x(spans[finding.id][1]),
            }
            for finding in found
            if finding.id in spans
        ],
        ticks=plot.ticks_x(range(int(plot.x_from), int(plot.x_to) + 1, _step(plot))),
        subject=record.name(options["subject"]),
        test=record.name(options["property"]),
        unit=record.properties[options["property"]].unit or "",
    )


def chosen(record: Record, options: Options) -> list[Finding]:
    """The findings that the switches choose from: those that state nothing but the keys, in the order of their results."""
    keys = set(options["keys"])
    found = [
        finding
        for finding in record.findings_of.get(options["subject"], ())
        if finding.property == options["property"]
        and finding.derived is None
        and {key for key, _ in finding.conditions} <= keys
        and _ends(finding) is not None
    ]
    return sorted(found, key=lambda finding: (_ends(finding), finding.id))


def _ends(finding: Finding) -> tuple[float, float] | None:
    span = (
        finding.printed.value.interval
        if finding.printed and finding.printed.value
        else finding.span
    )
    if span is None or span.low is None or span.high is None:
        return None
    return float(span.low), float(span.high)


def _plot(ends: list[float]) -> Plot:
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    margin = max((high - low) / 8, 1)
    return Plot(2, 96, 0, 26, float(int(low - margin)), float(int(high + margin) + 1))


def _step(plot: Plot) -> int:
    return max(1, round((plot.x_to - plot.x_from) / 5))


def _value(finding: Finding, key: str) -> str:
    return dict(finding.conditions).get(key, UNSTATED)


def _said(record: Record, finding: Finding, key: str) -> str:
    value = _value(finding, key)
    if value == UNSTATED:
        return "not stated"
    return record.name(value) if key == "by" else condition_words(record, key, value)


def _key_name(record: Record, key: str) -> str:
    if key == "by":
        return "Run by"
    return next(held.record.name for held in record.loaded.conditions if held.record.id == key)


def _choices(record: Record, found: list[Finding], key: str) -> list[dict[str, Any]]:
    """The values of a condition, each once, in the order in which they come."""
    said = {_value(finding, key): _said(record, finding, key) for finding in found}
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
    known = options["subject"] in record.entities and options["property"] in record.properties
    if known and len(chosen(record, options)) < 2:
        return [
            Refusal(
                "bad-option",
                "there are fewer than two findings to switch between",
                ("name all conditions that they state in 'keys'",),
            )
        ]
    return []


BLOCKS = (
    BlockSpec(
        "switches",
        "the results of one subject on one test, condition by condition",
        switches,
        {**WORDS, "subject": word, "property": word, "keys": words},
        all_of(
            refuse,
            names_one_of("entities", "subject"),
            names_one_of("properties", "property"),
            refuse_switches,
        ),
    ),
)
